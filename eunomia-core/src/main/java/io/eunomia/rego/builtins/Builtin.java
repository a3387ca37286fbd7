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
 * @param rewritten whether the compiler makes something else of every call, so that no module asks
 *     for it
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
    boolean rewritten,
    OpaVersion since) {
  /**
   * Reads a declaration: {@code acme.tenant_of(user: string) -> tenant: string}.
   *
   * <p>A parameter or a result is a type, or a name and a type. Types are {@code any}, {@code
   * null}, {@code boolean}, {@code number}, {@code string}, {@code array[T]}, {@code set[T]},
   * {@code object[K: V]}, {@code [T, T]} for an array of that length, {@code object{key: T}[K: V]}
   * for one with known keys, and {@code T | T}; {@code void} is no result. Behind a semicolon there
   * may be attributes, separated by commas: {@code nondeterministic}, {@code relation}, {@code
   * deprecated}.
   *
   * @throws IllegalArgumentException if the text is none; the message says where
   */
  public static Builtin parse(String declaration) {
    return new DeclarationParser(declaration.strip()).parse();
  }

  /** The text that {@link #parse} reads it from. */
  public String declaration() {
    return DeclarationText.of(this);
  }

  /** As an entry of a capabilities file. */
  public String toJson() {
    return CapabilitiesFile.declaration(this).toString();
  }

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
