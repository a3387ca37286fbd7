package io.eunomia.testkit.coverage;

import io.eunomia.rego.instrument.Place;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What of one file was evaluated. Immutable and thread-safe.
 *
 * @param source the file
 * @param places its expressions, definitions and branches, sorted by where they begin
 */
public record FileCoverage(SourceText source, List<CoveredPlace> places) {
  /**
   * Lines that follow each other.
   *
   * @param start the first, from 1
   * @param end the last
   */
  public record Range(int start, int end) {
    /** {@code 3}, or {@code 3-5}. */
    @Override
    public String toString() {
      return start == end ? String.valueOf(start) : start + "-" + end;
    }
  }

  public FileCoverage {
    places =
        places.stream().sorted(Comparator.comparing((CoveredPlace p) -> p.span().start())).toList();
  }

  /** The file's name. */
  public String name() {
    return source.name();
  }

  /**
   * How often each line was covered that something begins on, by number: as often as what was
   * evaluated least on it, so that 0 says that something there was not.
   */
  public TreeMap<Integer, Long> hitsByLine() {
    TreeMap<Integer, Long> hits = new TreeMap<>();
    places.forEach(place -> hits.merge(place.line(), place.hits(), Math::min));
    return hits;
  }

  /** How many lines are covered. */
  public Lines lines() {
    TreeMap<Integer, Long> hits = hitsByLine();
    int covered = (int) hits.values().stream().filter(count -> count > 0).count();
    return new Lines(covered, hits.size() - covered);
  }

  /** The lines that are covered, or those that are not, as ranges. */
  public List<Range> ranges(boolean covered) {
    List<Range> ranges = new ArrayList<>();
    hitsByLine()
        .forEach(
            (line, hits) -> {
              if (hits > 0 != covered) {
                return;
              }
              int last = ranges.size() - 1;
              if (last >= 0 && ranges.get(last).end() == line - 1) {
                ranges.set(last, new Range(ranges.get(last).start(), line));
              } else {
                ranges.add(new Range(line, line));
              }
            });
    return ranges;
  }

  /** How many expressions there are, or only those that were evaluated. */
  public long expressions(boolean coveredOnly) {
    return count(true, coveredOnly);
  }

  /** How many definitions and branches there are, or only those that held. */
  public long rules(boolean coveredOnly) {
    return count(false, coveredOnly);
  }

  private long count(boolean expressions, boolean coveredOnly) {
    return places.stream()
        .filter(place -> (place.kind() == Place.Kind.EXPRESSION) == expressions)
        .filter(place -> !coveredOnly || place.isCovered())
        .count();
  }
}
