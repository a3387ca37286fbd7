package io.eunomia.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A service's policy, loaded once for each different data. Thread-safe. */
final class FixturePolicies implements AutoCloseable {
  private final PolicyEngine engine;
  private final byte[] wasm;
  private final ObjectNode document;
  private final Map<JsonNode, LoadedPolicy> loaded = new ConcurrentHashMap<>();

  FixturePolicies(PolicyEngine engine, byte[] wasm, ObjectNode document) {
    this.engine = engine;
    this.wasm = wasm;
    this.document = document;
  }

  /** The policy for its data, changed by a merge patch if there is one. */
  LoadedPolicy with(@Nullable JsonNode patch) {
    JsonNode data = patch == null ? document : MergePatch.apply(document, patch);
    return loaded.computeIfAbsent(
        data, key -> engine.load(wasm, key.toString().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    loaded.values().forEach(LoadedPolicy::close);
  }
}
