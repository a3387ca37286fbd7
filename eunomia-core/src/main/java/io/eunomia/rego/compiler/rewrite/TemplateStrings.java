package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.List;

/**
 * Makes template strings calls of a builtin. Each hole becomes a set comprehension: an empty set is
 * how the builtin sees that the hole is undefined.
 */
public final class TemplateStrings implements Pass {
  private static final String BUILTIN = "internal.template_string";

  @Override
  public void run(Compilation compilation) {
    compilation.replaceRules(rule -> new Templates(compilation).rule(rule));
  }

  private static final class Templates extends TreeRewriter {
    private final Compilation compilation;

    Templates(Compilation compilation) {
      this.compilation = compilation;
    }

    @Override
    protected Term template(TemplateString template) {
      List<Term> parts = template.parts().stream().map(part -> part(part, template)).toList();
      return new Call(
          Exprs.operator(BUILTIN, template.span()),
          List.of(new ArrayTerm(parts, template.span())),
          template.span());
    }

    private Term part(TemplateString.Part part, TemplateString template) {
      if (part instanceof TemplateString.Text text) {
        return StringTerm.of(text.value(), template.span());
      }
      Expr.Literal hole = (Expr.Literal) ((TemplateString.Hole) part).expr();
      if (hole.term() instanceof StringTerm && hole.withs().isEmpty()) {
        return hole.term();
      }
      Var local = compilation.locals().fresh(hole.span());
      Expr capture = Exprs.eq(local, term(hole.term()), all(hole.withs(), this::with));
      return new SetComprehension(local, List.of(capture), hole.span());
    }
  }
}
