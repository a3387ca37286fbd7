package io.eunomia.rego.parser;

import io.eunomia.rego.ast.RegoVersion;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a text is to be read. Immutable.
 *
 * @param version the language; {@code import rego.v1} makes a v0 module a v1 module
 * @param builtins names of builtins, which are refused as the names of rules without a body
 * @param features what of the language is known; v0 has no template strings in any case
 * @param futureKeywords the keywords that v0 modules may import; all, where Rego v1 is known
 * @param metadata whether {@code # METADATA} blocks are read, and refused where they are wrong
 */
public record ParserOptions(
    RegoVersion version,
    Set<String> builtins,
    Set<LanguageFeature> features,
    Set<String> futureKeywords,
    boolean metadata) {
  /** Rego v1 as it is now, without builtins. */
  public static final ParserOptions V1 = current(RegoVersion.V1);

  /** Rego v0, without builtins. */
  public static final ParserOptions V0 = current(RegoVersion.V0);

  public ParserOptions {
    builtins = Set.copyOf(builtins);
    // Template strings came when v0 was not developed any more.
    features =
        features.stream()
            .filter(
                feature -> version == RegoVersion.V1 || feature != LanguageFeature.TEMPLATE_STRINGS)
            .collect(Collectors.toUnmodifiableSet());
    futureKeywords = Set.copyOf(futureKeywords);
  }

  private static ParserOptions current(RegoVersion version) {
    Set<LanguageFeature> all = EnumSet.allOf(LanguageFeature.class);
    return new ParserOptions(version, Set.of(), all, FutureKeywords.names(), true);
  }

  /** A version of the language as it is now, without builtins. */
  public static ParserOptions of(RegoVersion version) {
    return switch (version) {
      case V0 -> V0;
      case V0_V1 -> current(version);
      case V1 -> V1;
    };
  }

  /** The same with other names of builtins. */
  public ParserOptions withBuiltins(Set<String> names) {
    return new ParserOptions(version, names, features, futureKeywords, metadata);
  }

  /** The same with other features and keywords. */
  public ParserOptions withLanguage(Set<LanguageFeature> known, Set<String> keywords) {
    return new ParserOptions(version, builtins, known, keywords, metadata);
  }

  /** The same with metadata being read, or being comments as any others. */
  public ParserOptions withMetadata(boolean read) {
    return new ParserOptions(version, builtins, features, futureKeywords, read);
  }

  boolean knows(LanguageFeature feature) {
    return features.contains(feature);
  }
}
