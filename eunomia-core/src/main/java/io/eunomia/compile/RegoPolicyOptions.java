package io.eunomia.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.schema.SchemaSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a policy is to be compiled. Immutable; start from {@link #defaults()}.
 *
 * @param version the language's version
 * @param capabilities the builtins and features that the policy may use
 * @param entrypoints names such as {@code users_service/authz/allow}; those that annotations
 *     declare are added
 * @param strict whether the strict checks of {@code opa check --strict} are made
 * @param strictBuiltinErrors whether an error of a builtin ends the evaluation, instead of making
 *     the call undefined
 * @param keepPrints whether {@code print} stays, and prints on the host; it is compiled out
 *     otherwise
 * @param wasm whether a module is made, or only the plan
 * @param baseDocument the data that will be there beside the rules, which must not take their
 *     places; {@code null} if unknown
 * @param schemas the schemas of documents, or {@code null} for none
 */
public record RegoPolicyOptions(
    RegoVersion version,
    Capabilities capabilities,
    List<String> entrypoints,
    boolean strict,
    boolean strictBuiltinErrors,
    boolean keepPrints,
    boolean wasm,
    @Nullable JsonNode baseDocument,
    @Nullable SchemaSet schemas) {
  public RegoPolicyOptions {
    entrypoints = List.copyOf(entrypoints);
  }

  /** Rego v1, the default capabilities, a module, nothing strict, no entrypoint, unknown data. */
  public static RegoPolicyOptions defaults() {
    return new RegoPolicyOptions(
        RegoVersion.V1, Capabilities.defaults(), List.of(), false, false, false, true, null, null);
  }

  /** The same for another version of the language. */
  public RegoPolicyOptions withVersion(RegoVersion other) {
    return new RegoPolicyOptions(
        other,
        capabilities,
        entrypoints,
        strict,
        strictBuiltinErrors,
        keepPrints,
        wasm,
        baseDocument,
        schemas);
  }

  /** The same with other capabilities. */
  public RegoPolicyOptions withCapabilities(Capabilities other) {
    return new RegoPolicyOptions(
        version,
        other,
        entrypoints,
        strict,
        strictBuiltinErrors,
        keepPrints,
        wasm,
        baseDocument,
        schemas);
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
    return new RegoPolicyOptions(
        version,
        capabilities,
        names,
        strict,
        strictBuiltinErrors,
        keepPrints,
        wasm,
        baseDocument,
        schemas);
  }

  /** The same with or without strict checks. */
  public RegoPolicyOptions withStrict(boolean on) {
    return new RegoPolicyOptions(
        version,
        capabilities,
        entrypoints,
        on,
        strictBuiltinErrors,
        keepPrints,
        wasm,
        baseDocument,
        schemas);
  }

  /** The same with builtin errors ending the evaluation, or not. */
  public RegoPolicyOptions withStrictBuiltinErrors(boolean on) {
    return new RegoPolicyOptions(
        version, capabilities, entrypoints, strict, on, keepPrints, wasm, baseDocument, schemas);
  }

  /** The same with {@code print} calls kept, or compiled out. */
  public RegoPolicyOptions withKeepPrints(boolean on) {
    return new RegoPolicyOptions(
        version,
        capabilities,
        entrypoints,
        strict,
        strictBuiltinErrors,
        on,
        wasm,
        baseDocument,
        schemas);
  }

  /** The same with or without a module. */
  public RegoPolicyOptions withWasm(boolean on) {
    return new RegoPolicyOptions(
        version,
        capabilities,
        entrypoints,
        strict,
        strictBuiltinErrors,
        keepPrints,
        on,
        baseDocument,
        schemas);
  }

  /** The same beside this data. */
  public RegoPolicyOptions withBaseDocument(@Nullable JsonNode document) {
    return new RegoPolicyOptions(
        version,
        capabilities,
        entrypoints,
        strict,
        strictBuiltinErrors,
        keepPrints,
        wasm,
        document,
        schemas);
  }

  /** The same, with the types of documents checked by schemas. */
  public RegoPolicyOptions withSchemas(@Nullable SchemaSet set) {
    return new RegoPolicyOptions(
        version,
        capabilities,
        entrypoints,
        strict,
        strictBuiltinErrors,
        keepPrints,
        wasm,
        baseDocument,
        set);
  }
}
