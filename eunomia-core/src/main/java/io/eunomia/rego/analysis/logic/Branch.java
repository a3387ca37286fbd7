package io.eunomia.rego.analysis.logic;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Span;
import java.util.List;

/** A way in which a definition gives a value: by its body, or by an {@code else}. Immutable. */
public final class Branch {
  private final Case made;
  private final List<List<Formula.Is>> alternatives;

  Branch(Case made, List<List<Formula.Is>> alternatives) {
    this.made = made;
    this.alternatives = List.copyOf(alternatives);
  }

  /** The definition. */
  public Rule rule() {
    return made.rule();
  }

  /** 0 of the body, from 1 on of an {@code else}. */
  public int number() {
    return made.branch();
  }

  /** Where it says what it gives: the head, or the {@code else}. */
  public Span span() {
    return made.span();
  }

  /** Its conditions, as they are in the resolved module. */
  public List<Expr> body() {
    return number() == 0 ? rule().body() : rule().elses().get(number() - 1).body();
  }

  Case made() {
    return made;
  }

  /** When it gives its value. */
  List<List<Formula.Is>> alternatives() {
    return alternatives;
  }
}
