package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.Value;

/**
 * A builtin that cannot work with its arguments. The call is undefined then, or the end of the
 * evaluation where the policy was compiled with strict builtin errors.
 */
public final class BuiltinException extends Exception {
  private final String code;

  private BuiltinException(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** A failure; the message need not name the builtin, whose name is put before it. */
  public BuiltinException(String message) {
    this("eval_builtin_error", message);
  }

  /** A failure that has a code already; the message does not name the builtin. */
  public static BuiltinException coded(String code, String message) {
    return new BuiltinException(code, message);
  }

  /**
   * An operand of a wrong type.
   *
   * @param number of the operand, from 1
   * @param expected what it should be
   * @param got what it is
   */
  public static BuiltinException operand(int number, String expected, Value got) {
    return new BuiltinException(
        "eval_type_error",
        "operand " + number + " must be " + expected + " but got " + got.typeName());
  }

  /**
   * An operand with something wrong in it.
   *
   * @param number of the operand, from 1
   * @param problem what is wrong: {@code must not be empty}
   */
  public static BuiltinException operand(int number, String problem) {
    return new BuiltinException("eval_type_error", "operand " + number + " " + problem);
  }

  /** OPA's code of it. */
  public String code() {
    return code;
  }
}
