package io.eunomia.policy;

/** A policy input that breaks its contract. Says which field, and what is wrong with it. */
public final class PolicyInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the field's path as in JSON, such as {@code caller.user_id}; empty for the whole
   * @param problem what is wrong with it
   */
  public PolicyInputException(String field, String problem) {
    super(field.isEmpty() ? problem : field + ": " + problem);
    this.field = field;
  }

  /** The field's path as in JSON; empty if it is the input as a whole. */
  public String field() {
    return field;
  }
}
