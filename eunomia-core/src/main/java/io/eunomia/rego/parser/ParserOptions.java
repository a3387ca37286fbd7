package io.eunomia.rego.parser;

import io.eunomia.rego.ast.RegoVersion;
import java.util.Set;

/**
 * How a text is to be read.
 *
 * @param version the language; {@code import rego.v1} makes a v0 module a v1 module
 * @param builtins names of builtins, which are refused as the names of rules without a body
 * @param templateStrings whether there are template strings, which OPA has known since 1.12
 */
public record ParserOptions(RegoVersion version, Set<String> builtins, boolean templateStrings) {
  /** Rego v1. */
  public static final ParserOptions V1 = new ParserOptions(RegoVersion.V1, Set.of(), true);

  /** Rego v0. */
  public static final ParserOptions V0 = new ParserOptions(RegoVersion.V0, Set.of(), true);

  public ParserOptions {
    builtins = Set.copyOf(builtins);
  }

  /** The same with other names of builtins. */
  public ParserOptions withBuiltins(Set<String> names) {
    return new ParserOptions(version, names, templateStrings);
  }

  /** The same with or without template strings. */
  public ParserOptions withTemplateStrings(boolean known) {
    return new ParserOptions(version, builtins, known);
  }
}
