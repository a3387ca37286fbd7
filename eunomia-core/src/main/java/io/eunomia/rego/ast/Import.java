package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * An import.
 *
 * @param path from {@code data}, {@code input}, {@code rego} or {@code future}
 * @param alias the name after {@code as}, or {@code null}
 */
public record Import(Ref path, @Nullable String alias, Span span) implements Node {
  /** The name that it makes known: the alias, or else the path's last part. */
  public String name() {
    if (alias != null) {
      return alias;
    }
    if (path.path().isEmpty()) {
      return ((Var) path.head()).name();
    }
    return path.path().get(path.path().size() - 1) instanceof StringTerm s ? s.value() : "";
  }
}
