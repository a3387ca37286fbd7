package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses template strings: text with expressions in braces. */
final class TemplateStringParser {
  private final TokenStream tokens;
  private final BodyParser bodies;

  TemplateStringParser(TokenStream tokens, BodyParser bodies) {
    this.tokens = tokens;
    this.bodies = bodies;
  }

  Term template() {
    int start = tokens.mark();
    boolean raw = tokens.text(tokens.peek()).charAt(1) == '`';
    List<TemplateString.Part> parts = new ArrayList<>();
    TokenKind kind = tokens.kind();
    addText(parts, tokens.take(), 2, raw);
    while (kind != TokenKind.TEMPLATE_WHOLE && kind != TokenKind.TEMPLATE_TAIL) {
      parts.add(new TemplateString.Hole(expression()));
      kind = tokens.kind();
      if (kind != TokenKind.TEMPLATE_MIDDLE && kind != TokenKind.TEMPLATE_TAIL) {
        throw tokens.unexpected("expected } to end template-string expression");
      }
      addText(parts, tokens.take(), 1, raw);
    }
    return new TemplateString(parts, raw, tokens.spanFrom(start));
  }

  private void addText(List<TemplateString.Part> parts, Token token, int skip, boolean raw) {
    String text = tokens.text(token);
    String written = text.substring(skip, text.length() - 1);
    if (!written.isEmpty()) {
      parts.add(new TemplateString.Text(Escapes.unescape(written, raw, true)));
    }
  }

  private Expr expression() {
    Expr expr;
    // A level for the template and one for what is in it, which becomes a comprehension.
    tokens.enter();
    try {
      expr = bodies.expr();
    } finally {
      tokens.leave();
    }
    String illegal = illegal(expr);
    if (illegal != null) {
      throw TokenStream.failure(
          expr.span(), "unexpected " + illegal + " in template-string expression");
    }
    return expr;
  }

  private static @Nullable String illegal(Expr expr) {
    if (expr instanceof Expr.Every) {
      return "'every'";
    }
    if (!(expr instanceof Expr.Literal literal)) {
      return "'some'";
    }
    if (literal.negated()) {
      return "negation ('not')";
    }
    if (literal.term() instanceof Call call) {
      return switch (call.operator().dotted()) {
        case "eq" -> "unification ('=')";
        case "assign" -> "assignment (':=')";
        default -> null;
      };
    }
    return null;
  }
}
