package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule defines.
 *
 * @param ref the name, without the package: a {@link Var} head and what follows it; compiler passes
 *     put the package's path in front
 * @param args a function's parameters, or {@code null} for what is no function
 * @param key the element after {@code contains}, or {@code null}
 * @param value the value, {@code true} if none was written; {@code null} exactly if there is a key
 * @param assign whether the value stands after {@code :=} (rather than {@code =} or nothing)
 * @param written whether a value was written at all
 */
public record Head(
    Ref ref,
    @Nullable List<Term> args,
    @Nullable Term key,
    @Nullable Term value,
    boolean assign,
    boolean written,
    Span span)
    implements Node {
  public Head {
    args = args == null ? null : List.copyOf(args);
  }

  /** Whether this is a function. */
  public boolean isFunction() {
    return args != null;
  }

  /** Whether this is a multi-value rule: a partial set. */
  public boolean isMultiValue() {
    return key != null;
  }
}
