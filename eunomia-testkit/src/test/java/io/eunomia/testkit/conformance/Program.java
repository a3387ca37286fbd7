package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Policy;
import java.util.ArrayList;
import java.util.List;

/** A module that is asked for one entrypoint, and its data. Immutable. */
final class Program {
  private final byte[] wasm;
  private final String data;
  private final String entrypoint;
  private final List<String> hostBuiltins;

  Program(byte[] wasm, JsonNode test, String entrypoint, Policy plan) {
    this.wasm = wasm.clone();
    data = test.has("data") ? test.get("data").toString() : "{}";
    this.entrypoint = entrypoint;
    List<String> needed = new ArrayList<>();
    for (BuiltinDecl called : plan.builtins()) {
      Builtin declared = Builtins.find(called.name());
      boolean inModule =
          declared == null ? called.name().equals(BuiltinDecl.FAIL) : declared.isNative();
      if (!inModule) {
        needed.add(called.name());
      }
    }
    hostBuiltins = List.copyOf(needed);
  }

  byte[] wasm() {
    return wasm.clone();
  }

  /** JSON text. */
  String data() {
    return data;
  }

  String entrypoint() {
    return entrypoint;
  }

  /** The builtins it calls that are not in the module. */
  List<String> hostBuiltins() {
    return hostBuiltins;
  }
}
