package io.eunomia.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.schema.SchemaSet;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a policy is to be compiled. Immutable; start from {@link #defaults()}.
 *
 * @param version the language's version
 * @param fileVersions the versions of single sources that are in another one, by their names
 * @param capabilities the builtins and features that the policy may use
 * @param entrypoints names such as {@code users_service/authz/allow}; those that annotations
 *     declare are added
 * @param strict whether the strict checks of {@code opa check --strict} are made
 * @param strictBuiltinErrors whether an error of a builtin ends the evaluation, instead of making
 *     the call undefined
 * @param keepPrints whether {@code print} stays, and prints on the host; it is compiled out
 *     otherwise
 * @param wasm whether a module is made, or only the plan
 * @param optimization how much is done to make the module fast
 * @param entrypointsAhead whether entrypoints that depend on data alone are computed once, when the
 *     policy is loaded, as rules are, and so are rules that replace input or data by {@code with};
 *     who measures tests wants each evaluation to do it
 * @param errorLimit how many errors are reported of what can be read but does not compile, at least
 *     1
 * @param baseDocument the data that will be there beside the rules, which must not take their
 *     places; {@code null} if unknown
 * @param schemas the schemas of documents, or {@code null} for none
 * @param instrumentation what the module is to tell its host while it is evaluated; it is not
 *     optimized if it tells something; {@code null} for nothing
 */
public record RegoPolicyOptions(
    RegoVersion version,
    Map<String, RegoVersion> fileVersions,
    Capabilities capabilities,
    List<String> entrypoints,
    boolean strict,
    boolean strictBuiltinErrors,
    boolean keepPrints,
    boolean wasm,
    OptimizationLevel optimization,
    boolean entrypointsAhead,
    int errorLimit,
    @Nullable JsonNode baseDocument,
    @Nullable SchemaSet schemas,
    @Nullable Instrumentation instrumentation) {
  private static final RegoPolicyOptions DEFAULTS = new Draft().build();

  public RegoPolicyOptions {
    if (errorLimit < 1) {
      throw new IllegalArgumentException("errorLimit must be at least 1, not " + errorLimit);
    }
    fileVersions = Map.copyOf(fileVersions);
    entrypoints = List.copyOf(entrypoints);
  }

  /**
   * Rego v1, the default capabilities, a module at {@code O1} with all computed ahead that can be,
   * nothing strict, no prints, no entrypoint, ten errors, unknown data, no schemas, nothing told.
   */
  public static RegoPolicyOptions defaults() {
    return DEFAULTS;
  }

  /** The version of the language that a source is in. */
  public RegoVersion versionOf(SourceText source) {
    return fileVersions.getOrDefault(source.name(), version);
  }

  /** The same for another version of the language. */
  public RegoPolicyOptions withVersion(RegoVersion other) {
    return with(draft -> draft.version = other);
  }

  /** The same with sources of these names being in another version of the language. */
  public RegoPolicyOptions withFileVersions(Map<String, RegoVersion> versions) {
    return with(draft -> draft.fileVersions = versions);
  }

  /** The same with more sources, of these names, being in another version of the language. */
  public RegoPolicyOptions withMoreFileVersions(Map<String, RegoVersion> versions) {
    Map<String, RegoVersion> all = new HashMap<>(fileVersions);
    all.putAll(versions);
    return withFileVersions(all);
  }

  /** The same with other capabilities. */
  public RegoPolicyOptions withCapabilities(Capabilities other) {
    return with(draft -> draft.capabilities = other);
  }

  /** The same with one more entrypoint. */
  public RegoPolicyOptions withEntrypoint(String name) {
    List<String> more = new ArrayList<>(entrypoints);
    if (!more.contains(name)) {
      more.add(name);
    }
    return withEntrypoints(more);
  }

  /** The same with these entrypoints, numbered in this order. */
  public RegoPolicyOptions withEntrypoints(List<String> names) {
    return with(draft -> draft.entrypoints = names);
  }

  /** The same with or without strict checks. */
  public RegoPolicyOptions withStrict(boolean on) {
    return with(draft -> draft.strict = on);
  }

  /** The same with builtin errors ending the evaluation, or not. */
  public RegoPolicyOptions withStrictBuiltinErrors(boolean on) {
    return with(draft -> draft.strictBuiltinErrors = on);
  }

  /** The same with {@code print} calls kept, or compiled out. */
  public RegoPolicyOptions withKeepPrints(boolean on) {
    return with(draft -> draft.keepPrints = on);
  }

  /** The same with or without a module. */
  public RegoPolicyOptions withWasm(boolean on) {
    return with(draft -> draft.wasm = on);
  }

  /** The same with another level of optimization. */
  public RegoPolicyOptions withOptimization(OptimizationLevel level) {
    return with(draft -> draft.optimization = level);
  }

  /** The same with entrypoints of data alone computed ahead, or in each evaluation. */
  public RegoPolicyOptions withEntrypointsAhead(boolean on) {
    return with(draft -> draft.entrypointsAhead = on);
  }

  /** The same with another limit. */
  public RegoPolicyOptions withErrorLimit(int limit) {
    return with(draft -> draft.errorLimit = limit);
  }

  /** The same beside this data. */
  public RegoPolicyOptions withBaseDocument(@Nullable JsonNode document) {
    return with(draft -> draft.baseDocument = document);
  }

  /** The same, with the types of documents checked by schemas. */
  public RegoPolicyOptions withSchemas(@Nullable SchemaSet set) {
    return with(draft -> draft.schemas = set);
  }

  /** The same, telling the host what it wants to know. */
  public RegoPolicyOptions withInstrumentation(@Nullable Instrumentation told) {
    return with(draft -> draft.instrumentation = told);
  }

  private RegoPolicyOptions with(Consumer<Draft> change) {
    Draft draft = new Draft();
    draft.version = version;
    draft.fileVersions = fileVersions;
    draft.capabilities = capabilities;
    draft.entrypoints = entrypoints;
    draft.strict = strict;
    draft.strictBuiltinErrors = strictBuiltinErrors;
    draft.keepPrints = keepPrints;
    draft.wasm = wasm;
    draft.optimization = optimization;
    draft.entrypointsAhead = entrypointsAhead;
    draft.errorLimit = errorLimit;
    draft.baseDocument = baseDocument;
    draft.schemas = schemas;
    draft.instrumentation = instrumentation;
    change.accept(draft);
    return draft.build();
  }

  /** The same, while one of them is changed. */
  private static final class Draft {
    private RegoVersion version = RegoVersion.V1;
    private Map<String, RegoVersion> fileVersions = Map.of();
    private Capabilities capabilities = Capabilities.defaults();
    private List<String> entrypoints = List.of();
    private boolean strict;
    private boolean strictBuiltinErrors;
    private boolean keepPrints;
    private boolean wasm = true;
    private OptimizationLevel optimization = OptimizationLevel.O1;
    private boolean entrypointsAhead = true;
    private int errorLimit = 10;
    private @Nullable JsonNode baseDocument;
    private @Nullable SchemaSet schemas;
    private @Nullable Instrumentation instrumentation;

    RegoPolicyOptions build() {
      return new RegoPolicyOptions(
          version,
          fileVersions,
          capabilities,
          entrypoints,
          strict,
          strictBuiltinErrors,
          keepPrints,
          wasm,
          optimization,
          entrypointsAhead,
          errorLimit,
          baseDocument,
          schemas,
          instrumentation);
    }
  }
}
