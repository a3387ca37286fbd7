package io.eunomia.testkit.coverage;

import io.eunomia.rego.instrument.Place;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Coverage as a tracefile of LCOV: lines, and definitions of rules as functions. */
final class CoverageLcov {
  private static final Pattern NAME = Pattern.compile("[\\w.\\[\\]\"]+");

  private CoverageLcov() {}

  static String of(Coverage coverage) {
    StringBuilder text = new StringBuilder("TN:\n");
    coverage.files().forEach(file -> file(file, text));
    return text.toString();
  }

  private static void file(FileCoverage file, StringBuilder text) {
    List<CoveredPlace> rules =
        file.places().stream().filter(place -> place.kind() == Place.Kind.RULE).toList();
    line(text, "SF:", file.name());
    rules.forEach(rule -> line(text, "FN:", rule.line() + "," + name(rule)));
    rules.forEach(rule -> line(text, "FNDA:", rule.hits() + "," + name(rule)));
    line(text, "FNF:", String.valueOf(rules.size()));
    line(text, "FNH:", String.valueOf(rules.stream().filter(CoveredPlace::isCovered).count()));
    file.hitsByLine().forEach((line, hits) -> line(text, "DA:", line + "," + hits));
    Lines lines = file.lines();
    line(text, "LF:", String.valueOf(lines.covered() + lines.notCovered()));
    line(text, "LH:", String.valueOf(lines.covered()));
    text.append("end_of_record\n");
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(key).append(value).append('\n');
  }

  /** The rule's name; rules have several definitions, and functions of a file one each. */
  private static String name(CoveredPlace rule) {
    Matcher name = NAME.matcher(rule.span().text());
    return (name.find() ? name.group() : "rule") + ":" + rule.line();
  }
}
