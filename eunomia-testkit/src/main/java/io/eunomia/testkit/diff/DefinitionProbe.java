package io.eunomia.testkit.diff;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.build.BundleSources;
import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks each definition of each rule by itself: the sources are compiled once more, with a rule of
 * its own for every definition.
 */
final class DefinitionProbe implements AutoCloseable {
  private static final String PREFIX = "eunomia_definition_";
  private static final int MOST_DEFINITIONS = 1000;

  private final LoadedPolicy policy;
  private final Map<Definition, Integer> entrypoints;

  private DefinitionProbe(LoadedPolicy policy, Map<Definition, Integer> entrypoints) {
    this.policy = policy;
    this.entrypoints = entrypoints;
  }

  /** A probe of a policy; empty if its sources are not there, or do not compile by themselves. */
  static Optional<DefinitionProbe> of(ComparedPolicy compared, PolicyEngine engine) {
    BundleSources sources = compared.sources();
    List<SourceText> texts = new ArrayList<>(sources.texts());
    Map<String, RegoVersion> versions = new HashMap<>(sources.versions());
    Map<Definition, String> names = new LinkedHashMap<>();
    for (Module module : compared.modules()) {
      List<Rule> alone = new ArrayList<>();
      for (Rule rule : module.rules()) {
        if (isAsked(rule) && names.size() < MOST_DEFINITIONS) {
          String name = PREFIX + names.size();
          alone.add(renamed(rule, name));
          names.put(Definitions.of(module, rule), Definitions.entrypoint(module, name));
        }
      }
      if (!alone.isEmpty()) {
        SourceText more = source(module, alone);
        texts.add(more);
        versions.put(more.name(), RegoVersion.V1);
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : load(
            texts, sources.in(compared.rego()).withFileVersions(versions), names, compared, engine);
  }

  private static Optional<DefinitionProbe> load(
      List<SourceText> texts,
      RegoPolicyOptions options,
      Map<Definition, String> names,
      ComparedPolicy compared,
      PolicyEngine engine) {
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            texts,
            options.withEntrypoints(List.copyOf(names.values())).withBaseDocument(compared.data()));
    if (compiled.hasErrors()) {
      return Optional.empty();
    }
    try {
      LoadedPolicy policy =
          engine.load(Objects.requireNonNull(compiled.wasm()), compared.bundle().data().bytes());
      Map<Definition, Integer> entrypoints = new LinkedHashMap<>();
      names.forEach(
          (definition, name) ->
              policy.entrypoint(name).ifPresent(number -> entrypoints.put(definition, number)));
      return Optional.of(new DefinitionProbe(policy, entrypoints));
    } catch (InvalidModuleException e) {
      return Optional.empty();
    }
  }

  /** The definitions that give a value for an input, and the value as JSON. */
  Map<Definition, String> values(byte[] input) {
    Map<Definition, String> values = new LinkedHashMap<>();
    entrypoints.forEach(
        (definition, number) -> {
          String value = value(number, input);
          if (value != null && !value.equals("[]") && !value.equals("{}")) {
            values.put(definition, value);
          }
        });
    return values;
  }

  private @Nullable String value(int number, byte[] input) {
    try {
      byte[] value = policy.evaluate(number, input);
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    } catch (EvaluationException e) {
      return null;
    }
  }

  @Override
  public void close() {
    policy.close();
  }

  private static boolean isAsked(Rule rule) {
    return !rule.isDefault()
        && !rule.head().isFunction()
        && rule.head().ref().head() instanceof Var;
  }

  private static Rule renamed(Rule rule, String name) {
    Head head = rule.head();
    Ref ref = new Ref(new Var(name, head.span()), head.ref().path(), head.ref().span());
    return new Rule(
        false,
        new Head(
            ref, head.args(), head.key(), head.value(), head.assign(), head.written(), head.span()),
        rule.body(),
        rule.elses(),
        rule.span());
  }

  /** The definitions in a file of their own, in which names mean what they mean in the module. */
  private static SourceText source(Module module, List<Rule> rules) {
    Module alone =
        new Module(
            module.path(),
            module.imports().stream()
                .filter(
                    imported ->
                        imported.path().startsWith("data") || imported.path().startsWith("input"))
                .toList(),
            rules,
            List.of(),
            List.of(),
            RegoVersion.V1,
            module.span());
    return SourceText.of(module.span().source().name() + "#definitions", AstPrinter.print(alone));
  }
}
