package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.compiler.walk.Search;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What terms stand for. Immutable and thread-safe if the data is not changed. */
final class Terms {
  private static final int MAX_INDEX = 1000;

  private final RuleTree rules;
  private final @Nullable JsonNode data;

  /**
   * @param data the data beside the rules, or {@code null} if it is not to be counted on
   */
  Terms(RuleTree rules, @Nullable JsonNode data) {
    this.rules = rules;
    this.data = data;
  }

  /** What a term stands for, or {@code null} if that cannot be said. */
  @Nullable Operand operand(Term term, Scope scope) {
    if (term instanceof Var variable) {
      return ofVariable(variable, scope);
    } else if (term instanceof Ref ref) {
      return ofRef(ref, scope);
    } else if (term instanceof Call call) {
      String text = hasSeveralValues(call) ? null : text(term, scope);
      return text == null ? null : new Operand.At(Place.of("call " + text));
    }
    JsonNode value = Constants.of(term);
    return value == null ? null : new Operand.Constant(value);
  }

  private static boolean hasSeveralValues(Call call) {
    Builtin builtin = Builtins.find(call.operator().dotted());
    return builtin != null && builtin.relation();
  }

  private static Operand ofVariable(Var variable, Scope scope) {
    if (variable.isRootDocument()) {
      return new Operand.At(Place.of(variable.name()));
    }
    Operand known = scope.find(variable.name());
    return known != null
        ? known
        : new Operand.At(Place.of(Places.VARIABLE + scope.nameOf(variable.name())));
  }

  private @Nullable Operand ofRef(Ref ref, Scope scope) {
    JsonNode folded = ref.startsWith("data") && ref.isGround() ? folded(ref) : null;
    if (folded != null) {
      return new Operand.Constant(folded);
    }
    Operand head = operand(ref.head(), scope);
    if (head instanceof Operand.Constant constant) {
      return inConstant(constant.value(), ref.path(), scope);
    }
    if (!(head instanceof Operand.At at)) {
      return null;
    }
    Place place = at.place();
    for (Term step : ref.path()) {
      Place.Step next = step(step, scope);
      if (next == null) {
        return null;
      }
      place = place.then(next);
    }
    return new Operand.At(place);
  }

  private static @Nullable Operand inConstant(JsonNode value, List<Term> path, Scope scope) {
    JsonNode at = value;
    for (Term step : path) {
      Place.Step next = step(step, scope);
      JsonNode inner =
          next instanceof Place.Key key
              ? at.get(key.name())
              : next instanceof Place.Index index ? at.get(index.number()) : null;
      if (inner == null) {
        return null;
      }
      at = inner;
    }
    return new Operand.Constant(at);
  }

  private static Place.@Nullable Step step(Term step, Scope scope) {
    if (step instanceof StringTerm text) {
      return new Place.Key(text.value());
    } else if (step instanceof NumberTerm number) {
      return index(Constants.of(number));
    } else if (step instanceof Var variable && !variable.isRootDocument()) {
      Operand known = scope.find(variable.name());
      if (known == null) {
        return new Place.Some(scope.nameOf(variable.name()));
      }
      if (known instanceof Operand.Constant constant) {
        return constant.value().isTextual()
            ? new Place.Key(constant.value().asText())
            : index(constant.value());
      }
    }
    return null;
  }

  private static Place.@Nullable Step index(@Nullable JsonNode number) {
    return number != null && (number.isInt() || number.isLong()) ? index(number.asLong()) : null;
  }

  private static Place.@Nullable Step index(long number) {
    return number >= 0 && number <= MAX_INDEX ? new Place.Index((int) number) : null;
  }

  /** The value of a ground ref: of a constant rule, or of the data. */
  private @Nullable JsonNode folded(Ref ref) {
    RuleTree node = rules;
    JsonNode value = data;
    for (int i = 0; i < ref.path().size(); i++) {
      Term step = ref.path().get(i);
      node = node == null ? null : node.child(step);
      value = value == null || !(step instanceof StringTerm key) ? null : value.get(key.value());
      if (node != null && !node.rules().isEmpty()) {
        Term constant = Constants.ofRules(node.rules());
        return constant == null || i + 1 < ref.path().size() ? null : Constants.of(constant);
      }
    }
    return node == null ? value : null;
  }

  /** The elements of a collection that does not change, or {@code null} if it is none. */
  @Nullable List<JsonNode> elements(Term collection, Scope scope) {
    if (collection instanceof Ref ref && ref.startsWith("data") && ref.isGround()) {
      RuleTree node = rules.find(ref.path());
      Term constant = node == null ? null : Constants.ofRules(node.rules());
      if (constant != null) {
        return Constants.elements(constant);
      }
    }
    List<JsonNode> written = Constants.elements(collection);
    return written == null && operand(collection, scope) instanceof Operand.Constant constant
        ? Constants.elements(constant.value())
        : written;
  }

  /** The rules of a place, if the ref leads just there and they are one value. */
  List<Rule> rulesAt(Ref ref) {
    RuleTree node = ref.startsWith("data") && ref.isGround() ? rules.find(ref.path()) : null;
    return node == null || node.rules().stream().anyMatch(rule -> !isComplete(rule))
        ? List.of()
        : node.rules();
  }

  /** The definitions of a function. */
  List<Rule> functionsAt(Ref ref) {
    RuleTree node = ref.startsWith("data") && ref.isGround() ? rules.find(ref.path()) : null;
    return node == null || node.rules().stream().anyMatch(rule -> !rule.head().isFunction())
        ? List.of()
        : node.rules();
  }

  private static boolean isComplete(Rule rule) {
    return !rule.head().isFunction() && !rule.head().isMultiValue() && rule.head().ref().isGround();
  }

  /**
   * A text of a term that is the same for terms of the same value within one evaluation, or {@code
   * null} if there is none, because of variables that are not known.
   */
  @Nullable String text(Term term, Scope scope) {
    if (Search.contains(term, t -> t instanceof Comprehension || t instanceof TemplateString)) {
      return null;
    }
    boolean[] unknown = new boolean[1];
    Term plain =
        new TreeRewriter() {
          @Override
          protected Term var(Var v) {
            if (v.isRootDocument()) {
              return v;
            }
            Operand known = scope.find(v.name());
            if (known instanceof Operand.At at && !Places.isSome(at.place())) {
              return new Var("<" + at.place() + ">", v.span());
            } else if (known instanceof Operand.Constant constant) {
              return new Var(constant.value().toString(), v.span());
            }
            unknown[0] = true;
            return v;
          }
        }.term(term);
    return unknown[0] ? null : plain.toString();
  }
}
