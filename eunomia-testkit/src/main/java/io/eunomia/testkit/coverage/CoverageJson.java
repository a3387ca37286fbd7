package io.eunomia.testkit.coverage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Coverage in the format of {@code opa test --coverage --format json}. */
final class CoverageJson {
  private CoverageJson() {}

  static ObjectNode of(Coverage coverage) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode files = json.putObject("files");
    for (FileCoverage file : coverage.files()) {
      ObjectNode entry = files.putObject(file.name());
      ranges(entry, "covered", file.ranges(true));
      ranges(entry, "not_covered", file.ranges(false));
      lines(entry, file.lines());
    }
    lines(json, coverage.lines());
    return json;
  }

  private static void ranges(ObjectNode json, String name, List<FileCoverage.Range> ranges) {
    // As in OPA's report, what is not there is left out.
    if (!ranges.isEmpty()) {
      for (FileCoverage.Range range : ranges) {
        ObjectNode entry = json.withArray("/" + name).addObject();
        entry.putObject("start").put("row", range.start());
        entry.putObject("end").put("row", range.end());
      }
    }
  }

  private static void lines(ObjectNode json, Lines lines) {
    if (lines.covered() > 0) {
      json.put("covered_lines", lines.covered());
    }
    if (lines.notCovered() > 0) {
      json.put("not_covered_lines", lines.notCovered());
    }
    double percent = lines.rounded();
    if (percent == Math.rint(percent)) {
      json.put("coverage", (long) percent);
    } else {
      json.put("coverage", percent);
    }
  }
}
