package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Bundles of the service {@code demo} that can be told apart by what they decide: odd versions
 * allow, even ones deny, and each says which one it is. The version is also the sequence.
 */
public final class VersionedPolicy {
  public static final PolicyInput INPUT =
      PolicyInput.builder(Caller.user("u-1"), "demo", "get", "GET", "/").build();

  /** As little as there can be, for tests that activate often. */
  public static final Warmup WARMUP = new Warmup(List.of(INPUT), Duration.ofMillis(1));

  private static final String RULES =
      """
      default allow := false
      allow if {
        data.odd
        input.method == "GET"
      }
      deny_reason contains data.reason
      """;

  private VersionedPolicy() {}

  /** The bundle of a version. */
  public static byte[] bundle(int version) {
    return Policies.bundle(version, wasm(version), data(version));
  }

  /** The bundle of a version, before it is written; with a source, so that there is one. */
  public static Bundle unpacked(int version) {
    try {
      return Policies.unpacked("demo", version, wasm(version), utf8(data(version)))
          .with(BundleFile.of("/policy.rego", utf8("package demo.authz\n\n" + RULES)));
    } catch (BundleException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data that makes it that version. */
  public static String data(int version) {
    return "{\"odd\": %b, \"reason\": \"v%d\"}".formatted(version % 2 == 1, version);
  }

  /** The module, as it is compiled. */
  public static byte[] wasm() {
    return Compiled.WASM.clone();
  }

  /** The module of a version: another one than that of any other, though it does the same. */
  public static byte[] wasm(int version) {
    return Policies.withSection(Compiled.WASM, "version", utf8(Integer.toString(version)));
  }

  /** What is wrong with a decision; empty if it is wholly the version's that its identity names. */
  public static String mixUp(PolicyDecision decision) {
    if (decision.cause() != Cause.POLICY || decision.policy() == null) {
      return decision.toString();
    }
    int version = version(decision);
    boolean right =
        decision.allowed()
            ? version % 2 == 1
            : version % 2 == 0 && decision.reasons().equals(List.of("v" + version));
    return right ? "" : decision.toString();
  }

  /** The version that a decision says it was made by; 0 if by none. */
  public static int version(PolicyDecision decision) {
    return decision.policy() == null
        ? 0
        : Integer.parseInt(decision.policy().version().substring(4));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Apart, because a process that only reads bundles need not compile any. */
  private static final class Compiled {
    static final byte[] WASM = Policies.compile(RULES, Policies.ALLOW, Policies.DENY_REASON);
  }
}
