package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What policies look at in their input: which places, what they compare them with, and which places
 * they compare with each other. Sorted, so that it does not depend on the order in which it was
 * found.
 */
final class InputFacts {
  /** Numbers before texts before the rest, each in its order. */
  static final Comparator<JsonNode> ORDER =
      Comparator.<JsonNode>comparingInt(value -> value.isNumber() ? 0 : value.isTextual() ? 1 : 2)
          .thenComparing(value -> value.isNumber() ? value.decimalValue() : BigDecimal.ZERO)
          .thenComparing(JsonNode::toString);

  /** What places hold that are less or more than each other. */
  private static final List<JsonNode> SIZES =
      List.of(DecimalNode.valueOf(BigDecimal.ONE), DecimalNode.valueOf(BigDecimal.TEN));

  private static final int MOST_VALUES = 256;

  private final SortedMap<InputPath, SortedSet<JsonNode>> values = new TreeMap<>();
  private final SortedMap<InputPath, SortedSet<InputPath>> links = new TreeMap<>();

  /** The places that are looked at, and the constants that each is compared with. */
  SortedMap<InputPath, SortedSet<JsonNode>> values() {
    return values;
  }

  /** The places that a place is compared with. */
  SortedSet<InputPath> linked(InputPath path) {
    return links.getOrDefault(path, Collections.emptySortedSet());
  }

  /** All these places are looked at. */
  void read(Flow flow) {
    flow.paths().forEach(path -> of(path));
  }

  /** Either may be equal to the other. */
  void equal(Flow one, Flow other) {
    relate(one, other, 0);
    Flow ones = one.elements();
    Flow others = other.elements();
    if (ones != null && others != null) {
      relate(ones, others, 0);
    }
  }

  /** Either may be less than the other: what lies on both sides matters. */
  void ordered(Flow one, Flow other) {
    relate(one, other, 1);
    if (!one.paths().isEmpty() && !other.paths().isEmpty()) {
      for (JsonNode size : SIZES) {
        one.paths().forEach(path -> add(path, size));
        other.paths().forEach(path -> add(path, size));
      }
    }
  }

  /** A place whose text may begin with, end with or hold that of the other. */
  void similar(Flow text, Flow part, String before, String after) {
    for (InputPath path : text.paths()) {
      for (JsonNode constant : part.constants()) {
        if (constant.isTextual()) {
          add(path, constant);
          add(path, TextNode.valueOf(before + constant.textValue() + after));
        }
      }
    }
  }

  private void relate(Flow one, Flow other, int distance) {
    for (InputPath path : one.paths()) {
      other.constants().forEach(constant -> add(path, constant, distance));
      other.paths().forEach(linked -> link(path, linked));
    }
    for (InputPath path : other.paths()) {
      one.constants().forEach(constant -> add(path, constant, distance));
    }
  }

  private void add(InputPath path, JsonNode constant, int distance) {
    add(path, constant);
    if (distance > 0 && constant.isNumber()) {
      BigDecimal step = BigDecimal.valueOf(distance);
      add(path, DecimalNode.valueOf(constant.decimalValue().subtract(step)));
      add(path, DecimalNode.valueOf(constant.decimalValue().add(step)));
    }
  }

  private void add(InputPath path, JsonNode constant) {
    if (!constant.isContainerNode()) {
      SortedSet<JsonNode> known = of(path);
      if (known.size() < MOST_VALUES) {
        known.add(constant);
      }
    }
  }

  private void link(InputPath one, InputPath other) {
    if (!one.equals(other)) {
      of(one);
      of(other);
      links.computeIfAbsent(one, path -> new TreeSet<>()).add(other);
      links.computeIfAbsent(other, path -> new TreeSet<>()).add(one);
    }
  }

  private SortedSet<JsonNode> of(InputPath path) {
    return values.computeIfAbsent(path, unused -> new TreeSet<>(ORDER));
  }
}
