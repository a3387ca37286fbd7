package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class OpaModuleTest {
  @Test
  void explore() throws Exception {
    byte[] wasm =
        com.styra.opa.wasm.OpaPolicy.class.getResourceAsStream("/demo-policy.wasm").readAllBytes();
    try (PolicyEngine engine =
        new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC())) {
      long t = System.nanoTime();
      LoadedPolicy p = engine.load(wasm, "{\"world\":\"hello\"}".getBytes(StandardCharsets.UTF_8));
      System.out.println("load ms " + (System.nanoTime() - t) / 1e6);
      System.out.println(p.entrypoints() + " " + p.description());
      for (String in :
          new String[] {
            "{\"message\":\"hello\"}", "{\"message\":\"x\"}", "{\"message\":{\"a\":[1,2.50]}}"
          }) {
        for (var e : p.entrypoints().values()) {
          byte[] r = p.evaluate(e, in.getBytes(StandardCharsets.UTF_8));
          System.out.println(r == null ? null : new String(r, StandardCharsets.UTF_8));
        }
      }
      byte[] in = "{\"message\":\"hello\"}".getBytes(StandardCharsets.UTF_8);
      for (int k = 0; k < 5; k++) {
        t = System.nanoTime();
        for (int i = 0; i < 20000; i++) p.evaluate(0, in);
        System.out.println("ns " + (System.nanoTime() - t) / 20000);
      }
      assertThat(p.instances()).isEqualTo(1);
    }
  }
}
