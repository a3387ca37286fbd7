package io.eunomia.rego.types;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of the variables of one body, and of those around it. Not thread-safe. */
final class TypeEnv {
  private final RuleTypes rules;
  private final Type input;
  private final @Nullable TypeEnv outer;
  private final Map<String, Type> variables = new HashMap<>();
  private final IdentityHashMap<Comprehension, Type> comprehensions = new IdentityHashMap<>();

  private TypeEnv(RuleTypes rules, Type input, @Nullable TypeEnv outer) {
    this.rules = rules;
    this.input = input;
    this.outer = outer;
  }

  /** For the body of a rule, with the types of its documents. */
  static TypeEnv of(RuleTypes rules, Type input) {
    return new TypeEnv(rules, input, null);
  }

  /** For the body of a closure within this one. */
  TypeEnv inner() {
    return new TypeEnv(rules, input, this);
  }

  RuleTypes rules() {
    return rules;
  }

  static boolean isRoot(Var variable) {
    return variable.name().equals("data") || variable.name().equals("input");
  }

  Type typeOf(Var variable) {
    if (variable.name().equals("data")) {
      return rules.typeAt(List.of());
    }
    if (variable.name().equals("input")) {
      return input;
    }
    for (TypeEnv env = this; env != null; env = env.outer) {
      Type type = env.variables.get(variable.name());
      if (type != null) {
        return type;
      }
    }
    return UnknownType.UNKNOWN;
  }

  void bind(Var variable, Type type) {
    variables.put(variable.name(), TypeSize.limited(type));
  }

  /** Remembers what a comprehension's own body says of its type. */
  void bind(Comprehension comprehension, Type type) {
    comprehensions.put(comprehension, type);
  }

  /** The type of a term; unknown, or partly so, where variables are not bound yet. */
  Type typeOf(Term term) {
    if (term instanceof NullTerm) {
      return ScalarType.NULL;
    } else if (term instanceof BooleanTerm) {
      return ScalarType.BOOLEAN;
    } else if (term instanceof NumberTerm) {
      return ScalarType.NUMBER;
    } else if (term instanceof StringTerm) {
      return ScalarType.STRING;
    } else if (term instanceof Var variable) {
      return typeOf(variable);
    } else if (term instanceof Ref ref) {
      return typeOf(ref);
    } else if (term instanceof ArrayTerm array) {
      return array.elements().isEmpty()
          ? ArrayType.ANY
          : new ArrayType(array.elements().stream().map(this::typeOf).toList(), null);
    } else if (term instanceof SetTerm set) {
      Type element = UnionType.of(set.elements().stream().map(this::typeOf).toList());
      return element == UnknownType.UNKNOWN ? SetType.ANY : new SetType(element);
    } else if (term instanceof ObjectTerm object) {
      return typeOf(object);
    } else if (term instanceof Comprehension comprehension) {
      return comprehensions.getOrDefault(comprehension, UnknownType.UNKNOWN);
    }
    return UnknownType.UNKNOWN;
  }

  private Type typeOf(Ref ref) {
    if (ref.startsWith("data")) {
      return rules.typeAt(ref.path());
    }
    return RuleTypes.select(typeOf(ref.head()), ref.path());
  }

  private Type typeOf(ObjectTerm object) {
    List<ObjectType.Property> properties = new ArrayList<>();
    ObjectType.Others others = null;
    for (ObjectTerm.Entry entry : object.entries()) {
      ConstantKey key = ConstantKey.of(entry.key());
      if (key == null) {
        others = new ObjectType.Others(typeOf(entry.key()), typeOf(entry.value()));
      } else {
        properties.add(new ObjectType.Property(key, typeOf(entry.value())));
      }
    }
    return properties.isEmpty() && others == null
        ? ObjectType.ANY
        : new ObjectType(properties, others);
  }
}
