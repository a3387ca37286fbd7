package io.eunomia.rego.types;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One of several types; without members: any.
 *
 * @param members sorted, without duplicates, none a union itself
 */
public record UnionType(List<Type> members) implements Type {
  /** Any value but a function: the union that leaves nothing out. */
  public static final UnionType ANY = new UnionType(List.of());

  public UnionType {
    members = List.copyOf(members);
  }

  /**
   * The union of the given types in its one form: a union of one type is that type, a union with
   * any is any, unions inside are dissolved, unknown types add nothing.
   */
  public static Type of(Collection<Type> types) {
    TreeSet<Type> members = new TreeSet<>(TypeOrder.INSTANCE);
    for (Type type : types) {
      if (type.equals(ANY)) {
        return ANY;
      }
      if (type instanceof UnionType union) {
        members.addAll(union.members());
      } else if (type != UnknownType.UNKNOWN) {
        members.add(type);
      }
    }
    return switch (members.size()) {
      case 0 -> UnknownType.UNKNOWN;
      case 1 -> members.first();
      default -> new UnionType(List.copyOf(members));
    };
  }

  /** Whether this is {@link UnionType#ANY}. */
  public boolean isAny() {
    return members.isEmpty();
  }

  private Type each(UnaryOperator<Type> part) {
    return isAny() ? ANY : of(members.stream().map(part).toList());
  }

  @Override
  public Type keyType() {
    return each(Type::keyType);
  }

  @Override
  public Type valueType() {
    return each(Type::valueType);
  }

  @Override
  public Type select(ConstantKey key) {
    return each(member -> member.select(key));
  }

  @Override
  public String toString() {
    return isAny()
        ? "any"
        : members.stream().map(Type::toString).collect(Collectors.joining(", ", "any<", ">"));
  }
}
