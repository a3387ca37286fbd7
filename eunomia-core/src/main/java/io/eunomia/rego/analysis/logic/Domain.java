package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be at a place: what is left of all values, and of there being none, after what was said
 * of it. Never less than what is possible. Not thread-safe.
 */
final class Domain {
  private final EnumSet<Kind> kinds = EnumSet.allOf(Kind.class);
  private final List<JsonNode> excluded = new ArrayList<>();
  private final List<Atom.Text> texts = new ArrayList<>();
  private final List<Atom.Text> noTexts = new ArrayList<>();
  private final List<JsonNode> elements = new ArrayList<>();
  private final List<JsonNode> noElements = new ArrayList<>();
  private @Nullable List<JsonNode> only;
  private @Nullable Bound low;
  private @Nullable Bound high;
  private boolean mayBeAbsent = true;
  private boolean mustBeAbsent;

  /** A value that is the least or the greatest, or is just not reached. */
  record Bound(JsonNode value, boolean inclusive) {}

  /** Adds that an atom of this place holds, or does not. */
  void add(Atom.OfPlace atom, boolean holds) {
    if (holds) {
      mayBeAbsent = false;
      holds(atom);
    } else {
      fails(atom);
    }
  }

  private void holds(Atom.OfPlace atom) {
    if (atom instanceof Atom.True) {
      excluded.add(JsonNodeFactory.instance.booleanNode(false));
    } else if (atom instanceof Atom.OneOf one) {
      keep(one.values());
    } else if (atom instanceof Atom.Less less) {
      atMost(new Bound(less.than(), false));
    } else if (atom instanceof Atom.More more) {
      atLeast(new Bound(more.than(), false));
    } else if (atom instanceof Atom.OfKind kind) {
      kinds.retainAll(kind.kinds());
    } else if (atom instanceof Atom.Text text) {
      kinds.retainAll(EnumSet.of(Kind.STRING));
      texts.add(text);
    } else if (atom instanceof Atom.Has has) {
      kinds.retainAll(EnumSet.of(Kind.ARRAY, Kind.OBJECT, Kind.SET));
      elements.add(has.element());
    }
  }

  /** There may be no value, or one that it does not hold of. */
  private void fails(Atom.OfPlace atom) {
    if (atom instanceof Atom.Present) {
      mustBeAbsent = true;
    } else if (atom instanceof Atom.True) {
      keep(List.of(JsonNodeFactory.instance.booleanNode(false)));
    } else if (atom instanceof Atom.OneOf one) {
      excluded.addAll(one.values());
    } else if (atom instanceof Atom.Less less) {
      atLeast(new Bound(less.than(), true));
    } else if (atom instanceof Atom.More more) {
      atMost(new Bound(more.than(), true));
    } else if (atom instanceof Atom.OfKind kind) {
      kinds.removeAll(kind.kinds());
    } else if (atom instanceof Atom.Text text) {
      noTexts.add(text);
    } else if (atom instanceof Atom.Has has) {
      noElements.add(has.element());
    }
  }

  private void keep(List<JsonNode> values) {
    List<JsonNode> before = only;
    only =
        before == null
            ? List.copyOf(values)
            : before.stream().filter(value -> RegoOrder.contains(values, value)).toList();
  }

  private void atLeast(Bound bound) {
    Bound known = low;
    int order = known == null ? -1 : RegoOrder.INSTANCE.compare(known.value(), bound.value());
    if (order < 0 || (order == 0 && !bound.inclusive())) {
      low = bound;
    }
  }

  private void atMost(Bound bound) {
    Bound known = high;
    int order = known == null ? 1 : RegoOrder.INSTANCE.compare(known.value(), bound.value());
    if (order > 0 || (order == 0 && !bound.inclusive())) {
      high = bound;
    }
  }

  /** Whether there is a value. */
  boolean isPresent() {
    return !mayBeAbsent;
  }

  /** Whether nothing can be here, neither a value nor none. */
  boolean isEmpty() {
    return !mayBeAbsent && (mustBeAbsent || hasNoValue());
  }

  private boolean hasNoValue() {
    EnumSet<Kind> possible = possibleKinds();
    if (possible.isEmpty()) {
      return true;
    }
    List<JsonNode> values = finite(possible);
    if (values != null) {
      return values.stream().noneMatch(this::admits);
    }
    Bound least = low;
    Bound most = high;
    if (least != null && most != null) {
      int order = RegoOrder.INSTANCE.compare(least.value(), most.value());
      if (order > 0 || (order == 0 && !(least.inclusive() && most.inclusive()))) {
        return true;
      }
      if (order == 0 && !admits(least.value())) {
        return true;
      }
    }
    return elements.stream().anyMatch(element -> RegoOrder.contains(noElements, element))
        || contradictTexts();
  }

  /** The kinds whose values are within the bounds. */
  EnumSet<Kind> possibleKinds() {
    EnumSet<Kind> possible = EnumSet.copyOf(kinds);
    Bound least = low;
    Bound most = high;
    if (least != null) {
      possible.removeIf(kind -> kind.compareTo(Kind.of(least.value())) < 0);
    }
    if (most != null) {
      possible.removeIf(kind -> kind.compareTo(Kind.of(most.value())) > 0);
    }
    return possible;
  }

  /** The values, if they can be counted; more must be asked of each. */
  private @Nullable List<JsonNode> finite(EnumSet<Kind> possible) {
    if (only != null) {
      return only;
    }
    if (!EnumSet.of(Kind.NULL, Kind.BOOLEAN).containsAll(possible)) {
      return null;
    }
    JsonNodeFactory json = JsonNodeFactory.instance;
    return List.of(json.nullNode(), json.booleanNode(false), json.booleanNode(true));
  }

  /** The value if there must be one, and can be but one; else {@code null}. */
  @Nullable JsonNode onlyValue() {
    return only != null && only.size() == 1 && isPresent() ? only.get(0) : null;
  }

  private boolean contradictTexts() {
    for (Atom.Text text : texts) {
      for (Atom.Text other : texts) {
        if (text.where() == other.where()
            && text.where() != Atom.Where.ANYWHERE
            && !text.holds(other.part())
            && !other.holds(text.part())) {
          return true;
        }
      }
      for (Atom.Text no : noTexts) {
        // Whatever begins with "abc" also begins with "a".
        boolean implied =
            (no.where() == Atom.Where.ANYWHERE || no.where() == text.where())
                ? no.holds(text.part())
                : no.part().isEmpty();
        if (implied) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a value is one of those that are left. */
  boolean admits(JsonNode value) {
    Bound least = low;
    Bound most = high;
    return !mustBeAbsent
        && kinds.contains(Kind.of(value))
        && (only == null || RegoOrder.contains(only, value))
        && !RegoOrder.contains(excluded, value)
        && (least == null || above(value, least))
        && (most == null || below(value, most))
        && texts.stream().allMatch(text -> value.isTextual() && text.holds(value.asText()))
        && noTexts.stream().noneMatch(text -> value.isTextual() && text.holds(value.asText()))
        && elements.stream().allMatch(element -> has(value, element))
        && noElements.stream().noneMatch(element -> has(value, element));
  }

  private static boolean above(JsonNode value, Bound bound) {
    int order = RegoOrder.INSTANCE.compare(value, bound.value());
    return order > 0 || (order == 0 && bound.inclusive());
  }

  private static boolean below(JsonNode value, Bound bound) {
    int order = RegoOrder.INSTANCE.compare(value, bound.value());
    return order < 0 || (order == 0 && bound.inclusive());
  }

  private static boolean has(JsonNode collection, JsonNode element) {
    for (JsonNode each : collection) {
      if (RegoOrder.same(each, element)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The values that were named, if it must be one of them; else those that were named as bounds.
   */
  List<JsonNode> named() {
    List<JsonNode> named = new ArrayList<>();
    if (only != null) {
      named.addAll(only);
    }
    if (low != null) {
      named.add(low.value());
    }
    if (high != null) {
      named.add(high.value());
    }
    return named;
  }

  /** The elements that a collection here must have. */
  List<JsonNode> elements() {
    return List.copyOf(elements);
  }

  /** A string that begins, goes on and ends as it must. */
  TextNode text(String middle) {
    String start = "";
    String end = "";
    StringBuilder inside = new StringBuilder();
    for (Atom.Text text : texts) {
      switch (text.where()) {
        case START -> start = text.part().length() > start.length() ? text.part() : start;
        case END -> end = text.part().length() > end.length() ? text.part() : end;
        case ANYWHERE -> inside.append(text.part());
      }
    }
    return TextNode.valueOf(start + inside + (texts.isEmpty() ? middle : "") + end);
  }
}
