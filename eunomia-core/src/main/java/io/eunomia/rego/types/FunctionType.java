package io.eunomia.rego.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Functions.
 *
 * @param parameters in order
 * @param result what is returned, or {@code null} if nothing is
 * @param variadic whether the last parameter may be repeated, and left out
 */
public record FunctionType(List<Parameter> parameters, @Nullable Parameter result, boolean variadic)
    implements Type {
  /**
   * A parameter, or the result.
   *
   * @param name its name, or {@code null} if it has none
   */
  public record Parameter(@Nullable String name, Type type) {
    /** One without a name. */
    public static Parameter of(Type type) {
      return new Parameter(null, type);
    }

    @Override
    public String toString() {
      return name == null ? type.toString() : name + ": " + type;
    }
  }

  public FunctionType {
    parameters = List.copyOf(parameters);
  }

  /** A function of a policy: its parameters are not named in messages. */
  public static FunctionType of(List<Type> parameters, Type result) {
    return new FunctionType(
        parameters.stream().map(Parameter::of).toList(), Parameter.of(result), false);
  }

  /** How many arguments a call must have; of a variadic function, 0. */
  public int arity() {
    return variadic ? 0 : parameters.size();
  }

  /** The type of the argument at an index from 0. */
  public Type argument(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1)).type();
  }

  /** The type of a call's value; {@link UnionType#ANY} if nothing is returned. */
  public Type resultType() {
    return result == null ? UnionType.ANY : result.type();
  }

  @Override
  public boolean isPartlyUnknown() {
    return parameters.stream().anyMatch(p -> p.type().isPartlyUnknown())
        || (result != null && result.type().isPartlyUnknown());
  }

  /** What takes what either takes; any value if they take different numbers of arguments. */
  Type merge(FunctionType other) {
    if (parameters.size() != other.parameters.size()) {
      return UnionType.ANY;
    }
    List<Type> merged = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      merged.add(argument(i).or(other.argument(i)));
    }
    return equals(other) ? this : of(merged, resultType().or(other.resultType()));
  }

  /** The arguments as messages print them, with the result last if asked for. */
  public String signature(boolean withResult) {
    String arguments =
        parameters.stream().map(Parameter::toString).collect(Collectors.joining(", "));
    if (variadic) {
      arguments += "...";
    }
    if (withResult && result != null) {
      arguments += (arguments.isEmpty() ? "" : ", ") + result;
    }
    return "(" + arguments + ")";
  }

  @Override
  public String toString() {
    return signature(false) + " => " + (result == null ? UnknownType.UNKNOWN : result.type());
  }
}
