package io.eunomia.rego.builtins;

import io.eunomia.rego.types.FunctionType;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a builtin function. Immutable and thread-safe.
 *
 * @param name its Rego name, {@code io.jwt.decode}
 * @param infix how it is written between its operands, {@code +}, or {@code null} if it is not
 * @param type its parameters and result
 * @param relation whether one call has many results, as {@code walk} has
 * @param nondeterministic whether two calls with the same arguments can differ
 * @param deprecated whether strict mode refuses it
 * @param isNative whether the value runtime has it; any other one is called through the host
 * @param since the version of OPA that it came with; of those that are older than OPA's
 *     capabilities files, the version that these came with
 */
public record Builtin(
    String name,
    @Nullable String infix,
    FunctionType type,
    boolean relation,
    boolean nondeterministic,
    boolean deprecated,
    boolean isNative,
    OpaVersion since) {

  /** How many arguments a call has; 0 for a variadic one. */
  public int arity() {
    return type.arity();
  }

  /** Its type in the JSON form of OPA's capabilities files and plans. */
  public String typeJson() {
    return TypeJson.of(type).toString();
  }

  /** The name of its function in the value runtime, whether or not the runtime has it. */
  public String nativeSymbol() {
    return "bi_" + name.replace(".", "__");
  }
}
