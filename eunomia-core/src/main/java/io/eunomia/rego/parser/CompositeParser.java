package io.eunomia.rego.parser;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses what stands in brackets and braces.
 *
 * <p>Behind the first term a bar opens a comprehension's body; if no body follows but a comma does,
 * it was the operator {@code |} in a first element.
 */
final class CompositeParser {
  private final TokenStream tokens;
  private final TermParser terms;
  private final BodyParser bodies;

  CompositeParser(TokenStream tokens, TermParser terms, BodyParser bodies) {
    this.tokens = tokens;
    this.terms = terms;
    this.bodies = bodies;
  }

  Term array() {
    int start = tokens.mark();
    tokens.take();
    if (tokens.accept(TokenKind.RBRACK)) {
      return new ArrayTerm(List.of(), tokens.spanFrom(start));
    }
    // A leading comma is skipped, as OPA does.
    boolean comprehension = !tokens.accept(TokenKind.COMMA);
    int first = tokens.mark();
    if (comprehension) {
      Term head = terms.term();
      List<Expr> body = comprehensionBody(TokenKind.RBRACK);
      if (body != null) {
        return new ArrayComprehension(head, body, tokens.spanFrom(start));
      }
      tokens.reset(first);
    }
    List<Term> elements = terms.list(TokenKind.RBRACK, new ArrayList<>());
    return new ArrayTerm(elements, tokens.spanFrom(start));
  }

  /**
   * The bar, the body and the end, if they follow; {@code null} if this is no comprehension.
   *
   * @throws ParseFailure if it is none, and nothing else either
   */
  private @Nullable List<Expr> comprehensionBody(TokenKind end) {
    if (!tokens.accept(TokenKind.OR)) {
      return null;
    }
    try {
      return bodies.closure(end);
    } catch (ParseFailure failure) {
      if (tokens.at(TokenKind.COMMA)) {
        return null;
      }
      throw failure;
    }
  }

  /** A set, an object, or a comprehension of either. */
  Term braces() {
    int start = tokens.mark();
    tokens.take();
    if (tokens.accept(TokenKind.RBRACE)) {
      return new ObjectTerm(List.of(), tokens.spanFrom(start));
    }
    boolean comprehension = !tokens.accept(TokenKind.COMMA);
    int first = tokens.mark();
    Term head = terms.term();
    if (tokens.at(TokenKind.COLON)) {
      return object(start, head, comprehension);
    }
    if (comprehension && tokens.at(TokenKind.OR)) {
      List<Expr> body = comprehensionBody(TokenKind.RBRACE);
      if (body != null) {
        return new SetComprehension(head, body, tokens.spanFrom(start));
      }
    }
    tokens.reset(first);
    head = terms.element();
    if (tokens.at(TokenKind.COLON)) {
      return object(start, head, comprehension);
    }
    List<Term> elements = new ArrayList<>(List.of(head));
    if (!tokens.at(TokenKind.RBRACE) && !tokens.accept(TokenKind.COMMA)) {
      throw tokens.unexpected("non-terminated set");
    }
    terms.list(TokenKind.RBRACE, elements);
    return new SetTerm(elements, tokens.spanFrom(start));
  }

  private Term object(int start, Term key, boolean comprehension) {
    tokens.take();
    int first = tokens.mark();
    Term value = terms.term();
    if (comprehension && tokens.accept(TokenKind.OR)) {
      try {
        List<Expr> body = bodies.closure(TokenKind.RBRACE);
        return new ObjectComprehension(key, value, body, tokens.spanFrom(start));
      } catch (ParseFailure notComprehension) {
        // Read as an operator instead; should that fail too, its failure is what OPA reports.
      }
    }
    if (comprehension && tokens.at(TokenKind.COMMA)) {
      try {
        return entries(start, new ObjectTerm.Entry(key, value));
      } catch (ParseFailure failure) {
        // OPA speaks of the first value here; the hint says what is really wrong.
        tokens.reset(first);
        throw tokens.unexpected("non-terminated object").because(failure);
      }
    }
    tokens.reset(first);
    value = terms.element();
    if (!tokens.at(TokenKind.RBRACE) && !tokens.at(TokenKind.COMMA)) {
      throw tokens.unexpected("non-terminated object");
    }
    return entries(start, new ObjectTerm.Entry(key, value));
  }

  private Term entries(int start, ObjectTerm.Entry first) {
    List<ObjectTerm.Entry> entries = new ArrayList<>();
    entries.add(first);
    while (!tokens.accept(TokenKind.RBRACE)) {
      if (!tokens.accept(TokenKind.COMMA)) {
        throw tokens.unexpected("expected \",\" or \"}\"");
      }
      if (!tokens.at(TokenKind.RBRACE)) {
        entries.add(entry());
      }
    }
    return new ObjectTerm(entries, tokens.spanFrom(start));
  }

  private ObjectTerm.Entry entry() {
    Term key = terms.element();
    if (!tokens.accept(TokenKind.COLON)) {
      throw tokens.unexpected("expected \":\"");
    }
    return new ObjectTerm.Entry(key, terms.element());
  }
}
