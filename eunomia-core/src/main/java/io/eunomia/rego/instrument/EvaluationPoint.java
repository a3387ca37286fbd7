package io.eunomia.rego.instrument;

/**
 * A point of a policy that an evaluation tells of.
 *
 * @param kind what stands there
 * @param file the source that it stands in
 * @param row its line, from 1
 * @param text of a definition or branch, the rule's path; of what else there is, what is written,
 *     on one line
 * @param body of an expression, the number of the point of the body that it is of; -1 of a body
 */
public record EvaluationPoint(Kind kind, String file, int row, String text, int body) {
  /** What stands at a point. */
  public enum Kind {
    /** A definition of a rule or function, or an {@code else} branch of one. */
    DEFINITION,
    /** The body of a comprehension or of {@code every}. */
    CLOSURE,
    /** What {@code not} stands before. */
    NEGATION,
    /** An expression of a body. */
    EXPRESSION
  }
}
