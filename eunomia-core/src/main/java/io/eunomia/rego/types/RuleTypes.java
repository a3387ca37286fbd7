package io.eunomia.rego.types;

import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of all virtual documents, as a tree from {@code data}. What is not in the tree may be a
 * base document, of any type.
 *
 * <p>Filled by {@link TypeChecker}, rule by rule; not thread-safe while that is so.
 */
public final class RuleTypes {
  private final Node root;

  RuleTypes() {
    this(new Node());
  }

  private RuleTypes(Node root) {
    this.root = root;
  }

  /** A document: a rule's, a package's, or a step of a rule's name. */
  static final class Node {
    private final Map<ConstantKey, Node> children = new LinkedHashMap<>();
    private @Nullable Type value;

    @Nullable Type value() {
      return value;
    }

    /** The same with a declared type at a place; shares what is not on the way there. */
    Node with(List<ConstantKey> steps, Type type) {
      Node changed = new Node();
      if (steps.isEmpty() || value != null) {
        changed.value = DeclaredType.put(extent(), steps, type);
        return changed;
      }
      changed.children.putAll(children);
      Node below = children.getOrDefault(steps.get(0), new Node());
      changed.children.put(steps.get(0), below.with(steps.subList(1, steps.size()), type));
      return changed;
    }

    Collection<Node> children() {
      return children.values();
    }

    /** The names of what is below, for messages. */
    Collection<ConstantKey> names() {
      return children.keySet();
    }

    @Nullable Node child(Term step) {
      ConstantKey key = ConstantKey.of(step);
      return key == null ? null : children.get(key);
    }

    /** The type of the whole document. */
    Type extent() {
      if (value != null) {
        return value;
      }
      List<ObjectType.Property> properties = new ArrayList<>();
      children.forEach(
          (key, child) -> properties.add(new ObjectType.Property(key, child.extent())));
      return new ObjectType(properties, new ObjectType.Others(ScalarType.STRING, UnionType.ANY));
    }
  }

  Node root() {
    return root;
  }

  /** The type of what a path from {@code data} refers to; steps that are not constant match all. */
  public Type typeAt(List<Term> path) {
    Node node = root;
    for (int i = 0; i < path.size(); i++) {
      Node child = node.child(path.get(i));
      if (child == null) {
        boolean unknown = node.value == null && ConstantKey.of(path.get(i)) != null;
        return unknown ? UnionType.ANY : select(node.extent(), path.subList(i, path.size()));
      }
      node = child;
    }
    return node.extent();
  }

  /** The type that steps lead to from a value of a type. */
  static Type select(Type type, List<Term> steps) {
    Type at = type;
    for (Term step : steps) {
      ConstantKey key = step.isScalar() ? ConstantKey.of(step) : null;
      at = key == null ? at.valueType() : at.select(key);
    }
    return at;
  }

  /** These types for a rule that has a type declared for a place in {@code data}. */
  RuleTypes with(DeclaredType declared) {
    return new RuleTypes(root.with(declared.steps(), declared.type()));
  }

  /** Makes a document one of any type: a rule of it is wrong, which is to be said only once. */
  void addFaulty(List<Term> path) {
    node(path).value = UnionType.ANY;
  }

  /**
   * Adds what one more rule defines.
   *
   * @param path the ground part of the rule's name, from {@code data}
   * @param type what it defines there
   */
  void add(List<Term> path, Type type) {
    Node node = root;
    for (int i = 0; i < path.size(); i++) {
      if (node.value instanceof ObjectType object) {
        node.value = insert(object, keys(path.subList(i, path.size())), type);
      }
      node = node.children.computeIfAbsent(key(path.get(i)), k -> new Node());
    }
    node.value = node.value == null ? type : merge(node.value, type);
    if (node.value instanceof ObjectType object && !node.children.isEmpty()) {
      node.value = withChildren(object, node, List.of());
    }
  }

  private Node node(List<Term> path) {
    Node node = root;
    for (Term step : path) {
      node = node.children.computeIfAbsent(key(step), k -> new Node());
    }
    return node;
  }

  private static List<ConstantKey> keys(List<Term> path) {
    return path.stream().map(RuleTypes::key).toList();
  }

  private static ConstantKey key(Term step) {
    ConstantKey key = ConstantKey.of(step);
    if (key == null) {
      throw new IllegalArgumentException("a rule's name is not ground at " + step);
    }
    return key;
  }

  private static ObjectType withChildren(ObjectType object, Node node, List<ConstantKey> above) {
    ObjectType all = object;
    for (Map.Entry<ConstantKey, Node> entry : node.children.entrySet()) {
      List<ConstantKey> path = new ArrayList<>(above);
      path.add(entry.getKey());
      Node child = entry.getValue();
      all = child.value == null ? withChildren(all, child, path) : insert(all, path, child.value);
    }
    return all;
  }

  /** The object with something more below it, under a key that is not told apart from others. */
  private static ObjectType insert(ObjectType object, List<ConstantKey> path, Type type) {
    Type value =
        path.size() == 1
            ? type
            : insert(new ObjectType(List.of(), null), path.subList(1, path.size()), type);
    Type key = path.get(0).type();
    ObjectType.Others others = object.others();
    return new ObjectType(
        object.properties(),
        others == null
            ? new ObjectType.Others(key, value)
            : new ObjectType.Others(others.key().or(key), others.value().or(value)));
  }

  /** Objects without known keys stay one type, so that references into them are checked. */
  private static Type merge(Type a, Type b) {
    if (a instanceof ObjectType x
        && b instanceof ObjectType y
        && x.others() != null
        && y.others() != null
        && x.properties().isEmpty()
        && y.properties().isEmpty()) {
      return ObjectType.of(
          x.others().key().or(y.others().key()), merge(x.others().value(), y.others().value()));
    }
    return a.or(b);
  }
}
