package io.eunomia.rego.parser;

import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the heads of rules. */
final class HeadParser {
  private final TokenStream tokens;
  private final TermParser terms;

  HeadParser(TokenStream tokens, TermParser terms) {
    this.tokens = tokens;
    this.terms = terms;
  }

  /** A head; {@code null} if what stands there is something else. */
  @Nullable Head head(boolean isDefault) {
    int start = tokens.mark();
    Term name = terms.finish(terms.name(), true);
    Head plain = named(name, tokens.spanFrom(start));
    if (plain == null) {
      return null;
    }
    if (tokens.atContinuing(TokenKind.CONTAINS)) {
      return multiValue(plain, start);
    }
    boolean assign = tokens.at(TokenKind.ASSIGN);
    if (!assign && !tokens.at(TokenKind.UNIFY)) {
      return plain;
    }
    tokens.take();
    Term value = value(plain, isDefault);
    return new Head(plain.ref(), plain.args(), null, value, assign, true, tokens.spanFrom(start));
  }

  private Head multiValue(Head plain, int start) {
    String name = plain.ref().toString();
    if (plain.isFunction()) {
      throw tokens.unexpected(
          "the contains keyword can only be used with multi-value rule definitions (e.g., "
              + name
              + " contains <VALUE> { ... })");
    }
    tokens.take();
    Term key = terms.expression();
    return new Head(plain.ref(), null, key, null, false, false, tokens.spanFrom(start));
  }

  private Term value(Head plain, boolean isDefault) {
    TokenKind kind = tokens.kind();
    boolean missing =
        kind == TokenKind.EOF || (kind.isKeyword() && !tokens.atKeywordRef() && !isValue(kind));
    if (!missing) {
      return terms.expression();
    }
    String name = plain.ref().toString();
    if (isDefault) {
      throw tokens.unexpected(
          "expected default rule value term (e.g., default " + name + " := <VALUE>)");
    }
    throw tokens.unexpected(
        plain.isFunction()
            ? "expected function value term (e.g., " + name + "(...) := <VALUE> { ... })"
            : "expected rule value term (e.g., " + name + " := <VALUE> { ... })");
  }

  private static boolean isValue(TokenKind keyword) {
    return keyword == TokenKind.TRUE
        || keyword == TokenKind.FALSE
        || keyword == TokenKind.NULL
        || keyword == TokenKind.CONTAINS;
  }

  /** The head of a rule of the given name and parameters; {@code null} if it can be none. */
  static @Nullable Head named(Term name, Span span) {
    Term truth = new BooleanTerm(true, span);
    if (name instanceof Var) {
      Ref ref = new Ref(name, List.of(), name.span());
      return new Head(ref, null, null, truth, false, false, span);
    }
    if (name instanceof Ref ref && ref.head() instanceof Var) {
      return new Head(ref, null, null, truth, false, false, span);
    }
    if (name instanceof Call call && call.operator().head() instanceof Var) {
      List<Term> args = call.args().isEmpty() ? null : call.args();
      return new Head(call.operator(), args, null, truth, false, false, span);
    }
    return null;
  }

  /** Whether this, without {@code if}, is a partial set as v0 has it: {@code p[x] { … }}. */
  static boolean isOldSet(Head head) {
    return !head.isFunction()
        && !head.isMultiValue()
        && !head.written()
        && head.ref().path().size() == 1;
  }

  /** The head {@code p[x]} as that of a partial set. */
  static Head asOldSet(Head head) {
    Ref ref = head.ref();
    Ref name = new Ref(ref.head(), List.of(), ref.head().span());
    return new Head(name, null, ref.path().get(0), null, false, false, head.span());
  }

  /** Refuses an {@code else} behind a head that can have none. */
  void checkElse(Head head, boolean usesIf) {
    List<Term> path = head.ref().path();
    // Without `if`, p.q could be the old form of a set, whatever follows it.
    boolean maybeOldSet = !usesIf && !head.isFunction() && path.size() == 1;
    if (head.isMultiValue() || maybeOldSet) {
      throw here("else keyword cannot be used on multi-value rules");
    }
    boolean dynamic = path.size() == 1 && path.get(0) instanceof Ref;
    if (dynamic || !path.stream().allMatch(Groundness::isGround)) {
      throw here("else keyword cannot be used on rules with variables in head");
    }
  }

  private ParseFailure here(String message) {
    return TokenStream.failure(tokens.span(tokens.peek()), message);
  }

  /** The same head for one more body, its {@code _} parameters being variables of their own. */
  Head withFreshWildcards(Head head) {
    List<Term> args = head.args();
    if (args == null) {
      return head;
    }
    List<Term> fresh =
        args.stream()
            .map(
                arg ->
                    arg instanceof Var v && v.isWildcard()
                        ? new Var(tokens.freshWildcard(), v.span())
                        : arg)
            .toList();
    return new Head(
        head.ref(), fresh, head.key(), head.value(), head.assign(), head.written(), head.span());
  }
}
