package io.eunomia.maven;

import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.Span;
import io.eunomia.testkit.report.Words;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Tells what is wrong with policies as builds tell it: {@code file:[line,column] what}. */
final class BuildLog {
  private static final int MOST = 100;

  private final Log log;

  BuildLog(Log log) {
    this.log = log;
  }

  /**
   * Logs what was found, at most a hundred errors and a hundred warnings.
   *
   * @param failOnWarning whether a warning fails the build, too
   * @throws MojoFailureException if the build is to fail for it; the first error is in the message
   */
  void report(List<Diagnostic> found, boolean failOnWarning) throws MojoFailureException {
    List<Diagnostic> errors = of(found, Severity.ERROR);
    List<Diagnostic> warnings = of(found, Severity.WARNING);
    warnings.stream().limit(MOST).forEach(warning -> log.warn(text(warning)));
    errors.stream().limit(MOST).forEach(error -> log.error(text(error)));
    if (!errors.isEmpty()) {
      throw new MojoFailureException(
          Words.count(errors.size(), "error") + " in policies, the first: " + head(errors.get(0)));
    }
    if (failOnWarning && !warnings.isEmpty()) {
      throw new MojoFailureException(
          Words.count(warnings.size(), "warning")
              + " in policies, which must have none, the first: "
              + head(warnings.get(0)));
    }
  }

  /** Whether a build is to fail for what was found. */
  static boolean fails(List<Diagnostic> found, boolean failOnWarning) {
    return failOnWarning ? !found.isEmpty() : !of(found, Severity.ERROR).isEmpty();
  }

  /** {@code file:[line,column]}. */
  static String place(String file, int line, int column) {
    return file + ":[" + line + "," + column + "]";
  }

  /** One diagnostic on one line. */
  static String head(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    return place(span.source().name(), span.line(), span.column())
        + " "
        + diagnostic.code()
        + ": "
        + diagnostic.message();
  }

  /** With the line and the caret below it, and the hint. */
  private static String text(Diagnostic diagnostic) {
    return (head(diagnostic) + "\n" + DiagnosticRenderer.excerpt(diagnostic)).stripTrailing();
  }

  private static List<Diagnostic> of(List<Diagnostic> found, Severity severity) {
    return found.stream().filter(diagnostic -> diagnostic.severity() == severity).toList();
  }
}
