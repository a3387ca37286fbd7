package io.eunomia.rego.parser;

import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.TermNames;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses terms: literals, refs, calls, and infix operators by how tightly they bind. */
final class TermParser {
  private static final String MEMBER = "internal.member_2";
  private static final String MEMBER_WITH_KEY = "internal.member_3";

  private final TokenStream tokens;
  private final CompositeParser composites;
  private final TemplateStringParser templates;
  private final BodyParser bodies;

  /**
   * What was parsed at a token that opens something. The grammar needs to go back at times (is
   * <code>{a | b</code> a comprehension or a set?); parsing each bracket only once keeps that from
   * growing exponentially with the nesting.
   */
  private final Map<Integer, Attempt> attempts = new HashMap<>();

  /** Where a keyword is a name: only what starts an expression can be a ref like that. */
  private int keywordAllowed = -1;

  private record Attempt(@Nullable Term term, int end, @Nullable ParseFailure failure) {}

  TermParser(TokenStream tokens) {
    this.tokens = tokens;
    this.bodies = new BodyParser(tokens, this);
    this.composites = new CompositeParser(tokens, this, bodies);
    this.templates = new TemplateStringParser(tokens, bodies);
  }

  BodyParser bodies() {
    return bodies;
  }

  /** Forgets what was parsed so far: it is not gone back over a statement's start. */
  void startStatement() {
    attempts.clear();
  }

  /** The next token is a name even if it is a keyword. */
  void allowKeywordHere() {
    keywordAllowed = tokens.mark();
  }

  /** A term with operators, {@code in} and {@code k, v in} too. */
  Term expression() {
    return membership(true);
  }

  /** The same between commas, where {@code k, v in} would be two elements. */
  Term element() {
    return membership(false);
  }

  private Term membership(boolean keyAllowed) {
    int start = tokens.mark();
    Term left = infix(Operators.LOOSEST);
    while (true) {
      Term longer = keyAllowed && tokens.at(TokenKind.COMMA) ? keyed(start, left) : null;
      if (longer == null) {
        if (!tokens.atContinuing(TokenKind.IN)) {
          return left;
        }
        Token in = tokens.take();
        Term domain = infix(Operators.LOOSEST);
        longer = call(start, MEMBER, in, List.of(left, domain));
      }
      left = longer;
      if (!tokens.atContinuing(TokenKind.IN)) {
        return left;
      }
    }
  }

  /** The rest of {@code k, v in domain}; {@code null}, at the comma, if it is not that. */
  private @Nullable Term keyed(int start, Term key) {
    int comma = tokens.mark();
    try {
      tokens.take();
      Term value = infix(Operators.LOOSEST);
      if (tokens.atContinuing(TokenKind.IN)) {
        Token in = tokens.take();
        Term domain = infix(Operators.LOOSEST);
        return call(start, MEMBER_WITH_KEY, in, List.of(key, value, domain));
      }
    } catch (ParseFailure notKeyed) {
      // The comma means something else here, or is what is reported as wrong.
    }
    tokens.reset(comma);
    return null;
  }

  private Term infix(int loosest) {
    int start = tokens.mark();
    Term left = term();
    int level = Operators.level(tokens.kind());
    while (level >= loosest) {
      Token operator = tokens.take();
      Term right = infix(level + 1);
      left = call(start, Operators.builtin(operator.kind()), operator, List.of(left, right));
      level = Operators.level(tokens.kind());
    }
    return left;
  }

  /** A call of an operator's builtin. */
  Term call(int start, String builtin, Token operator, List<Term> args) {
    return new Call(Operators.ref(builtin, tokens.span(operator)), args, tokens.spanFrom(start));
  }

  /** A term without infix operators. */
  Term term() {
    TokenKind kind = tokens.kind();
    boolean opens =
        kind == TokenKind.LBRACK || kind == TokenKind.LBRACE || kind == TokenKind.LPAREN;
    if (!opens) {
      return nested();
    }
    int start = tokens.mark();
    Attempt earlier = attempts.get(start);
    if (earlier == null) {
      try {
        Term parsed = nested();
        earlier = new Attempt(parsed, tokens.mark(), null);
      } catch (ParseFailure failure) {
        earlier = new Attempt(null, tokens.mark(), failure);
      }
      attempts.put(start, earlier);
    }
    tokens.reset(earlier.end);
    if (earlier.term == null) {
      throw earlier.failure == null ? tokens.unexpected() : earlier.failure;
    }
    return earlier.term;
  }

  private Term nested() {
    tokens.enter();
    try {
      return finish(primary(), false);
    } finally {
      tokens.leave();
    }
  }

  private Term primary() {
    if (tokens.mark() == keywordAllowed) {
      return name();
    }
    return switch (tokens.kind()) {
      case NULL, TRUE, FALSE -> constant();
      case NUMBER, DOT, MINUS -> NumberParser.number(tokens);
      case STRING -> string();
      case TEMPLATE_WHOLE, TEMPLATE_HEAD -> templates.template();
      case IDENT, CONTAINS -> name();
      case LBRACK -> composites.array();
      case LBRACE -> composites.braces();
      case LPAREN -> parenthesized();
      default -> throw tokens.unexpected();
    };
  }

  private Term constant() {
    Token token = tokens.take();
    Span span = tokens.span(token);
    return token.kind() == TokenKind.NULL
        ? new NullTerm(span)
        : new BooleanTerm(token.kind() == TokenKind.TRUE, span);
  }

  private Term parenthesized() {
    tokens.take();
    Term inner = expression();
    if (!tokens.accept(TokenKind.RPAREN)) {
      throw TokenStream.failure(tokens.span(tokens.peek()), "non-terminated expression");
    }
    return inner;
  }

  /** The next token, an identifier or a keyword, as a variable. */
  Var name() {
    Token token = tokens.take();
    String name = token.text() == null ? tokens.text(token) : token.text();
    return new Var(name, tokens.span(token));
  }

  private Term string() {
    Token token = tokens.take();
    String text = tokens.text(token);
    boolean raw = text.charAt(0) == '`';
    String quoted = text.substring(1, text.length() - 1);
    return new StringTerm(
        raw ? quoted : Escapes.unescape(quoted, false, false), raw, tokens.span(token));
  }

  /**
   * What touches a term from behind: steps and arguments.
   *
   * @param head what has been parsed
   * @param spaceAllowed whether the first of them may stand apart, as in the heads of rules
   */
  Term finish(Term head, boolean spaceAllowed) {
    Token next = tokens.peek();
    if (!next.kind().continuesRef() || (next.spaceBefore() && !spaceAllowed)) {
      return head;
    }
    if (head.isScalar() || head instanceof Ref || head instanceof TemplateString) {
      throw TokenStream.failure(
          head.span(), "illegal ref (head cannot be " + TermNames.of(head) + ")");
    }
    int start = tokens.mark();
    Term base = head;
    List<Term> path = new ArrayList<>();
    boolean first = true;
    while (first || !tokens.peek().spaceBefore()) {
      first = false;
      if (tokens.at(TokenKind.DOT)) {
        path.add(dotted());
      } else if (tokens.at(TokenKind.LBRACK)) {
        path.add(bracketed());
      } else if (tokens.at(TokenKind.LPAREN) && !(base instanceof Call && path.isEmpty())) {
        Ref operator = new Ref(base, path, head.span().to(tokens.spanFrom(start)));
        base = arguments(operator, head, start);
        path = new ArrayList<>();
      } else {
        break;
      }
    }
    return path.isEmpty() ? base : new Ref(base, path, head.span().to(tokens.spanFrom(start)));
  }

  private Term dotted() {
    Token dot = tokens.take();
    Token name = tokens.peek();
    if (name.spaceBefore()) {
      throw TokenStream.failure(
          tokens.spaceAfter(dot), "unexpected whitespace token: expected identifier");
    }
    if (!tokens.atRefName()) {
      throw tokens.unexpected("expected identifier");
    }
    tokens.take();
    return StringTerm.of(tokens.text(name), tokens.span(name));
  }

  private Term bracketed() {
    tokens.take();
    Term step = expression();
    if (!tokens.accept(TokenKind.RBRACK)) {
      throw tokens.unexpected("expected ]");
    }
    return step;
  }

  private Term arguments(Ref operator, Term head, int start) {
    tokens.take();
    List<Term> args = list(TokenKind.RPAREN, new ArrayList<>());
    Span span = head.span().to(tokens.spanFrom(start));
    if (args.isEmpty() && operator.path().isEmpty() && operator.startsWith("set")) {
      return new SetTerm(List.of(), span);
    }
    return new Call(operator, args, span);
  }

  /** Elements up to a closing token, which is taken too; a comma may stand before it. */
  List<Term> list(TokenKind end, List<Term> elements) {
    while (!tokens.accept(end)) {
      elements.add(element());
      if (!tokens.at(end) && !tokens.accept(TokenKind.COMMA)) {
        throw tokens.unexpected("expected \",\" or \"" + end.text + "\"");
      }
    }
    return elements;
  }
}
