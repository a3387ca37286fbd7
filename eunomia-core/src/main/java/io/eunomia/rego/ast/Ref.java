package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reference: a head and at least one step, but for the heads of rules and for function names,
 * which may have none.
 *
 * @param head a variable, a call, a composite or a comprehension
 * @param path the steps; {@code .name} is a string
 */
public record Ref(Term head, List<Term> path, Span span) implements Term {
  public Ref {
    path = List.copyOf(path);
  }

  /** Whether the head is the variable of the given name. */
  public boolean startsWith(String name) {
    return head instanceof Var v && v.name().equals(name);
  }

  /** The same ref with one more step. */
  public Ref append(Term step) {
    List<Term> longer = new ArrayList<>(path);
    longer.add(step);
    return new Ref(head, longer, span);
  }

  /** Whether all steps are scalars. */
  public boolean isGround() {
    return path.stream().allMatch(Term::isScalar);
  }

  /**
   * The dotted name, as a function's or a rule's name is printed: {@code data.a.b}, {@code
   * io.jwt.decode}.
   */
  public String dotted() {
    StringBuilder out = new StringBuilder(head instanceof Var v ? v.name() : head.toString());
    for (Term step : path) {
      out.append('.').append(step instanceof StringTerm s ? s.value() : step.toString());
    }
    return out.toString();
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Ref other && head.equals(other.head) && path.equals(other.path);
  }

  @Override
  public int hashCode() {
    return Objects.hash("Ref", head, path);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
