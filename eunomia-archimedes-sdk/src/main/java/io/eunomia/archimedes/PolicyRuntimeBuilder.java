package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivationListener;
import io.eunomia.archimedes.activation.ActivationRules;
import io.eunomia.archimedes.activation.BundleVerification;
import io.eunomia.archimedes.activation.Entrypoints;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.archimedes.pull.BundlePuller;
import io.eunomia.archimedes.pull.OciRegistry;
import io.eunomia.archimedes.pull.PullListener;
import io.eunomia.archimedes.pull.PullSchedule;
import io.eunomia.archimedes.pull.RegistryReference;
import io.eunomia.archimedes.store.StoreOptions;
import io.eunomia.bundle.BundleLimits;
import io.eunomia.bundle.signature.VerificationKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link PolicyRuntime}. What is not said is as safe as it can be without more
 * knowledge: nothing is fetched, nothing is kept on disk, everything is denied. Not thread-safe.
 */
public final class PolicyRuntimeBuilder {
  final String service;
  String instance = defaultInstance();
  Limits limits = Limits.defaults();
  BuiltinRegistry builtins = BuiltinRegistry.standard();
  NetworkAccess network = NetworkAccess.off();
  Clock clock = Clock.systemUTC();
  LongSupplier nanoTime = System::nanoTime;
  AuditLog audit = AuditLog.none();
  RuntimeMetrics metrics = RuntimeMetrics.NONE;
  @Nullable Duration staleAfter;
  @Nullable Duration failClosedAfter;
  private BundleLimits bundleLimits = BundleLimits.defaults();
  private BundleVerification verification = BundleVerification.off();
  private Entrypoints entrypoints;
  private Warmup warmup;
  private ActivationListener listener = ActivationListener.NONE;
  private @Nullable Path store;
  private StoreOptions storeOptions = StoreOptions.defaults();
  private @Nullable OciRegistry registry;
  private @Nullable RegistryReference reference;
  private PullSchedule schedule = PullSchedule.once();

  PolicyRuntimeBuilder(String service) {
    this.service = Objects.requireNonNull(service, "service");
    entrypoints = Entrypoints.of(service);
    warmup = Warmup.of(service);
  }

  /** Which of the service's runtimes this is; made of host name and process if not said. */
  public PolicyRuntimeBuilder instance(String value) {
    instance = Objects.requireNonNull(value, "instance");
    return this;
  }

  /** What an evaluation may cost; {@link Limits#defaults()} if not said. */
  public PolicyRuntimeBuilder limits(Limits value) {
    limits = Objects.requireNonNull(value, "limits");
    return this;
  }

  /** How large a bundle may be; {@link BundleLimits#defaults()} if not said. */
  public PolicyRuntimeBuilder bundleLimits(BundleLimits value) {
    bundleLimits = Objects.requireNonNull(value, "bundleLimits");
    return this;
  }

  /**
   * Whose signatures count: every bundle must have one, wherever it comes from. Signatures are off
   * if neither this nor {@link #verification} is said.
   */
  public PolicyRuntimeBuilder verificationKeys(VerificationKeys keys) {
    return verification(BundleVerification.by(keys));
  }

  /** Whose signatures count, and whether a bundle needs one. */
  public PolicyRuntimeBuilder verification(BundleVerification value) {
    verification = Objects.requireNonNull(value, "verification");
    return this;
  }

  /** What policies may call; {@link BuiltinRegistry#standard()} if not said. */
  public PolicyRuntimeBuilder builtins(BuiltinRegistry value) {
    builtins = Objects.requireNonNull(value, "builtins");
    return this;
  }

  /**
   * Whom policies may reach by {@code http.send} and {@code net.lookup_ip_addr}; nobody if not
   * said, and a policy that calls them is refused then. Calls wait in the thread of the request,
   * within the timeout of {@link #limits}.
   */
  public PolicyRuntimeBuilder network(NetworkAccess value) {
    network = Objects.requireNonNull(value, "network");
    return this;
  }

  /** What policies and records take for the time; the system's clock if not said. */
  public PolicyRuntimeBuilder clock(Clock value) {
    clock = Objects.requireNonNull(value, "clock");
    return this;
  }

  /** Other entrypoints than the convention's, for policies that were not made by Eunomia. */
  public PolicyRuntimeBuilder entrypoints(Entrypoints value) {
    entrypoints = Objects.requireNonNull(value, "entrypoints");
    return this;
  }

  /** How a policy is warmed up and tried; {@link Warmup#of} if not said. */
  public PolicyRuntimeBuilder warmup(Warmup value) {
    warmup = Objects.requireNonNull(value, "warmup");
    return this;
  }

  /** Who is told of the steps of activations; nobody if not said. */
  public PolicyRuntimeBuilder activationListener(ActivationListener value) {
    listener = Objects.requireNonNull(value, "activationListener");
    return this;
  }

  /** The SQLite file in which bundles outlive the process; none if not said. */
  public PolicyRuntimeBuilder store(Path file) {
    return store(file, StoreOptions.defaults());
  }

  /** The SQLite file in which bundles outlive the process, and how it is used. */
  public PolicyRuntimeBuilder store(Path file, StoreOptions options) {
    store = Objects.requireNonNull(file, "store");
    storeOptions = Objects.requireNonNull(options, "storeOptions");
    return this;
  }

  /**
   * Where bundles are fetched from. The registry is left open when the runtime is closed.
   *
   * @param from which registry, and how it is reached
   * @param bundle which bundle it is
   * @param when at the start only, or again and again
   */
  public PolicyRuntimeBuilder registry(
      OciRegistry from, RegistryReference bundle, PullSchedule when) {
    registry = Objects.requireNonNull(from, "registry");
    reference = Objects.requireNonNull(bundle, "reference");
    schedule = Objects.requireNonNull(when, "schedule");
    return this;
  }

  /** After how long without a word from registry or control plane the policy is called stale. */
  public PolicyRuntimeBuilder staleAfter(Duration value) {
    staleAfter = positive("staleAfter", value);
    return this;
  }

  /**
   * After how long without a word from registry or control plane everything is denied, until there
   * is one; never if not said.
   */
  public PolicyRuntimeBuilder failClosedAfter(Duration value) {
    failClosedAfter = positive("failClosedAfter", value);
    return this;
  }

  /** Where decisions and activations are recorded; nowhere if not said. Not closed. */
  public PolicyRuntimeBuilder audit(AuditLog value) {
    audit = Objects.requireNonNull(value, "audit");
    return this;
  }

  /** Who counts; nobody if not said. Said several times, all of them are told. */
  public PolicyRuntimeBuilder metrics(RuntimeMetrics value) {
    Objects.requireNonNull(value, "metrics");
    metrics = metrics == RuntimeMetrics.NONE ? value : RuntimeMetrics.all(List.of(metrics, value));
    return this;
  }

  /** Time that only goes forward, for tests. */
  PolicyRuntimeBuilder nanoTime(LongSupplier value) {
    nanoTime = value;
    return this;
  }

  /**
   * Opens the runtime: with the bundle that was active last if there is a store that has it, else
   * with what the registry has if there is one that answers, else with none. Waits for these.
   */
  public PolicyRuntime open() {
    return new PolicyRuntime(this);
  }

  ActivationRules rules() {
    return new ActivationRules(bundleLimits, verification, entrypoints, warmup, listener);
  }

  BuiltinRegistry allBuiltins() {
    return network.isOn() ? builtins.withNetwork(network) : builtins;
  }

  BundleMemory openMemory() {
    return store == null
        ? new ProcessMemory()
        : StoreMemory.open(store, storeOptions, service, clock);
  }

  @Nullable BundlePuller openPuller(Function<RegistryReference, PullListener> listeners) {
    return registry == null || reference == null
        ? null
        : new BundlePuller(registry, reference, schedule, listeners.apply(reference));
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
    return value;
  }

  private static String defaultInstance() {
    String host = System.getenv("HOSTNAME");
    return (host == null || host.isBlank() ? "localhost" : host)
        + "-"
        + ProcessHandle.current().pid();
  }
}
