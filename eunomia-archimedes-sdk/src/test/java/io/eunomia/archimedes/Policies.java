package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.Candidate;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policies of the service {@code demo}, compiled by us. */
public final class Policies {
  public static final String ALLOW = "demo/authz/allow";
  public static final String DENY_REASON = "demo/authz/deny_reason";

  private Policies() {}

  /** The module of some rules of the package {@code demo.authz}. */
  public static byte[] compile(String rules, String... entrypoints) {
    String source = "package demo.authz\n\n" + rules;
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("demo.rego", source)),
            RegoPolicyOptions.defaults()
                .withEntrypoints(entrypoints.length == 0 ? List.of(ALLOW) : List.of(entrypoints)));
    byte[] wasm = result.wasm();
    if (wasm == null) {
      throw new AssertionError(result.diagnostics());
    }
    return wasm;
  }

  /** A candidate of a version. */
  public static Candidate candidate(int version, byte[] wasm, String data) {
    PolicyIdentity identity = new PolicyIdentity("demo", "1.0." + version, "", "sha256:" + version);
    return new Candidate(identity, version, wasm, data.getBytes(StandardCharsets.UTF_8));
  }
}
