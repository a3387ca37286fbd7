package io.eunomia.testkit.coverage;

import io.eunomia.rego.instrument.Place;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of policies and their tests was evaluated: an expression is covered if it was evaluated, a
 * definition of a rule if it held, a line if all is that begins on it. Immutable and thread-safe.
 *
 * @param files by name
 */
public record Coverage(List<FileCoverage> files) {
  public Coverage {
    files = List.copyOf(files);
  }

  /** The coverage of places. */
  public static Coverage of(Places places, Hits hits) {
    Map<String, SourceText> sources = new TreeMap<>();
    Map<String, List<CoveredPlace>> byFile = new TreeMap<>();
    for (Place place : places.all()) {
      SourceText source = place.span().source();
      sources.put(source.name(), source);
      byFile
          .computeIfAbsent(source.name(), name -> new ArrayList<>())
          .add(new CoveredPlace(place.kind(), place.span(), hits.of(place.name())));
    }
    List<FileCoverage> files = new ArrayList<>();
    sources.forEach(
        (name, source) ->
            files.add(new FileCoverage(source, byFile.getOrDefault(name, List.of()))));
    return new Coverage(files);
  }

  /** How many lines are covered, of all files. */
  public Lines lines() {
    return files.stream().map(FileCoverage::lines).reduce(new Lines(0, 0), Lines::plus);
  }

  /** Whether at least so much is covered, in percent of the lines. */
  public boolean reaches(double percent) {
    return lines().percent() >= percent;
  }
}
