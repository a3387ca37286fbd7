package io.eunomia.policy.build;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.Manifest;
import io.eunomia.bundle.WasmEntrypoint;
import io.eunomia.compile.CompileResult;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a policy was compiled to, and what of it goes into a bundle.
 *
 * @param entrypoints in the order of their numbers
 * @param wasm the module, if one was made
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Compiled(List<String> entrypoints, Policy plan, byte @Nullable [] wasm) {
  private static final String MODULE = "/policy.wasm";

  /** Of a compilation without errors. */
  static Compiled of(CompileResult result) {
    return new Compiled(result.entrypoints(), Objects.requireNonNull(result.plan()), result.wasm());
  }

  /** Says in a manifest where the entrypoints are. */
  void addTo(Manifest.Builder manifest, BuildTarget target) {
    manifest.wasm(
        target == BuildTarget.WASM
            ? entrypoints.stream().map(name -> new WasmEntrypoint(name, MODULE)).toList()
            : List.of());
  }

  /** Adds the target's file. */
  void addTo(Bundle.Builder bundle, BuildTarget target) {
    switch (target) {
      case WASM -> bundle.wasm(Objects.requireNonNull(wasm));
      case PLAN -> bundle.plan(PlanJson.write(plan));
      case REGO -> {}
    }
  }
}
