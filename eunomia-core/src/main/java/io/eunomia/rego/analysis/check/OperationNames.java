package io.eunomia.rego.analysis.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a rule compares the operation with: those of comparisons, of sets and arrays that
 * it is looked for in, and the keys of objects that it is looked up in, be they written in the
 * rule, in another one, or in the data.
 */
final class OperationNames {
  /** Gets a name, its place, and words that say where it is if it is not at this place. */
  interface Consumer {
    void accept(String name, Span span, String where);
  }

  private static final String MEMBER = "operation_id";
  private static final Set<String> EQUALITY = Set.of("equal", "eq", "neq");
  private static final String IN = "internal.member_2";

  private final Rule rule;
  private final RuleTree rules;
  private final @Nullable JsonNode data;
  private final Set<String> variables = new HashSet<>();

  OperationNames(Rule rule, RuleTree rules, @Nullable JsonNode data) {
    this.rule = rule;
    this.rules = rules;
    this.data = data;
  }

  void forEach(Consumer consumer) {
    walk(
        node -> {
          if (node instanceof Call call && isCallOf(call, EQUALITY)) {
            alias(call.args().get(0), call.args().get(1));
            alias(call.args().get(1), call.args().get(0));
          }
        });
    walk(node -> look(node, consumer));
  }

  private void walk(java.util.function.Consumer<Node> consumer) {
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        consumer.accept(node);
        return true;
      }
    }.walk(rule);
  }

  private static boolean isCallOf(Call call, Set<String> names) {
    return call.args().size() == 2 && names.contains(call.operator().dotted());
  }

  private void alias(Term variable, Term operation) {
    if (variable instanceof Var name && isOperation(operation)) {
      variables.add(name.name());
    }
  }

  private boolean isOperation(Term term) {
    return term instanceof Var name
        ? variables.contains(name.name())
        : term instanceof Ref ref
            && ref.startsWith("input")
            && ref.path().size() == 1
            && ref.path().get(0) instanceof StringTerm member
            && member.value().equals(MEMBER);
  }

  private void look(Node node, Consumer consumer) {
    if (node instanceof Call call && isCallOf(call, EQUALITY)) {
      compared(call.args().get(0), call.args().get(1), consumer);
      compared(call.args().get(1), call.args().get(0), consumer);
    } else if (node instanceof Call call && isCallOf(call, Set.of(IN))) {
      if (isOperation(call.args().get(0))) {
        collection(call.args().get(1), false, consumer);
      }
    } else if (node instanceof Ref ref) {
      lookedUp(ref, consumer);
    }
  }

  private void compared(Term operation, Term with, Consumer consumer) {
    if (!isOperation(operation)) {
      return;
    }
    if (with instanceof StringTerm name) {
      consumer.accept(name.value(), name.span(), "");
    } else if (with instanceof Ref ref
        && !ref.path().isEmpty()
        && ref.path().get(ref.path().size() - 1) instanceof Var) {
      // Some element of a collection.
      collection(prefix(ref, ref.path().size() - 1), false, consumer);
    }
  }

  /** {@code permissions[input.operation_id]}. */
  private void lookedUp(Ref ref, Consumer consumer) {
    for (int i = 0; i < ref.path().size(); i++) {
      if (isOperation(ref.path().get(i))) {
        collection(prefix(ref, i), true, consumer);
      }
    }
  }

  private static Term prefix(Ref ref, int length) {
    return length == 0
        ? ref.head()
        : new Ref(ref.head(), ref.path().subList(0, length), ref.span());
  }

  private void collection(Term collection, boolean byKey, Consumer consumer) {
    Term written = collection instanceof Ref ref ? constant(ref) : collection;
    if (written != null) {
      names(written, byKey).forEach(name -> consumer.accept(name.value(), name.span(), ""));
    } else if (collection instanceof Ref ref && data != null && ref.startsWith("data")) {
      JsonNode value = at(ref, data);
      if (value != null) {
        names(value, byKey)
            .forEach(name -> consumer.accept(name, ref.span(), ", which is in " + ref));
      }
    }
  }

  private @Nullable Term constant(Ref ref) {
    RuleTree node = ref.startsWith("data") && ref.isGround() ? rules.find(ref.path()) : null;
    if (node == null || node.rules().size() != 1) {
      return null;
    }
    Rule only = node.rules().get(0);
    return only.body().isEmpty() && only.elses().isEmpty() && !only.head().isFunction()
        ? only.head().value()
        : null;
  }

  private static List<StringTerm> names(Term collection, boolean byKey) {
    List<Term> terms = new ArrayList<>();
    if (collection instanceof SetTerm set) {
      terms.addAll(set.elements());
    } else if (collection instanceof ArrayTerm array && !byKey) {
      terms.addAll(array.elements());
    } else if (collection instanceof ObjectTerm object) {
      object.entries().forEach(entry -> terms.add(byKey ? entry.key() : entry.value()));
    }
    return terms.stream().filter(StringTerm.class::isInstance).map(StringTerm.class::cast).toList();
  }

  private static @Nullable JsonNode at(Ref ref, JsonNode data) {
    JsonNode value = data;
    for (Term step : ref.path()) {
      value = value == null || !(step instanceof StringTerm key) ? null : value.get(key.value());
    }
    return value;
  }

  private static List<String> names(JsonNode collection, boolean byKey) {
    List<String> names = new ArrayList<>();
    if (byKey) {
      collection.fieldNames().forEachRemaining(names::add);
    } else {
      collection.forEach(
          each -> {
            if (each.isTextual()) {
              names.add(each.asText());
            }
          });
    }
    return names;
  }
}
