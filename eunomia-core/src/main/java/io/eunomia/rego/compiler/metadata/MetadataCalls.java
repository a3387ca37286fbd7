package io.eunomia.rego.compiler.metadata;

import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code rego.metadata.chain()} and {@code rego.metadata.rule()} the constants that they are
 * for the rule in which they stand, and reports what is annotated twice.
 */
public final class MetadataCalls implements Pass {
  @Override
  public void run(Compilation compilation) {
    Annotations annotations = new Annotations(compilation.modules());
    annotations.reportRedeclared(compilation);
    compilation.replaceModules(
        module -> {
          List<Rule> rules = new ArrayList<>();
          for (int i = 0; i < module.rules().size(); i++) {
            rules.add(new OneRule(compilation, annotations, module, i).rewrite());
          }
          return module.withRules(rules);
        });
  }

  /** A rule, and the variables that hold its metadata once they are asked for. */
  private static final class OneRule extends TreeRewriter {
    private final Compilation compilation;
    private final Annotations annotations;
    private final Module module;
    private final int index;
    private final List<Expr> constants = new ArrayList<>();
    private @Nullable Var chain;
    private @Nullable Var own;

    OneRule(Compilation compilation, Annotations annotations, Module module, int index) {
      this.compilation = compilation;
      this.annotations = annotations;
      this.module = module;
      this.index = index;
    }

    Rule rewrite() {
      Rule rule = rule(module.rules().get(index));
      if (constants.isEmpty()) {
        return rule;
      }
      List<Else> elses =
          rule.elses().stream()
              .map(
                  branch ->
                      new Else(
                          branch.value(),
                          withConstants(branch.body()),
                          branch.assign(),
                          branch.written(),
                          branch.span()))
              .toList();
      return new Rule(
          rule.isDefault(), rule.head(), withConstants(rule.body()), elses, rule.span());
    }

    private List<Expr> withConstants(List<Expr> body) {
      List<Expr> longer = new ArrayList<>(constants);
      longer.addAll(body);
      return longer;
    }

    @Override
    public Expr literal(Expr.Literal literal) {
      // A call with the result as its argument.
      Call call = literal.term() instanceof Call c && c.args().size() == 1 ? c : null;
      Var constant = call == null ? null : constant(call);
      if (call == null || constant == null) {
        return super.literal(literal);
      }
      Call eq =
          new Call(
              Exprs.operator(Exprs.EQ, call.span()),
              List.of(call.args().get(0), constant),
              call.span());
      return super.literal(literal.withTerm(eq));
    }

    @Override
    public Term call(Call call) {
      Var constant = call.args().isEmpty() ? constant(call) : null;
      return constant == null ? super.call(call) : constant;
    }

    private @Nullable Var constant(Call call) {
      if (Exprs.isCallOf(call, "rego.metadata.chain")) {
        if (chain == null) {
          chain = add(chainTerm(call.span()));
        }
        return chain;
      } else if (Exprs.isCallOf(call, "rego.metadata.rule")) {
        if (own == null) {
          own = add(ownTerm(call.span()));
        }
        return own;
      }
      return null;
    }

    private Var add(Term value) {
      Var local = compilation.locals().fresh(value.span());
      constants.add(Exprs.eq(local, value, List.of()));
      return local;
    }

    private Term ownTerm(Span span) {
      List<Annotation> found = Annotations.ofRule(module, index);
      return found.isEmpty()
          ? new ObjectTerm(List.of(), span)
          : AnnotationTerms.of(found.get(0), span);
    }

    private Term chainTerm(Span span) {
      List<Term> links = new ArrayList<>();
      for (Annotations.Link link : annotations.chain(module, index)) {
        List<ObjectTerm.Entry> entries = new ArrayList<>();
        entries.add(entry("path", new ArrayTerm(link.path(), span), span));
        if (link.annotation() != null) {
          entries.add(entry("annotations", AnnotationTerms.of(link.annotation(), span), span));
        }
        links.add(new ObjectTerm(entries, span));
      }
      return new ArrayTerm(links, span);
    }

    private static ObjectTerm.Entry entry(String key, Term value, Span span) {
      return new ObjectTerm.Entry(StringTerm.of(key, span), value);
    }
  }
}
