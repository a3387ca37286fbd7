package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What may stand at a place of the input: what policies compare it with, and something else. */
final class CandidateValues {
  private static final String OTHER = "other";
  private static final String SAME = "same";

  private final InputFacts facts;

  CandidateValues(InputFacts facts) {
    this.facts = facts;
  }

  /** Texts that a place is compared with, and one that it is not. */
  List<JsonNode> texts(InputPath path, String ordinary) {
    Set<JsonNode> found = new LinkedHashSet<>();
    if (isLinked(path)) {
      found.add(TextNode.valueOf(SAME));
    }
    found.add(TextNode.valueOf(ordinary));
    known(path).stream().filter(JsonNode::isTextual).forEach(found::add);
    return new ArrayList<>(found);
  }

  /** Texts that a place is compared with, and then one that it is not. */
  List<JsonNode> textsFirst(InputPath path, String last) {
    Set<JsonNode> found = new LinkedHashSet<>();
    known(path).stream().filter(JsonNode::isTextual).forEach(found::add);
    found.add(TextNode.valueOf(last));
    return new ArrayList<>(found);
  }

  /** Whatever a place is compared with, something else of its kind, and nothing. */
  List<JsonNode> any(InputPath path) {
    Set<JsonNode> found = new LinkedHashSet<>();
    SortedSet<JsonNode> known = known(path);
    boolean linked = isLinked(path);
    List<JsonNode> numbers = known.stream().filter(JsonNode::isNumber).toList();
    if (linked && numbers.isEmpty()) {
      found.add(TextNode.valueOf(SAME));
    }
    found.addAll(numbers(numbers));
    if (known.stream().anyMatch(JsonNode::isTextual) || (linked && numbers.isEmpty())) {
      found.add(TextNode.valueOf(OTHER));
    }
    if ((known.isEmpty() && !linked) || known.stream().anyMatch(JsonNode::isBoolean)) {
      // What is only looked at may be a condition.
      found.add(BooleanNode.TRUE);
      found.add(BooleanNode.FALSE);
    }
    known.stream().filter(value -> !value.isNumber()).forEach(found::add);
    found.add(MissingNode.getInstance());
    return new ArrayList<>(found);
  }

  /** Arrays of texts: of all that are known, of none, of each, of another one. */
  List<JsonNode> arrays(InputPath elements) {
    Set<JsonNode> known = new LinkedHashSet<>();
    if (isLinked(elements)) {
      known.add(TextNode.valueOf(SAME));
    }
    known(elements).stream().filter(JsonNode::isTextual).forEach(known::add);
    Set<JsonNode> found = new LinkedHashSet<>();
    found.add(array(known));
    found.add(array(List.of()));
    known.forEach(value -> found.add(array(List.of(value))));
    found.add(array(List.of(TextNode.valueOf(OTHER))));
    return new ArrayList<>(found);
  }

  boolean isLinked(InputPath path) {
    return !facts.linked(path).isEmpty();
  }

  /** Its own constants, and those of the places that it is compared with. */
  private SortedSet<JsonNode> known(InputPath path) {
    SortedSet<JsonNode> known = new TreeSet<>(InputFacts.ORDER);
    known.addAll(facts.values().getOrDefault(path, known));
    for (InputPath linked : facts.linked(path)) {
      SortedSet<JsonNode> others = facts.values().get(linked);
      if (others != null) {
        known.addAll(others);
      }
    }
    return known;
  }

  /**
   * The smallest that is above zero first, as sums of money are such; then one that is too large
   * for every limit, and from both ends inwards, so that few of them tell most.
   */
  private static List<JsonNode> numbers(List<JsonNode> known) {
    if (known.isEmpty()) {
      return List.of();
    }
    List<JsonNode> numbers = new ArrayList<>();
    known.stream()
        .filter(number -> number.decimalValue().signum() > 0)
        .findFirst()
        .ifPresent(numbers::add);
    BigDecimal most = known.get(known.size() - 1).decimalValue();
    numbers.add(DecimalNode.valueOf(most.abs().multiply(BigDecimal.TEN).add(BigDecimal.ONE)));
    for (int low = 0, high = known.size() - 1; low <= high; low++, high--) {
      numbers.add(known.get(low));
      numbers.add(known.get(high));
    }
    return numbers;
  }

  private static ArrayNode array(Collection<JsonNode> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
