package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedSet;

/** What a case wants of an evaluation. */
final class Expectation {
  private final JsonNode test;
  private final JsonNode wantedRows;

  /**
   * @param test says whether an error is wanted, and how rows are compared
   * @param wantedRows the rows that are wanted if there is none
   */
  Expectation(JsonNode test, JsonNode wantedRows) {
    this.test = test;
    this.wantedRows = wantedRows;
  }

  /** Judges rows. */
  Verdict rows(JsonNode rows) {
    if (wantsError()) {
      return Verdict.failed("wanted an error, got " + rows);
    }
    boolean sort = test.path("sort_bindings").asBoolean();
    SortedSet<String> wanted = Rows.canonical(wantedRows, sort);
    SortedSet<String> got = Rows.canonical(rows, sort);
    return wanted.equals(got) ? Verdict.PASSED : Verdict.failed("wanted " + wanted + " got " + got);
  }

  /** Judges an evaluation that failed. */
  Verdict failure(String message) {
    String code = test.path("want_error_code").asText();
    String wanted = test.path("want_error").asText().replaceFirst("^\\S+\\.rego:\\d+: ", "");
    if (!(code + wanted).isEmpty() && message.contains(code) && message.contains(wanted)) {
      return Verdict.PASSED;
    }
    return Verdict.failed("wanted '" + code + " " + wanted + "' got the error " + message);
  }

  private boolean wantsError() {
    return test.has("want_error_code") || test.has("want_error");
  }
}
