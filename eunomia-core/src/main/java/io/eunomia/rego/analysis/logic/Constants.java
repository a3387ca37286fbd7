package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that are written out in a policy. Stateless and thread-safe. */
final class Constants {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Above this, a number's digits would be more than what anybody compares with. */
  private static final int MAX_SCALE = 400;

  private Constants() {}

  /** A term as JSON, or {@code null} if it is none: there are no sets in it. */
  static @Nullable JsonNode of(Term term) {
    if (term instanceof StringTerm text) {
      return JSON.textNode(text.value());
    } else if (term instanceof BooleanTerm bool) {
      return JSON.booleanNode(bool.value());
    } else if (term instanceof NullTerm) {
      return JSON.nullNode();
    } else if (term instanceof NumberTerm number) {
      return of(number.value());
    } else if (term instanceof ArrayTerm array) {
      List<JsonNode> elements = all(array.elements());
      return elements == null ? null : JSON.arrayNode().addAll(elements);
    }
    return term instanceof ObjectTerm object ? of(object) : null;
  }

  private static @Nullable JsonNode of(BigDecimal number) {
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      return null;
    }
    boolean small = number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0;
    return small && number.stripTrailingZeros().scale() <= 0
        ? JSON.numberNode(number.longValue())
        : JSON.numberNode(number);
  }

  private static @Nullable JsonNode of(ObjectTerm object) {
    ObjectNode made = JSON.objectNode();
    for (ObjectTerm.Entry entry : object.entries()) {
      JsonNode value = of(entry.value());
      if (!(entry.key() instanceof StringTerm key) || value == null) {
        return null;
      }
      made.set(key.value(), value);
    }
    return made;
  }

  private static @Nullable List<JsonNode> all(List<Term> terms) {
    List<JsonNode> values = new ArrayList<>();
    for (Term term : terms) {
      JsonNode value = of(term);
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  /** What is in a collection that is written out: elements, or an object's values. */
  static @Nullable List<JsonNode> elements(Term collection) {
    if (collection instanceof SetTerm set) {
      return all(set.elements());
    }
    JsonNode value = of(collection);
    return value == null ? null : elements(value);
  }

  /** What is in an array, or an object's values; {@code null} of what is no collection. */
  static @Nullable List<JsonNode> elements(JsonNode collection) {
    if (!collection.isContainerNode()) {
      return null;
    }
    ArrayNode values = JSON.arrayNode();
    collection.forEach(values::add);
    List<JsonNode> elements = new ArrayList<>();
    values.forEach(elements::add);
    return elements;
  }

  /** The term that a place of rules stands for, if it has one rule that is a constant. */
  static @Nullable Term ofRules(List<Rule> rules) {
    if (rules.size() != 1) {
      return null;
    }
    Rule rule = rules.get(0);
    Term value = rule.head().value();
    boolean constant =
        !rule.isDefault()
            && rule.body().isEmpty()
            && rule.elses().isEmpty()
            && !rule.head().isFunction()
            && rule.head().ref().isGround();
    return constant ? value : null;
  }
}
