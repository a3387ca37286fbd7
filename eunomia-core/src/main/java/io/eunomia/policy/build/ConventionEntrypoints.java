package io.eunomia.policy.build;

import io.eunomia.compile.Parsing;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The entrypoints that every bundle of a service has. */
final class ConventionEntrypoints {
  private ConventionEntrypoints() {}

  /** They come first, so that their numbers are the same in every bundle. */
  static List<String> of(
      EntrypointConvention convention, List<SourceText> sources, RegoPolicyOptions options) {
    List<String> names = new ArrayList<>(List.of(convention.allow()));
    if (definesDenyReason(sources, convention, Parsing.of(options))) {
      names.add(convention.denyReason());
    }
    return names;
  }

  private static boolean definesDenyReason(
      List<SourceText> sources, EntrypointConvention convention, Parsing parsing) {
    String name = convention.denyReason().substring(convention.denyReason().lastIndexOf('/') + 1);
    return sources.stream()
        .map(source -> RegoParser.parseModule(source, parsing.of(source), new Diagnostics()))
        .filter(Objects::nonNull)
        .filter(module -> module.path().dotted().equals("data." + convention.packageName()))
        .flatMap(module -> module.rules().stream())
        .anyMatch(rule -> rule.head().ref().head() instanceof Var v && v.name().equals(name));
  }
}
