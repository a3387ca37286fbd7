package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.testkit.inputs.RuleFlows.RuleFlow;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds what policies compare their input with, through variables, rules, functions and data.
 *
 * <p>What it says is a guess: order and conditions are not looked at, so that it finds too much
 * rather than too little. Goes over the rules until nothing new is found, at most a few times.
 */
final class ConstantFlow {
  private static final int ROUNDS = 6;

  private final RuleFlows rules;
  private final JsonNode data;
  private final InputFacts facts;
  private final IdentityHashMap<Rule, Map<String, Flow>> variables = new IdentityHashMap<>();
  private boolean changed;

  private ConstantFlow(List<Module> modules, JsonNode data, InputFacts facts) {
    this.rules = new RuleFlows(modules);
    this.data = data;
    this.facts = facts;
  }

  /**
   * Adds what policies compare their input with.
   *
   * @param data the base document beside them
   */
  static void collect(List<Module> modules, JsonNode data, InputFacts facts) {
    ConstantFlow flow = new ConstantFlow(modules, data, facts);
    flow.changed = true;
    for (int round = 0; round < ROUNDS && flow.changed; round++) {
      flow.changed = false;
      for (Module module : modules) {
        module.rules().forEach(rule -> flow.rule(module, rule));
      }
    }
  }

  private void rule(Module module, Rule rule) {
    RuleFlow flow = rules.of(module, rule);
    TermFlows terms =
        new TermFlows(
            module,
            rules,
            data,
            facts,
            variables.computeIfAbsent(rule, unused -> new HashMap<>()),
            () -> changed = true);
    Head head = rule.head();
    List<Term> args = head.args();
    if (args != null) {
      for (int i = 0; i < args.size(); i++) {
        terms.bind(args.get(i), flow.parameter(i));
      }
    }
    body(rule.body(), terms);
    if (head.key() != null) {
      add(flow, Flow.containing(terms.of(head.key())));
    }
    if (head.value() != null) {
      Flow value = terms.of(head.value());
      for (int i = RuleFlows.dynamicSteps(head); i > 0; i--) {
        value = Flow.containing(value);
      }
      add(flow, value);
    }
    for (Else branch : rule.elses()) {
      body(branch.body(), terms);
      add(flow, terms.of(branch.value()));
    }
  }

  private void add(RuleFlow flow, Flow value) {
    changed |= flow.value.merge(value);
  }

  private static void body(List<Expr> body, TermFlows terms) {
    body.forEach(expr -> expr(expr, terms));
  }

  static void expr(Expr expr, TermFlows terms) {
    for (With with : expr.withs()) {
      terms.of(with.value());
    }
    if (expr instanceof Expr.Literal literal) {
      terms.of(literal.term());
    } else if (expr instanceof Expr.SomeIn some) {
      Flow domain = terms.of(some.domain());
      terms.bind(some.value(), domain.members());
      if (some.key() != null) {
        terms.bind(some.key(), domain.keys());
      }
    } else if (expr instanceof Expr.Every every) {
      Flow domain = terms.of(every.domain());
      terms.bind(every.value(), domain.members());
      Var key = every.key();
      if (key != null) {
        terms.bind(key, domain.keys());
      }
      body(every.body(), terms);
    }
  }
}
