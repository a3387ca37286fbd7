package io.eunomia.rego.types;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that a reference can lead to something, and binds the variables among its steps to the
 * keys that are there.
 */
final class RefChecker {
  // "data", the package and the rule's name are strings: no package is without a name.
  private static final int STRINGS_ONLY = 2;

  private final TypeEnv env;
  private final TypeErrors errors;

  RefChecker(TypeEnv env, TypeErrors errors) {
    this.env = env;
    this.errors = errors;
  }

  /** Reports at most one error. */
  void check(Ref ref) {
    if (env.typeOf(ref) instanceof FunctionType function) {
      errors.noSuchStep(ref, ref.path().size(), function);
    } else if (ref.startsWith("data")) {
      checkDocument(ref, env.rules().root(), 0);
    } else {
      if (ref.head() instanceof Var head && env.typeOf(head) == UnknownType.UNKNOWN) {
        env.bind(head, UnionType.ANY);
      }
      checkValue(ref, env.typeOf(ref.head()), 0);
    }
  }

  /** Steps through packages and names of rules, which may have base documents beside them. */
  private void checkDocument(Ref ref, RuleTypes.Node node, int index) {
    if (index == ref.path().size()) {
      return;
    }
    Term step = ref.path().get(index);
    Type value = node.value();
    if (value != null || node.children().isEmpty()) {
      checkValue(ref, value == null ? UnionType.ANY : value, index);
      return;
    }
    if (index < STRINGS_ONLY && !(step instanceof StringTerm) && !(step instanceof Var)) {
      errors.wrongStep(ref, index, env.typeOf(step), ScalarType.STRING, node.names());
      return;
    }
    if (step instanceof Var variable && !bindOrCompare(variable, node.extent().keyType())) {
      errors.wrongStep(ref, index, env.typeOf(step), node.extent().keyType(), node.names());
      return;
    }
    RuleTypes.Node child = node.child(step);
    if (child == null && step.isScalar()) {
      checkValue(ref, UnionType.ANY, index + 1);
    } else if (child == null) {
      bindBelow(ref.path().subList(index + 1, ref.path().size()), node.children());
    } else {
      checkDocument(ref, child, index + 1);
    }
  }

  /**
   * What the variables are that follow a step that any of several documents may match: one of the
   * keys of them all.
   */
  private void bindBelow(List<Term> steps, Collection<RuleTypes.Node> nodes) {
    Collection<RuleTypes.Node> level = nodes;
    for (Term step : steps) {
      if (step instanceof Var variable && env.typeOf(variable) == UnknownType.UNKNOWN) {
        Type keys =
            level.stream()
                .map(node -> node.extent().keyType())
                .reduce(UnknownType.UNKNOWN, Type::or);
        env.bind(variable, keys == UnknownType.UNKNOWN ? UnionType.ANY : keys);
      }
      level = level.stream().flatMap(node -> node.children().stream()).toList();
    }
  }

  /** Steps into a value of a type. */
  private void checkValue(Ref ref, Type type, int index) {
    if (index == ref.path().size()) {
      return;
    }
    Type keys = type.keyType();
    if (keys == UnknownType.UNKNOWN) {
      errors.noSuchStep(ref, index, type);
      return;
    }
    Term step = ref.path().get(index);
    Type found = type.valueType();
    boolean fits;
    if (step instanceof Var variable && !TypeEnv.isRoot(variable)) {
      fits = bindOrCompare(variable, keys);
    } else if (step instanceof ArrayTerm || step instanceof ObjectTerm || step instanceof SetTerm) {
      fits = new Unifier(env).unify(step, keys);
    } else if (step.isScalar()) {
      found = RuleTypes.select(type, List.of(step));
      fits = found != UnknownType.UNKNOWN;
    } else {
      fits = env.typeOf(step).isCompatibleWith(keys);
    }
    if (fits) {
      checkValue(ref, found, index + 1);
    } else {
      errors.wrongStep(ref, index, step.isScalar() ? null : env.typeOf(step), keys, names(type));
    }
  }

  private boolean bindOrCompare(Var variable, Type keys) {
    return new Unifier(env).unify(variable, keys);
  }

  /** The keys that are known of all objects that something may be. */
  private static Set<ConstantKey> names(Type type) {
    Set<ConstantKey> names = new TreeSet<>();
    if (type instanceof ObjectType object) {
      object.properties().forEach(property -> names.add(property.key()));
    } else if (type instanceof UnionType union) {
      union.members().forEach(member -> names.addAll(names(member)));
    }
    return names;
  }
}
