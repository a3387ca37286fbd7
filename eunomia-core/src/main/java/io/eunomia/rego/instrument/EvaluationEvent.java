package io.eunomia.rego.instrument;

import java.util.Locale;

/**
 * What an evaluation tells of a point: the text that the host is told, taken apart.
 *
 * @param step what happens
 * @param point the number of the point where it does; of a note, 0
 * @param part of an expression that continues, which part of it begins, so that parts that follow
 *     each other are told each; otherwise 0
 */
public record EvaluationEvent(Step step, int point, int part) {
  /** What happens at a point. */
  public enum Step {
    /** A body begins. */
    BEGINS,
    /** An expression begins. */
    EVALUATES,
    /** Another part of an expression begins, which may be for another solution of those before. */
    CONTINUES,
    /** All of a body holds; other solutions are looked for. */
    HOLDS,
    /** All of a body holds, and it ends with that. */
    HOLDS_LAST,
    /** A body has no solution any more, or had none; also if it has ended before. */
    ENDS,
    /** The builtin {@code trace} is called. */
    NOTES
  }

  static EvaluationEvent of(Step step, int point) {
    return new EvaluationEvent(step, point, 0);
  }

  static EvaluationEvent continuing(int point, int part) {
    return new EvaluationEvent(Step.CONTINUES, point, part);
  }

  /** The text that stands for it in a module. */
  public String text() {
    return step.name().toLowerCase(Locale.ROOT) + " " + point + " " + part;
  }

  /**
   * The event that a text stands for.
   *
   * @throws IllegalArgumentException if it stands for none
   */
  public static EvaluationEvent parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalArgumentException("no event of an evaluation: " + text);
    }
    return new EvaluationEvent(
        Step.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Integer.parseInt(words[1]),
        Integer.parseInt(words[2]));
  }
}
