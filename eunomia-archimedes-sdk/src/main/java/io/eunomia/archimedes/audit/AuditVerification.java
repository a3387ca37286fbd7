package io.eunomia.archimedes.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What was found in an audit log.
 *
 * @param files those that were read, oldest first
 * @param lines how many lines they have
 * @param firstHash of the first line; empty if there is none
 * @param lastHash of the last whole line, which is the head of the chain; empty if there is none
 * @param problems what is wrong, in the order of the lines; the first thousand of each kind at most
 */
public record AuditVerification(
    List<Path> files, long lines, String firstHash, String lastHash, List<Problem> problems) {

  public AuditVerification {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
  }

  /** What can be wrong with a log. */
  public enum Kind {
    /** The line is not as it was written. */
    ALTERED,
    /** One or more lines before this one are gone, or were replaced. */
    REMOVED,
    /** The line was put in. */
    INSERTED,
    /** The line is not at its place. */
    REORDERED,
    /** The last line is not whole. */
    TORN,
    /** The line is not an object of JSON. */
    NOT_JSON,
    /** What a file continues is not there. */
    FILE_MISSING,
    /** The chain does not end with the hash that was expected. */
    WRONG_HEAD;

    private final String json = name().toLowerCase(Locale.ROOT);

    /** The name in JSON: {@code not_json}. */
    public String json() {
      return json;
    }
  }

  /**
   * Something that is wrong.
   *
   * @param kind what
   * @param file in which file
   * @param line in which line, from 1; 0 if it is about the whole file
   * @param message for people
   */
  public record Problem(Kind kind, Path file, long line, String message) {
    /** {@code FILE:LINE: KIND: MESSAGE}. */
    @Override
    public String toString() {
      return file + (line == 0 ? "" : ":" + line) + ": " + kind.json() + ": " + message;
    }
  }

  /** Whether nothing is wrong. */
  public boolean ok() {
    return problems.isEmpty();
  }
}
