package io.eunomia.rego.analysis;

import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code # eunomia:ignore CODE reason}, at the end of a line or above it: what a check finds there
 * is meant so. One that has no reason, or that nothing was found for, is found itself.
 */
public final class IgnoreComments {
  /** The code of what is wrong with such a comment. */
  public static final String CODE = "eunomia_ignore";

  private static final Pattern COMMENT = Pattern.compile("\\s*eunomia:ignore(?![\\w-])\\s*(.*)");
  private static final Pattern CONTENT = Pattern.compile("(\\w+)(?:\\s+(.*\\S))?\\s*");
  private static final String HINT = "# eunomia:ignore CODE why it is meant so";

  private final Findings findings;
  private final Set<Ignore> used = new HashSet<>();
  private final List<Ignore> ignores = new ArrayList<>();

  /** A comment that says to ignore a code on a line. */
  private record Ignore(Span span, SourceText source, int line, String code, String reason) {}

  private IgnoreComments(Findings findings) {
    this.findings = findings;
  }

  /** Marks what the modules' comments say to ignore, and adds what is wrong with these. */
  static List<Finding> apply(List<Module> modules, Findings findings) {
    IgnoreComments comments = new IgnoreComments(findings);
    modules.forEach(comments::collect);
    List<Finding> marked = findings.all().stream().map(comments::mark).toList();
    Findings all = new Findings();
    marked.forEach(all::add);
    comments.reportUnused(all);
    return all.all();
  }

  private void collect(Module module) {
    for (Comment comment : module.comments()) {
      Matcher matcher = COMMENT.matcher(comment.text());
      if (matcher.matches()) {
        ignore(comment, matcher.group(1));
      }
    }
  }

  private void ignore(Comment comment, String text) {
    Matcher content = CONTENT.matcher(text);
    if (!content.matches()) {
      report(findings, comment.span(), "this comment does not say which code to ignore");
    } else if (!isCode(content.group(1))) {
      report(
          findings,
          comment.span(),
          "there is no " + content.group(1) + " to ignore; " + ignorable());
    } else if (content.group(2) == null) {
      report(
          findings,
          comment.span(),
          "this comment does not say why " + content.group(1) + " is ignored");
    } else {
      SourceText source = comment.span().source();
      ignores.add(
          new Ignore(comment.span(), source, line(comment), content.group(1), content.group(2)));
    }
  }

  private static boolean isCode(String code) {
    return PolicyAnalysis.checks().stream()
        .anyMatch(check -> check.code().equals(code) && !code.equals(DefaultDeny.CODE));
  }

  private static String ignorable() {
    return PolicyAnalysis.checks().stream()
        .map(Check::code)
        .filter(IgnoreComments::isCode)
        .collect(Collectors.joining(", ", "there are ", ""));
  }

  /** The comment's own line, or the first one below that is more than a comment. */
  private static int line(Comment comment) {
    SourceText source = comment.span().source();
    int line = comment.span().line();
    if (!isOnlyComment(source, line)) {
      return line;
    }
    int last = source.line(source.text().length());
    while (line < last && isOnlyComment(source, line)) {
      line++;
    }
    return line;
  }

  private static boolean isOnlyComment(SourceText source, int line) {
    return source.lineText(line).strip().startsWith("#");
  }

  private Finding mark(Finding finding) {
    Ignore ignore = find(finding.diagnostic());
    if (ignore == null) {
      return finding;
    }
    used.add(ignore);
    return new Finding(finding.diagnostic(), finding.example(), ignore.reason());
  }

  private @Nullable Ignore find(Diagnostic diagnostic) {
    for (Ignore ignore : ignores) {
      if (ignore.code().equals(diagnostic.code())
          && ignore.source().name().equals(diagnostic.span().source().name())
          && ignore.line() == diagnostic.span().line()) {
        return ignore;
      }
    }
    return null;
  }

  private void reportUnused(Findings all) {
    for (Ignore ignore : ignores) {
      if (!used.contains(ignore)) {
        report(all, ignore.span(), "there is no " + ignore.code() + " here to ignore");
      }
    }
  }

  private static void report(Findings findings, Span span, String message) {
    findings.report(new Diagnostic(CODE, Severity.WARNING, span, message, HINT));
  }
}
