package io.eunomia.rego.ir;

/**
 * A builtin that a plan calls.
 *
 * @param name its Rego name
 * @param arity how many arguments its declaration has
 * @param type its type in OPA's JSON form, carried along for other readers of the plan
 */
public record BuiltinDecl(String name, int arity, String type) {
  /**
   * The name of what no policy can call: it ends the evaluation with its argument, a constant
   * string of code and message. For what is known to fail when it is reached.
   */
  public static final String FAIL = "eunomia.fail";

  /**
   * The name of what no policy can call: it gives the value of a function of input and data that
   * was computed ahead of the evaluation, for the same data, and is undefined if none was. Its
   * arguments are the function's name, a constant string, and data.
   */
  public static final String PREPARED = "eunomia.prepared";

  /**
   * The name of what no policy can call: it tells the host the name of a place that evaluation has
   * come to, its one argument.
   */
  public static final String REACHED = "eunomia.reached";

  /**
   * The name of what no policy can call: it tells the host the name of a place that evaluation has
   * come to, and an object of values there by the texts that they are of.
   */
  public static final String VALUES = "eunomia.values";

  /**
   * The name of what no policy can call: it tells the host an array of the names of a test's case
   * that evaluation has come to.
   */
  public static final String CASE = "eunomia.case";

  /** A declaration that says nothing of its types. */
  public BuiltinDecl(String name, int arity) {
    this(name, arity, untyped(arity));
  }

  private static String untyped(int arity) {
    String args = "{\"type\":\"any\"},".repeat(arity);
    return "{\"args\":["
        + (args.isEmpty() ? args : args.substring(0, args.length() - 1))
        + "],\"result\":{\"type\":\"any\"},\"type\":\"function\"}";
  }
}
