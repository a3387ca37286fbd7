package io.eunomia.benchmarks;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.Manifest;
import java.io.UncheckedIOException;

/**
 * Bundles of the benchmark's policy, each with a module that nobody has seen before, and the same
 * answers. Of one thread.
 */
final class Releases {
  static final String SERVICE = "users-service";

  private final DecisionSet decisions = BenchmarkPolicy.decisions();
  private int sequence;

  byte[] next() {
    sequence++;
    String rule = "\nallow if input.operation_id == \"release_%d\"\n".formatted(sequence);
    byte[] wasm = Compilation.wasm(decisions.rego() + rule, decisions.entrypoint());
    EunomiaMetadata metadata =
        new EunomiaMetadata(SERVICE, "1.0." + sequence, sequence, null, "eunomia benchmarks");
    try {
      Manifest manifest = Manifest.builder().revision("c0ffee").eunomia(metadata).build();
      BundleFile data = BundleFile.of("/data.json", decisions.dataBytes());
      return BundleWriter.toBytes(Bundle.builder(manifest).wasm(wasm).file(data).build());
    } catch (BundleException e) {
      throw new UncheckedIOException(e);
    }
  }
}
