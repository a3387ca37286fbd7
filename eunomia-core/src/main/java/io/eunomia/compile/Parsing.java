package io.eunomia.compile;

import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.parser.LanguageFeature;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.source.SourceText;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** How sources that are to be compiled together are parsed. Immutable and thread-safe. */
public final class Parsing {
  private final RegoPolicyOptions options;
  private final Map<RegoVersion, ParserOptions> byVersion = new EnumMap<>(RegoVersion.class);

  private Parsing(RegoPolicyOptions options) {
    this.options = options;
    Capabilities capabilities = options.capabilities();
    Set<String> builtins =
        capabilities.builtins().stream().map(Builtin::name).collect(Collectors.toSet());
    Set<LanguageFeature> features = EnumSet.noneOf(LanguageFeature.class);
    for (LanguageFeature feature : LanguageFeature.values()) {
      if (capabilities.hasFeature(nameOf(feature))) {
        features.add(feature);
      }
    }
    for (RegoVersion version : RegoVersion.values()) {
      byVersion.put(
          version,
          ParserOptions.of(version)
              .withBuiltins(builtins)
              .withLanguage(features, capabilities.futureKeywords()));
    }
  }

  /** For compilations with these options. */
  public static Parsing of(RegoPolicyOptions options) {
    return new Parsing(options);
  }

  /** How a source is parsed. */
  public ParserOptions of(SourceText source) {
    return of(options.versionOf(source));
  }

  /** How what is no source of its own is parsed, such as a query. */
  public ParserOptions ofQuery() {
    return of(options.version());
  }

  private ParserOptions of(RegoVersion version) {
    return Objects.requireNonNull(byVersion.get(version));
  }

  private static String nameOf(LanguageFeature feature) {
    return switch (feature) {
      case REGO_V1 -> Capabilities.REGO_V1;
      case REGO_V1_IMPORT -> Capabilities.REGO_V1_IMPORT;
      case KEYWORDS_IN_REFS -> Capabilities.KEYWORDS_IN_REFS;
      case TEMPLATE_STRINGS -> Capabilities.TEMPLATE_STRINGS;
    };
  }
}
