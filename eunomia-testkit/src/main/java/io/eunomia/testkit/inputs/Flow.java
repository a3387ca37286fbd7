package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a term may come to, as far as it can be seen without evaluating: places in the input,
 * constants, and for sets and arrays what may be in them. Grows only, and only so far, so that
 * going round in circles ends.
 */
final class Flow {
  private static final int MOST_CONSTANTS = 256;
  private static final int MOST_PATHS = 32;
  private static final int DEEPEST = 3;

  private final Set<InputPath> paths = new LinkedHashSet<>();
  private final Set<JsonNode> constants = new LinkedHashSet<>();
  private @Nullable Flow elements;

  static Flow of(InputPath path) {
    Flow flow = new Flow();
    flow.paths.add(path);
    return flow;
  }

  static Flow of(JsonNode constant) {
    Flow flow = new Flow();
    flow.constants.add(constant);
    return flow;
  }

  /** A set or an array of such. */
  static Flow containing(Flow elements) {
    Flow flow = new Flow();
    flow.elements = new Flow();
    flow.elements.merge(elements);
    return flow;
  }

  Set<InputPath> paths() {
    return paths;
  }

  Set<JsonNode> constants() {
    return constants;
  }

  @Nullable Flow elements() {
    return elements;
  }

  /** Takes in what another one may be; returns whether that is new. */
  boolean merge(Flow other) {
    return merge(other, 0);
  }

  private boolean merge(Flow other, int depth) {
    boolean changed = false;
    for (InputPath path : new LinkedHashSet<>(other.paths)) {
      changed |= paths.size() < MOST_PATHS && paths.add(path);
    }
    for (JsonNode constant : new LinkedHashSet<>(other.constants)) {
      changed |= constants.size() < MOST_CONSTANTS && constants.add(constant);
    }
    if (other.elements != null && depth < DEEPEST) {
      if (elements == null) {
        elements = new Flow();
      }
      changed |= elements.merge(other.elements, depth + 1);
    }
    return changed;
  }

  /** The member of that name. */
  Flow member(String name) {
    Flow found = new Flow();
    paths.forEach(path -> found.paths.add(path.append(name)));
    for (JsonNode constant : constants) {
      JsonNode member = constant.isObject() ? constant.get(name) : null;
      if (member != null) {
        found.constants.add(member);
      }
    }
    if (elements != null) {
      found.merge(elements);
    }
    return found;
  }

  /** Any member or element. */
  Flow members() {
    Flow found = new Flow();
    paths.forEach(path -> found.paths.add(path.append(InputPath.ANY)));
    for (JsonNode constant : constants) {
      constant.forEach(
          child -> {
            if (found.constants.size() < MOST_CONSTANTS) {
              found.constants.add(child);
            }
          });
    }
    if (elements != null) {
      found.merge(elements);
    }
    return found;
  }

  /** The names of members of constant objects. */
  Flow keys() {
    Flow found = new Flow();
    for (JsonNode constant : constants) {
      constant
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (found.constants.size() < MOST_CONSTANTS) {
                  found.constants.add(TextNode.valueOf(name));
                }
              });
    }
    return found;
  }

  /** The same constants alone. */
  Flow onlyConstants() {
    Flow found = new Flow();
    found.constants.addAll(constants);
    return found;
  }

  /** The same places, without the constants: what becomes of a value that is computed from it. */
  Flow onlyPaths() {
    Flow found = new Flow();
    found.paths.addAll(paths);
    return found;
  }
}
