package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.testkit.inputs.RuleFlows.RuleFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the terms of one rule may come to. */
final class TermFlows {
  private final Module module;
  private final RuleFlows rules;
  private final JsonNode data;
  private final InputFacts facts;
  private final Map<String, Flow> variables;
  private final Runnable onChange;

  TermFlows(
      Module module,
      RuleFlows rules,
      JsonNode data,
      InputFacts facts,
      Map<String, Flow> variables,
      Runnable onChange) {
    this.module = module;
    this.rules = rules;
    this.data = data;
    this.facts = facts;
    this.variables = variables;
    this.onChange = onChange;
  }

  /** What a term may come to; what is compared on the way is a fact. */
  Flow of(Term term) {
    if (term instanceof Var variable) {
      return variable(variable);
    }
    if (term instanceof Ref ref) {
      return ref(ref);
    }
    if (term instanceof Call call) {
      return call(call);
    }
    if (term instanceof Comprehension comprehension) {
      return comprehension(comprehension);
    }
    if (term instanceof ArrayTerm array) {
      return container(array.elements());
    }
    if (term instanceof SetTerm set) {
      return container(set.elements());
    }
    if (term instanceof ObjectTerm object) {
      return object(object);
    }
    if (term instanceof TemplateString template) {
      template.holes().forEach(hole -> ConstantFlow.expr(hole, this));
      return new Flow();
    }
    JsonNode scalar = scalar(term);
    return scalar == null ? new Flow() : Flow.of(scalar);
  }

  /** A pattern takes such a value: its variables may be it, its constants may be compared with. */
  void bind(Term pattern, Flow value) {
    if (pattern instanceof ArrayTerm array) {
      array.elements().forEach(element -> bind(element, value.members()));
    } else if (pattern instanceof ObjectTerm object) {
      for (ObjectTerm.Entry entry : object.entries()) {
        String key = RuleFlows.constant(entry.key());
        bind(entry.value(), key == null ? value.members() : value.member(key));
      }
    } else if (pattern instanceof Var variable && isLocal(variable)) {
      add(variable.name(), value);
    } else {
      facts.equal(of(pattern), value);
    }
  }

  /** What stands in brackets is compared with the keys that are there, or goes through them. */
  private void key(Term step, Flow keys) {
    facts.equal(of(step), keys);
    if (step instanceof Var variable && isLocal(variable)) {
      add(variable.name(), keys);
    }
  }

  private void add(String name, Flow value) {
    if (variables.computeIfAbsent(name, unused -> new Flow()).merge(value)) {
      onChange.run();
    }
  }

  private boolean isLocal(Var variable) {
    return !variable.isRootDocument()
        && rules.resolve(module, variable.name()) == null
        && RuleFlows.inputOf(module, variable.name()) == null;
  }

  private Flow variable(Var variable) {
    if (variable.name().equals("input")) {
      return Flow.of(InputPath.ROOT);
    }
    if (variable.name().equals("data")) {
      return Flow.of(data);
    }
    InputPath imported = RuleFlows.inputOf(module, variable.name());
    if (imported != null) {
      Flow flow = Flow.of(imported);
      facts.read(flow);
      return flow;
    }
    List<String> global = rules.resolve(module, variable.name());
    if (global != null) {
      return below(global, List.of());
    }
    return variables.computeIfAbsent(variable.name(), unused -> new Flow());
  }

  private Flow ref(Ref ref) {
    if (ref.head() instanceof Var head) {
      List<String> global =
          head.name().equals("data") ? List.of() : rules.resolve(module, head.name());
      if (global != null && !head.name().equals("input")) {
        return below(global, ref.path());
      }
    }
    return walk(of(ref.head()), ref.path());
  }

  /** What is below {@code data}: rules, whose names come first, and the base document. */
  private Flow below(List<String> start, List<Term> path) {
    List<String> steps = new ArrayList<>(start);
    List<String> constants = RuleFlows.constants(path);
    Flow found = new Flow();
    for (int i = 0; i <= constants.size(); i++) {
      RuleFlow rule = rules.find(steps);
      if (rule != null) {
        found.merge(walk(rule.value, path.subList(i, path.size())));
      }
      if (i < constants.size()) {
        steps.add(constants.get(i));
      }
    }
    JsonNode node = data;
    for (String step : start) {
      node = node.path(step);
    }
    if (!node.isMissingNode()) {
      found.merge(walk(Flow.of(node), path));
    }
    return found;
  }

  private Flow walk(Flow from, List<Term> path) {
    Flow at = from;
    for (Term step : path) {
      String constant = RuleFlows.constant(step);
      if (constant == null) {
        key(step, at.keys());
        Flow elements = at.elements();
        if (elements != null) {
          // Of a set, the step is an element.
          key(step, elements.onlyConstants());
        }
      }
      at = constant == null ? at.members() : at.member(constant);
    }
    facts.read(at);
    return at;
  }

  private Flow container(List<Term> terms) {
    Flow elements = new Flow();
    terms.forEach(element -> elements.merge(of(element)));
    return Flow.containing(elements);
  }

  private Flow object(ObjectTerm object) {
    JsonNode constant = Constants.of(object);
    if (constant != null) {
      return Flow.of(constant);
    }
    Flow values = new Flow();
    for (ObjectTerm.Entry entry : object.entries()) {
      of(entry.key());
      values.merge(of(entry.value()));
    }
    return Flow.containing(values);
  }

  private Flow comprehension(Comprehension comprehension) {
    comprehension.body().forEach(expr -> ConstantFlow.expr(expr, this));
    if (comprehension instanceof ArrayComprehension array) {
      return Flow.containing(of(array.term()));
    }
    if (comprehension instanceof SetComprehension set) {
      return Flow.containing(of(set.term()));
    }
    ObjectComprehension object = (ObjectComprehension) comprehension;
    of(object.key());
    return Flow.containing(of(object.value()));
  }

  private Flow call(Call call) {
    RuleFlow function = function(call.operator());
    List<Flow> args = new ArrayList<>();
    call.args().forEach(arg -> args.add(of(arg)));
    if (function != null) {
      for (int i = 0; i < args.size(); i++) {
        if (function.parameter(i).merge(args.get(i))) {
          onChange.run();
        }
      }
      return function.value;
    }
    String name = call.operator().dotted();
    if (BuiltinFlows.binds(name)) {
      bind(call.args().get(0), args.get(1));
      bind(call.args().get(1), args.get(0));
    }
    return BuiltinFlows.of(name, args, facts);
  }

  private @Nullable RuleFlow function(Ref operator) {
    if (!(operator.head() instanceof Var head)) {
      return null;
    }
    List<String> name = head.name().equals("data") ? List.of() : rules.resolve(module, head.name());
    if (name == null) {
      return null;
    }
    List<String> steps = new ArrayList<>(name);
    steps.addAll(RuleFlows.constants(operator.path()));
    return rules.find(steps);
  }

  static @Nullable JsonNode scalar(Term term) {
    if (term instanceof StringTerm text) {
      return TextNode.valueOf(text.value());
    }
    if (term instanceof NumberTerm number) {
      return DecimalNode.valueOf(number.value());
    }
    if (term instanceof BooleanTerm bool) {
      return BooleanNode.valueOf(bool.value());
    }
    return term instanceof NullTerm ? NullNode.getInstance() : null;
  }
}
