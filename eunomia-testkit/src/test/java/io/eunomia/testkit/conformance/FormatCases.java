package io.eunomia.testkit.conformance;

import io.eunomia.rego.format.FormatOptions;
import io.eunomia.rego.format.FormatResult;
import io.eunomia.rego.format.RegoFormatter;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code opa fmt} makes of sources: ours must be the same text, and stay as it is when it is
 * formatted again. No engine has a part in it.
 */
final class FormatCases implements Kind {
  @Override
  public Object compilationKey(Case which) {
    return which.name();
  }

  @Override
  public Compilation compile(Case which) {
    return new Compilation.Decided(
        verdict(which.json().path("in").asText(), which.json().path("out").asText()));
  }

  private static Verdict verdict(String source, String wanted) {
    FormatResult result = format(source);
    String text = result.text();
    if (text == null) {
      return Verdict.failed("refused: " + result.diagnostics());
    }
    if (!text.equals(wanted)) {
      return Verdict.failed(difference(text.lines().toList(), wanted.lines().toList()));
    }
    return text.equals(format(text).text())
        ? Verdict.PASSED
        : Verdict.failed("what was formatted is formatted in another way again");
  }

  private static FormatResult format(String source) {
    return RegoFormatter.format(SourceText.of("case.rego", source), FormatOptions.V1);
  }

  private static String difference(List<String> lines, List<String> wanted) {
    int i = 0;
    while (i < Math.min(lines.size(), wanted.size()) && lines.get(i).equals(wanted.get(i))) {
      i++;
    }
    return "line " + (i + 1) + ": wanted " + line(wanted, i) + ", got " + line(lines, i);
  }

  private static String line(List<String> lines, int i) {
    return i < lines.size() ? "'" + lines.get(i) + "'" : "the end";
  }

  @Override
  public @Nullable Input input(Case which) {
    return null;
  }

  @Override
  public Verdict judge(Case which, Abi abi, Answer answer) {
    throw new IllegalStateException("no engine is asked");
  }
}
