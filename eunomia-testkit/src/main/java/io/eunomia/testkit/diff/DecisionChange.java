package io.eunomia.testkit.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Requests that are decided otherwise, for the same rules: one of them, and how many there are.
 *
 * @param input the first of them
 * @param places where they stand, the first few; none if they were made
 * @param count how many they are, of those that were looked into
 * @param before what was decided of the first
 * @param after what is decided of it now
 * @param decidedBefore the definitions of {@code allow} that gave that value; the default if no
 *     other did, and none if that is not known
 * @param decidedAfter the same now
 * @param causes definitions of other rules that give another value than before, those that were
 *     edited first
 */
public record DecisionChange(
    JsonNode input,
    List<String> places,
    int count,
    Decided before,
    Decided after,
    List<Definition> decidedBefore,
    List<Definition> decidedAfter,
    List<DefinitionChange> causes) {
  public DecisionChange {
    places = List.copyOf(places);
    decidedBefore = List.copyOf(decidedBefore);
    decidedAfter = List.copyOf(decidedAfter);
    causes = List.copyOf(causes);
  }
}
