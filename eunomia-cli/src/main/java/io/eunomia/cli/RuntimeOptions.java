package io.eunomia.cli;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.PolicyRuntimeBuilder;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.BundleVerification;
import io.eunomia.archimedes.activation.BundleVerification.Requirement;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.archimedes.pull.OciRegistry;
import io.eunomia.archimedes.pull.PlainHttp;
import io.eunomia.archimedes.pull.PullSchedule;
import io.eunomia.archimedes.pull.RegistryReference;
import io.eunomia.bundle.signature.VerificationKeys;
import io.eunomia.policy.EntrypointConvention;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a runtime decides by, where that comes from, and what it must be. */
final class RuntimeOptions {
  @Mixin private VerificationOptions verification = new VerificationOptions();
  @Mixin private BuiltinsOption builtins = new BuiltinsOption();

  @Option(
      names = "--service",
      paramLabel = "S",
      required = true,
      description = "The service whose policy decides.")
  private String service;

  @Option(
      names = {"-b", "--bundle"},
      paramLabel = "BUNDLE",
      description = "A bundle to begin with.")
  private @Nullable Path bundle;

  @Option(
      names = "--registry",
      paramLabel = "REF",
      description = "Where to fetch bundles: registry.example.com/policies/users-service:latest")
  private @Nullable String registry;

  @Option(
      names = "--pull-interval",
      paramLabel = "D",
      defaultValue = "PT1M",
      description = "How often to ask the registry, as in ISO 8601; ${DEFAULT-VALUE} by default.")
  private Duration pullInterval;

  @Option(names = "--plain-http", description = "Speak to a registry on this machine without TLS.")
  private boolean plainHttp;

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "Where to remember bundles over a restart; nowhere by default.")
  private @Nullable Path store;

  @Option(
      names = "--stale-after",
      paramLabel = "D",
      description = "Call the policy stale after this time without a word from anybody.")
  private @Nullable Duration staleAfter;

  @Option(
      names = "--fail-closed-after",
      paramLabel = "D",
      description = "Deny everything after this time without a word from anybody.")
  private @Nullable Duration failClosedAfter;

  String service() {
    if (!EntrypointConvention.isServiceName(service)) {
      throw CommandException.usage("--service: '" + service + "' cannot name a service");
    }
    return service;
  }

  private @Nullable OciRegistry openRegistry() {
    if (registry == null) {
      return null;
    }
    OciRegistry.Builder builder = OciRegistry.builder();
    return (plainHttp ? builder.plainHttp(PlainHttp.LOOPBACK) : builder).build();
  }

  /** A runtime, with the bundle that it is to begin with. */
  PolicyRuntime open(AuditLog audit, RuntimeMetrics metrics) throws IOException {
    OciRegistry from = openRegistry();
    PolicyRuntimeBuilder builder =
        PolicyRuntime.builder(service())
            .audit(audit)
            .metrics(metrics)
            .verification(verification())
            .builtins(builtins.registry());
    if (store != null) {
      builder.store(store);
    }
    if (staleAfter != null) {
      builder.staleAfter(staleAfter);
    }
    if (failClosedAfter != null) {
      builder.failClosedAfter(failClosedAfter);
    }
    if (from != null && registry != null) {
      builder.registry(from, reference(registry), PullSchedule.every(pullInterval));
    }
    byte[] first = bundle == null ? null : BundleFiles.read(bundle).bytes();
    PolicyRuntime runtime = builder.open();
    boolean usable = false;
    try {
      if (first != null) {
        runtime.activate(first);
      }
      usable = true;
      return runtime;
    } catch (ActivationException e) {
      throw CommandException.failed(bundle + ": " + e.code() + ": " + e.getMessage());
    } finally {
      if (!usable) {
        runtime.close();
      }
    }
  }

  private BundleVerification verification() throws IOException {
    VerificationKeys keys = verification.keys();
    Requirement requirement = verification.requirement();
    if (requirement == null) {
      return BundleVerification.by(keys);
    }
    if (requirement != Requirement.OFF && keys.isEmpty()) {
      throw CommandException.usage("--signatures " + requirement + " needs a --verification-key");
    }
    return new BundleVerification(requirement, keys);
  }

  private static RegistryReference reference(String text) {
    try {
      return RegistryReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--registry: " + e.getMessage());
    }
  }
}
