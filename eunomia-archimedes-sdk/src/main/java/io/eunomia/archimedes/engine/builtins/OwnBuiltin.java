package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.rego.builtins.DeclarationText;
import io.eunomia.rego.types.FunctionType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A builtin of somebody's own, held to its declaration: what reaches it has the declared types,
 * what comes of it too, whatever it throws ends one evaluation and nothing else, and if it is not
 * deterministic it is asked once an evaluation.
 */
final class OwnBuiltin implements Builtin {
  private final io.eunomia.rego.builtins.Builtin declaration;
  private final Builtin builtin;

  private OwnBuiltin(io.eunomia.rego.builtins.Builtin declaration, Builtin builtin) {
    this.declaration = declaration;
    this.builtin = builtin;
  }

  static Builtin of(io.eunomia.rego.builtins.Builtin declaration, Builtin builtin) {
    OwnBuiltin own = new OwnBuiltin(declaration, builtin);
    return declaration.nondeterministic() ? new OncePerEvaluation(declaration.name(), own) : own;
  }

  @Override
  public @Nullable Value call(BuiltinContext context, Value... arguments) throws BuiltinException {
    check(arguments);
    Value result = result(context, arguments);
    if (result != null && !isDeclared(result)) {
      throw new BuiltinFailure(
          declaration.name()
              + " returned "
              + (result.typeName().matches("[ao].*") ? "an " : "a ")
              + result.typeName()
              + " that is not what it is declared to return: "
              + DeclarationText.of(declaration.type().resultType())
              + (declaration.relation() ? ", in an array or a set" : ""));
    }
    return result;
  }

  private void check(Value... arguments) throws BuiltinException {
    FunctionType type = declaration.type();
    if (arguments.length != type.arity()) {
      // Modules of ours are refused before; those of other compilers do not say.
      throw new BuiltinFailure(
          "the policy calls %s with %d arguments, but it is declared as %s"
              .formatted(declaration.name(), arguments.length, declaration.declaration()));
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!ValueTypes.isOf(type.argument(i), arguments[i])) {
        throw BuiltinException.operand(i + 1, DeclarationText.of(type.argument(i)), arguments[i]);
      }
    }
  }

  /** Errors of the JVM itself, such as a stack that is too deep, are known further up. */
  @SuppressWarnings("IllegalCatch") // it is not known what the code of others throws
  private @Nullable Value result(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    try {
      return builtin.call(context, arguments);
    } catch (BuiltinException | VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      throw new BuiltinFailure(declaration.name() + " failed: " + e, e);
    }
  }

  private boolean isDeclared(Value result) {
    if (!declaration.relation()) {
      return ValueTypes.isOf(declaration.type().resultType(), result);
    }
    Collection<Value> results =
        result instanceof ArrayValue array
            ? array.elements()
            : result instanceof SetValue set ? set.elements() : List.of();
    return (result instanceof ArrayValue || result instanceof SetValue)
        && results.stream().allMatch(r -> ValueTypes.isOf(declaration.type().resultType(), r));
  }
}
