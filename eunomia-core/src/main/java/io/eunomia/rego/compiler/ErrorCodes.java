package io.eunomia.rego.compiler;

/** OPA's codes of what the compiler finds wrong. */
public final class ErrorCodes {
  /** Something may not stand where it does. */
  public static final String COMPILE = "rego_compile_error";

  /** Things do not fit together: calls and functions, rules of one name, types. */
  public static final String TYPE = "rego_type_error";

  /** A variable that nothing binds. */
  public static final String UNSAFE_VAR = "rego_unsafe_var_error";

  /** A rule that needs itself. */
  public static final String RECURSION = "rego_recursion_error";

  private ErrorCodes() {}
}
