package io.eunomia.archimedes.audit;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.archimedes.audit.AuditVerification.Kind;
import io.eunomia.archimedes.audit.AuditVerification.Problem;
import io.eunomia.archimedes.audit.LogLines.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the chain of an audit log. Reads each file once, and once more if the chain is broken;
 * takes little memory however long they are.
 *
 * <p>A chain proves that what is there is what was written. That lines at its end are gone it
 * cannot know by itself: keep the hash of the last line somewhere else, and expect it.
 */
public final class AuditVerifier {
  private static final int MAX_PROBLEMS = 1_000;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String start;
  private final List<Problem> problems = new ArrayList<>();
  private final List<ChainBreak> breaks = new ArrayList<>();
  private @Nullable String expected;
  private String first = "";
  private String last = "";

  private AuditVerifier(String start) {
    this.start = start;
    this.expected = start;
  }

  /**
   * All files of a log: the rotated ones, oldest first, then itself.
   *
   * @throws NoSuchFileException if there is none
   */
  public static List<Path> filesOf(Path log) throws IOException {
    LogFiles files = new LogFiles(log);
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(files.directory())) {
      all.addAll(files.rotated().values());
    }
    if (Files.exists(log)) {
      all.add(log);
    }
    if (all.isEmpty()) {
      throw new NoSuchFileException(log.toString());
    }
    return all;
  }

  /**
   * Verifies a log from its beginning.
   *
   * @param files oldest first
   * @throws IOException if a file cannot be read
   */
  public static AuditVerification verify(List<Path> files) throws IOException {
    return verify(files, null, null);
  }

  /**
   * Verifies a log, or the rest of one whose first files are not there any more.
   *
   * @param files oldest first
   * @param start the hash of the line before the first one, or {@code null} if none is before it
   * @param head the hash that the last line must have, or {@code null} if it is not known
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException for a hash that is not {@code sha256:} and 64 digits
   */
  public static AuditVerification verify(
      List<Path> files, @Nullable String start, @Nullable String head) throws IOException {
    for (String hash : new String[] {start, head}) {
      if (hash != null && !ChainLine.isHash(hash)) {
        throw new IllegalArgumentException("'" + hash + "' is not sha256: and 64 digits");
      }
    }
    Set<Path> distinct = new LinkedHashSet<>(files);
    return new AuditVerifier(start == null ? ChainLine.START : start)
        .run(List.copyOf(distinct), head);
  }

  private AuditVerification run(List<Path> files, @Nullable String head) throws IOException {
    long lines = LogLines.read(files, this::line);
    if (!breaks.isEmpty()) {
      problems.addAll(ChainBreak.explain(breaks, files, start));
    }
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparingInt((Problem problem) -> files.indexOf(problem.file()))
            .thenComparingLong(Problem::line));
    if (head != null && !head.equals(last) && !files.isEmpty()) {
      sorted.add(
          new Problem(
              Kind.WRONG_HEAD,
              files.get(files.size() - 1),
              0,
              "the log ends with " + (last.isEmpty() ? "nothing" : last) + ", not with " + head));
    }
    return new AuditVerification(files, lines, first, last, sorted);
  }

  private void line(Line line) {
    if (!line.whole()) {
      found(Kind.TORN, line, "the last line is not whole");
      return;
    }
    ChainLine chained = ChainLine.read(line.bytes());
    if (!isObject(line.bytes())) {
      found(Kind.NOT_JSON, line, "is not an object of JSON");
    } else if (chained == null) {
      found(Kind.ALTERED, line, "does not end with previous_hash and hash");
    } else if (!chained.isWhole()) {
      found(Kind.ALTERED, line, "is not as it was written: its hash is another");
    }
    if (chained == null) {
      // What comes next follows something that is not known.
      expected = null;
      return;
    }
    if (expected != null
        && !chained.previousHash().equals(expected)
        && breaks.size() < MAX_PROBLEMS) {
      breaks.add(
          new ChainBreak(line.index(), line.file(), line.line(), expected, chained.previousHash()));
    }
    expected = chained.hash();
    first = first.isEmpty() ? chained.hash() : first;
    last = chained.hash();
  }

  private void found(Kind kind, Line line, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new Problem(kind, line.file(), line.line(), message));
    }
  }

  private static boolean isObject(byte[] line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
