package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variable, also {@code data} and {@code input}; {@code _} is renamed by the parser to a name of
 * its own, starting with {@code $}.
 */
public record Var(String name, Span span) implements Term {

  /** Whether it was written {@code _}. */
  public boolean isWildcard() {
    return name.startsWith("$");
  }

  /** Whether this is {@code data} or {@code input}. */
  public boolean isRootDocument() {
    return name.equals("data") || name.equals("input");
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Var other && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash("Var", name);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
