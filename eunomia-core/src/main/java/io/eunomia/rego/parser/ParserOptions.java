package io.eunomia.rego.parser;

import io.eunomia.rego.ast.RegoVersion;
import java.util.Set;

/**
 * How a text is to be read. Immutable.
 *
 * @param version the language; {@code import rego.v1} makes a v0 module a v1 module
 * @param builtins names of builtins, which are refused as the names of rules without a body
 * @param templateStrings whether there are template strings, which OPA has known since 1.12
 * @param metadata whether {@code # METADATA} blocks are read, and refused where they are wrong
 */
public record ParserOptions(
    RegoVersion version, Set<String> builtins, boolean templateStrings, boolean metadata) {
  /** Rego v1 as it is now, without builtins. */
  public static final ParserOptions V1 = new ParserOptions(RegoVersion.V1, Set.of(), true, true);

  /** Rego v0, without builtins. */
  public static final ParserOptions V0 = new ParserOptions(RegoVersion.V0, Set.of(), true, true);

  public ParserOptions {
    builtins = Set.copyOf(builtins);
  }

  /** The same with other names of builtins. */
  public ParserOptions withBuiltins(Set<String> names) {
    return new ParserOptions(version, names, templateStrings, metadata);
  }

  /** The same with or without template strings. */
  public ParserOptions withTemplateStrings(boolean known) {
    return new ParserOptions(version, builtins, known, metadata);
  }

  /** The same with metadata being read, or being comments as any others. */
  public ParserOptions withMetadata(boolean read) {
    return new ParserOptions(version, builtins, templateStrings, read);
  }
}
