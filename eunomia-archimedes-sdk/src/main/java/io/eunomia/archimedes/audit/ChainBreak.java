package io.eunomia.archimedes.audit;

import io.eunomia.archimedes.audit.AuditVerification.Kind;
import io.eunomia.archimedes.audit.AuditVerification.Problem;
import io.eunomia.archimedes.audit.LogLines.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line that does not follow the one before it.
 *
 * @param index the line's number over all files, from 1
 * @param expected the hash of the line before
 * @param previous the hash that it says it follows
 */
record ChainBreak(long index, Path file, long line, String expected, String previous) {
  /** Where a hash was found: the line that has it, and the one after that. */
  private record Place(long index, @Nullable Line next) {}

  /** Finds out what was done to the log, by where the lines are that were followed. */
  static List<Problem> explain(List<ChainBreak> breaks, List<Path> files, String start)
      throws IOException {
    Map<String, Place> places = find(breaks, files, start);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < breaks.size(); i++) {
      ChainBreak here = breaks.get(i);
      Place followed = places.get(here.previous);
      long lastBreak = i == 0 ? 0 : breaks.get(i - 1).index;
      if (i + 1 < breaks.size() && breaks.get(i + 1).previous.equals(here.expected)) {
        // What comes after goes on where this line came in between.
        problems.add(
            followed == null
                ? here.problem(Kind.INSERTED, "was put in between")
                : here.problem(Kind.REORDERED, "is not at its place"));
        i++;
      } else if (followed == null) {
        problems.add(here.gap());
      } else if (followed.next != null
          && followed.index < here.index
          && lastBreak <= followed.index) {
        Line next = followed.next;
        problems.add(new Problem(Kind.INSERTED, next.file(), next.line(), "was put in between"));
      } else {
        problems.add(here.problem(Kind.REORDERED, "is not at its place"));
      }
    }
    return problems;
  }

  private Problem gap() {
    return line == 1
        ? problem(
            Kind.FILE_MISSING, "continues a file that is not here, which ended with " + previous)
        : problem(Kind.REMOVED, "the line that it follows was removed or replaced");
  }

  private Problem problem(Kind kind, String message) {
    return new Problem(kind, file, line, message);
  }

  private static Map<String, Place> find(List<ChainBreak> breaks, List<Path> files, String start)
      throws IOException {
    Set<String> wanted = new HashSet<>();
    breaks.forEach(each -> wanted.add(each.previous));
    Search search = new Search(wanted);
    if (wanted.contains(start)) {
      search.follow(start, 0);
    }
    LogLines.read(files, search::line);
    return search.places;
  }

  /** The first places of hashes. */
  private static final class Search {
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> wanted;
    private @Nullable String before;

    Search(Set<String> wanted) {
      this.wanted = wanted;
    }

    void line(Line line) {
      if (before != null) {
        places.put(before, new Place(line.index() - 1, line));
        before = null;
      }
      ChainLine chained = ChainLine.read(line.bytes());
      if (chained != null
          && wanted.contains(chained.hash())
          && !places.containsKey(chained.hash())) {
        follow(chained.hash(), line.index());
      }
    }

    private void follow(String hash, long index) {
      places.put(hash, new Place(index, null));
      before = hash;
    }
  }
}
