package io.eunomia.bundle;

import io.eunomia.bundle.BundleException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The records of a pax header: {@code LENGTH KEY=VALUE\n}, the length being that of the record. */
final class PaxRecords {
  private static final int MAX_DIGITS = 7;

  private PaxRecords() {}

  static Map<String, String> parse(byte[] content) throws BundleException {
    Map<String, String> records = new HashMap<>();
    int start = 0;
    while (start < content.length) {
      int space = start;
      int length = 0;
      while (space < content.length && content[space] >= '0' && content[space] <= '9') {
        length = length * 10 + content[space++] - '0';
        if (space - start > MAX_DIGITS) {
          throw invalid();
        }
      }
      int end = start + length;
      if (space == start
          || end > content.length
          || end <= space + 1
          || content[space] != ' '
          || content[end - 1] != '\n') {
        throw invalid();
      }
      String record = new String(content, space + 1, end - space - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals < 1 || record.indexOf('\0') >= 0) {
        throw invalid();
      }
      records.put(record.substring(0, equals), record.substring(equals + 1));
      start = end;
    }
    if (records.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
      throw new BundleException(Reason.SPECIAL_FILE, "has a sparse file");
    }
    return records;
  }

  private static BundleException invalid() {
    return new BundleException(Reason.INVALID_TAR, "has a damaged extended header");
  }
}
