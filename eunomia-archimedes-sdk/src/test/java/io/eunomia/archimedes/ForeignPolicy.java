package io.eunomia.archimedes;

import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.archimedes.activation.Entrypoints;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A module that {@code opa build} made, out of opa-java-wasm's jar: {@code opa/wasm/test/allowed}
 * is true if {@code data.role[input.user]} is {@code "admin"}.
 */
public final class ForeignPolicy {
  public static final String ALLOWED = "opa/wasm/test/allowed";
  public static final Entrypoints ENTRYPOINTS = new Entrypoints(ALLOWED, "none");
  public static final byte[] DATA =
      "{\"role\":{\"alice\":\"admin\",\"bob\":\"user\"}}".getBytes(StandardCharsets.UTF_8);

  private ForeignPolicy() {}

  public static byte[] wasm() {
    try (InputStream in = OpaPolicy.class.getResourceAsStream("/demo-policy.wasm")) {
      if (in == null) {
        throw new IllegalStateException("opa-java-wasm has no demo-policy.wasm any more");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bundle(int sequence) {
    return Policies.bundle("demo", sequence, wasm(), DATA);
  }
}
