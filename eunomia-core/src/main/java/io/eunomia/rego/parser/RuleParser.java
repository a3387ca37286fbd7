package io.eunomia.rego.parser;

import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses rules that have a body, are a {@code default} or say {@code contains}. The others look
 * like expressions and are read as such: see {@link BareRules}.
 */
final class RuleParser {
  private final TokenStream tokens;
  private final HeadParser heads;
  private final BodyParser bodies;
  private final TermParser terms;

  RuleParser(TokenStream tokens, TermParser terms) {
    this.tokens = tokens;
    this.terms = terms;
    this.bodies = terms.bodies();
    this.heads = new HeadParser(tokens, terms);
  }

  /** A rule, or as many as it has bodies; {@code null} if this is none. */
  @Nullable List<RuleDraft> rules() {
    int start = tokens.mark();
    boolean isDefault = tokens.at(TokenKind.DEFAULT) && !tokens.atKeywordRef();
    if (isDefault) {
      tokens.take();
    }
    if (!tokens.at(TokenKind.IDENT) && !tokens.atKeywordRef()) {
      return null;
    }
    Head head = heads.head(isDefault);
    if (head == null) {
      return null;
    }
    if (isDefault) {
      Span span = tokens.spanFrom(start);
      DefaultRules.check(head, span);
      Rule rule = new Rule(true, head, List.of(), List.of(), span);
      return List.of(new RuleDraft(rule, false, false, false, List.of()));
    }
    boolean usesIf = tokens.atContinuing(TokenKind.IF);
    if (!usesIf && !tokens.at(TokenKind.LBRACE)) {
      return head.isMultiValue() ? List.of(bodiless(head, start)) : null;
    }
    boolean oldSet = !usesIf && HeadParser.isOldSet(head);
    return withBodies(oldSet ? HeadParser.asOldSet(head) : head, usesIf, oldSet, start);
  }

  private RuleDraft bodiless(Head head, int start) {
    Rule rule = new Rule(false, head, List.of(), List.of(), tokens.spanFrom(start));
    return new RuleDraft(rule, false, false, false, List.of());
  }

  private List<RuleDraft> withBodies(Head head, boolean usesIf, boolean oldSet, int start) {
    if (usesIf) {
      tokens.take();
    }
    List<Expr> body = usesIf ? bodyAfterIf() : braced();
    List<Else> elses = new ArrayList<>();
    List<Span> elsesWithoutIf = new ArrayList<>();
    while (tokens.atContinuing(TokenKind.ELSE)) {
      heads.checkElse(head, usesIf);
      orElse(elses, elsesWithoutIf);
    }
    List<RuleDraft> drafts = new ArrayList<>();
    Rule first = new Rule(false, head, body, elses, tokens.spanFrom(start));
    drafts.add(new RuleDraft(first, !usesIf, oldSet, false, elsesWithoutIf));
    while (tokens.at(TokenKind.LBRACE)) {
      if (!elses.isEmpty()) {
        throw TokenStream.failure(tokens.span(tokens.peek()), "expected else keyword");
      }
      int next = tokens.mark();
      List<Expr> nextBody = braced();
      Head sameHead = heads.withFreshWildcards(head);
      Rule rule = new Rule(false, sameHead, nextBody, List.of(), tokens.spanFrom(next));
      drafts.add(new RuleDraft(rule, !usesIf, oldSet, false, List.of()));
    }
    return drafts;
  }

  private List<Expr> braced() {
    tokens.take();
    return bodies.body(TokenKind.RBRACE);
  }

  /** An expression or a body in braces; what could be a set of one element is a body. */
  private List<Expr> bodyAfterIf() {
    int start = tokens.mark();
    if (!tokens.at(TokenKind.LBRACE)) {
      return List.of(bodies.expr());
    }
    try {
      Expr expr = bodies.expr();
      if (!(expr instanceof Expr.Literal literal && literal.term() instanceof SetTerm)) {
        return List.of(expr);
      }
    } catch (ParseFailure notExpression) {
      // A body, then; what is wrong in it is reported from there.
    }
    tokens.reset(start);
    return braced();
  }

  private void orElse(List<Else> elses, List<Span> withoutIf) {
    int start = tokens.mark();
    Span place = tokens.span(tokens.take());
    Term value = new BooleanTerm(true, place);
    boolean assign = tokens.at(TokenKind.ASSIGN);
    boolean written = assign || tokens.at(TokenKind.UNIFY);
    if (written) {
      tokens.take();
      value = terms.expression();
    } else if (!tokens.at(TokenKind.LBRACE) && !tokens.at(TokenKind.IF)) {
      throw tokens.unexpected("expected else value term or rule body");
    }
    List<Expr> body = List.of();
    if (tokens.atContinuing(TokenKind.IF)) {
      tokens.take();
      body = elseBodyAfterIf();
    } else if (tokens.at(TokenKind.LBRACE)) {
      withoutIf.add(place);
      body = braced();
    }
    elses.add(new Else(value, body, assign, written, tokens.spanFrom(start)));
  }

  private List<Expr> elseBodyAfterIf() {
    if (tokens.at(TokenKind.LBRACE)) {
      return braced();
    }
    if (tokens.at(TokenKind.EOF)) {
      throw tokens.unexpected("rule body expected");
    }
    return List.of(bodies.expr());
  }
}
