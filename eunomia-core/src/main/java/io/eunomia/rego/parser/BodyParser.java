package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses bodies and the expressions in them. */
final class BodyParser {
  private static final String MEMBER = "internal.member_2";
  private static final String MEMBER_WITH_KEY = "internal.member_3";
  private static final String EVERY_FORM = "expected `x[, y] in xs { ... }` expression";
  private static final String SOME_FORM = "expected `x in xs` or `x, y in xs` expression";

  private final TokenStream tokens;
  private final TermParser terms;

  BodyParser(TokenStream tokens, TermParser terms) {
    this.tokens = tokens;
    this.terms = terms;
  }

  /** Expressions up to a closing token, which is taken too. */
  List<Expr> body(TokenKind end) {
    if (tokens.at(end)) {
      throw TokenStream.failure(tokens.span(tokens.peek()), "found empty body");
    }
    List<Expr> body = new ArrayList<>();
    while (true) {
      body.add(expr());
      if (tokens.accept(TokenKind.SEMICOLON)) {
        continue;
      }
      if (tokens.accept(end)) {
        return body;
      }
      if (!tokens.peek().newlineBefore()) {
        throw tokens.unexpected("expected \\n or ; or " + end.text);
      }
    }
  }

  /**
   * The same inside of a term: one level more, as such bodies are the costly ones to recurse into.
   */
  List<Expr> closure(TokenKind end) {
    tokens.enter();
    try {
      return body(end);
    } finally {
      tokens.leave();
    }
  }

  /** Expressions that are joined by semicolons only. */
  List<Expr> statement() {
    List<Expr> body = new ArrayList<>();
    do {
      body.add(expr());
    } while (tokens.accept(TokenKind.SEMICOLON));
    return body;
  }

  /** Expressions up to the end of the text. */
  List<Expr> query() {
    return body(TokenKind.EOF);
  }

  /** One expression with its modifiers. */
  Expr expr() {
    int start = tokens.mark();
    boolean negated = !tokens.atKeywordRef() && tokens.accept(TokenKind.NOT);
    if (tokens.atKeywordRef()) {
      terms.allowKeywordHere();
    } else if (tokens.at(TokenKind.SOME) || tokens.at(TokenKind.EVERY)) {
      if (negated) {
        throw tokens.unexpected("illegal negation of '" + tokens.kind().text + "'");
      }
      return tokens.at(TokenKind.SOME) ? some() : every();
    }
    return literal(start, negated);
  }

  private Expr literal(int start, boolean negated) {
    Term term = unification();
    List<With> withs = withs();
    return new Expr.Literal(term, negated, withs, tokens.spanFrom(start));
  }

  private Term unification() {
    int start = tokens.mark();
    Term left = terms.expression();
    TokenKind kind = tokens.kind();
    if (kind != TokenKind.ASSIGN && kind != TokenKind.UNIFY) {
      return left;
    }
    Token operator = tokens.take();
    Term right = terms.expression();
    String builtin = kind == TokenKind.ASSIGN ? "assign" : "eq";
    return terms.call(start, builtin, operator, List.of(left, right));
  }

  private Expr some() {
    int start = tokens.mark();
    tokens.take();
    int first = tokens.mark();
    Call membership = null;
    try {
      membership = terms.expression() instanceof Call call ? call : null;
    } catch (ParseFailure notMembership) {
      // Then it must be a declaration.
    }
    if (membership == null) {
      tokens.reset(first);
      return declaration(start);
    }
    List<Term> args = membershipOf(membership, SOME_FORM);
    List<With> withs = withs();
    Term key = args.size() == 3 ? args.get(0) : null;
    return new Expr.SomeIn(
        key, args.get(args.size() - 2), args.get(args.size() - 1), withs, tokens.spanFrom(start));
  }

  private Expr declaration(int start) {
    List<Var> vars = new ArrayList<>();
    do {
      if (!tokens.at(TokenKind.IDENT)) {
        throw tokens.unexpected("expected var");
      }
      vars.add(terms.name());
    } while (tokens.accept(TokenKind.COMMA));
    return new Expr.Some(vars, List.of(), tokens.spanFrom(start));
  }

  private List<Term> membershipOf(Call call, String form) {
    String operator = call.operator().dotted();
    if (!operator.equals(MEMBER) && !operator.equals(MEMBER_WITH_KEY)) {
      throw tokens.unexpected(form);
    }
    return call.args();
  }

  private Expr every() {
    int start = tokens.mark();
    tokens.take();
    if (!(terms.expression() instanceof Call call)) {
      throw tokens.unexpected(EVERY_FORM);
    }
    List<Term> args = membershipOf(call, EVERY_FORM);
    Var key = args.size() == 3 ? variable(args.get(0), "key") : null;
    Var value = variable(args.get(args.size() - 2), "value");
    if (!tokens.accept(TokenKind.LBRACE)) {
      throw tokens.unexpected("missing body");
    }
    List<Expr> body = closure(TokenKind.RBRACE);
    List<With> withs = withs();
    return new Expr.Every(
        key, value, args.get(args.size() - 1), body, withs, tokens.spanFrom(start));
  }

  private Var variable(Term term, String what) {
    if (term instanceof Var var && !var.isRootDocument()) {
      return var;
    }
    throw tokens.unexpected("expected " + what + " to be a variable");
  }

  private List<With> withs() {
    if (!tokens.atContinuing(TokenKind.WITH)) {
      return List.of();
    }
    List<With> withs = new ArrayList<>();
    while (tokens.atContinuing(TokenKind.WITH)) {
      withs.add(with());
    }
    return withs;
  }

  private With with() {
    int start = tokens.mark();
    tokens.take();
    if (!tokens.at(TokenKind.IDENT) && !tokens.atKeywordRef()) {
      throw tokens.unexpected("expected ident");
    }
    if (!tokens.at(TokenKind.IDENT)) {
      terms.allowKeywordHere();
    }
    Term target = terms.term();
    Ref path = asRef(target);
    if (path == null) {
      throw tokens.unexpected("expected with target path");
    }
    if (!tokens.accept(TokenKind.AS)) {
      throw tokens.unexpected("expected as keyword");
    }
    Term value = terms.expression();
    return new With(path, value, tokens.spanFrom(start));
  }

  private static @Nullable Ref asRef(Term term) {
    if (term instanceof Var) {
      return new Ref(term, List.of(), term.span());
    }
    return term instanceof Ref ref ? ref : null;
  }
}
