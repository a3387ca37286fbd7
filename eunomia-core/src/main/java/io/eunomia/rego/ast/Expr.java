package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition: one line of a body. Two are equal if they are the same Rego, wherever they stand.
 */
public sealed interface Expr extends Node permits Expr.Literal, Expr.Some, Expr.SomeIn, Expr.Every {
  /** The {@code with} modifiers, in the order of the text. */
  List<With> withs();

  /**
   * A term that must be defined and not false. Operators are calls: {@code x := 1} calls {@code
   * assign}, {@code x = 1} calls {@code eq}.
   */
  record Literal(Term term, boolean negated, List<With> withs, Span span) implements Expr {
    public Literal {
      withs = List.copyOf(withs);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Literal other
          && negated == other.negated
          && term.equals(other.term)
          && withs.equals(other.withs);
    }

    @Override
    public int hashCode() {
      return Objects.hash("Literal", term, negated, withs);
    }

    /** A plain one, neither negated nor modified. */
    public static Literal of(Term term) {
      return new Literal(term, false, List.of(), term.span());
    }

    /** The same with another term. */
    public Literal withTerm(Term replacement) {
      return new Literal(replacement, negated, withs, span);
    }
  }

  /** {@code some x, y}: declares variables. */
  record Some(List<Var> vars, List<With> withs, Span span) implements Expr {
    public Some {
      vars = List.copyOf(vars);
      withs = List.copyOf(withs);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Some other && vars.equals(other.vars) && withs.equals(other.withs);
    }

    @Override
    public int hashCode() {
      return Objects.hash("Some", vars, withs);
    }
  }

  /** {@code some k, v in domain}; key and value may be patterns, whose variables it declares. */
  record SomeIn(@Nullable Term key, Term value, Term domain, List<With> withs, Span span)
      implements Expr {
    public SomeIn {
      withs = List.copyOf(withs);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof SomeIn other
          && Objects.equals(key, other.key)
          && value.equals(other.value)
          && domain.equals(other.domain)
          && withs.equals(other.withs);
    }

    @Override
    public int hashCode() {
      return Objects.hash("SomeIn", key, value, domain, withs);
    }
  }

  /** {@code every k, v in domain { body }}. */
  record Every(
      @Nullable Var key, Var value, Term domain, List<Expr> body, List<With> withs, Span span)
      implements Expr {
    public Every {
      body = List.copyOf(body);
      withs = List.copyOf(withs);
    }

    @Override
    public boolean equals(@Nullable Object o) {
      return o instanceof Every other
          && Objects.equals(key, other.key)
          && value.equals(other.value)
          && domain.equals(other.domain)
          && body.equals(other.body)
          && withs.equals(other.withs);
    }

    @Override
    public int hashCode() {
      return Objects.hash("Every", key, value, domain, body, withs);
    }
  }
}
