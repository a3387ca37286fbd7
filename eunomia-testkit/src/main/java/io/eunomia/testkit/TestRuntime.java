package io.eunomia.testkit;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.PolicyRuntimeBuilder;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.control.ControlPlaneHandler;
import io.eunomia.archimedes.control.ControlServer;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.SpiffeId;
import io.eunomia.rego.builtins.Capabilities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A runtime for the tests of a service: a real one, with the service's real policy, compiled when
 * it starts. With a control plane it listens on a real port of this machine, over real mTLS, with
 * certificates that were made on the spot.
 *
 * <pre>{@code
 * try (TestRuntime runtime =
 *     TestRuntime.builder("users-service").policies(Path.of("policies")).start()) {
 *   assertTrue(runtime.authorize(input).allowed());
 * }
 * }</pre>
 *
 * <p>Thread-safe. Keeps no file and no port after {@link #close()}.
 */
public final class TestRuntime implements AutoCloseable {
  private final PolicyRuntime runtime;
  private final String service;
  private final RegoPolicyOptions rego;
  private final RecordedDecisions decisions;
  private final @Nullable TestWorkloads workloads;
  private final @Nullable ControlServer control;

  private TestRuntime(
      String service,
      RegoPolicyOptions rego,
      PolicyRuntime runtime,
      RecordedDecisions decisions,
      @Nullable TestWorkloads workloads,
      @Nullable ControlServer control) {
    this.service = service;
    this.rego = rego;
    this.runtime = runtime;
    this.decisions = decisions;
    this.workloads = workloads;
    this.control = control;
  }

  /** Starts the configuration of a runtime for a service, which denies if nothing else is said. */
  public static Builder builder(String service) {
    return new Builder(service);
  }

  /** A runtime that allows everything; what it is asked is in {@link #decisions()}. */
  public static TestRuntime allowAll(String service) {
    return fixed(service, FixedPolicy.allowing(service));
  }

  /**
   * A runtime that denies everything; what it is asked is in {@link #decisions()}.
   *
   * @param reasons what every denial gives as its reasons; possibly none
   */
  public static TestRuntime denyAll(String service, String... reasons) {
    return fixed(service, FixedPolicy.denying(service, List.of(reasons)));
  }

  private static TestRuntime fixed(String service, String rego) {
    try {
      return builder(service).rego(rego).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runtime itself: what the service under test is given. */
  public PolicyRuntime runtime() {
    return runtime;
  }

  /** Decides, as {@link PolicyRuntime#authorize} does. */
  public PolicyDecision authorize(PolicyInput input) {
    return runtime.authorize(input);
  }

  /** What it was asked and what it decided, whoever asked; all of it, from the start on. */
  public RecordedDecisions decisions() {
    return decisions;
  }

  /**
   * Compiles policies, and activates them in the place of what is active.
   *
   * @throws AssertionError if they do not compile
   */
  public void activate(Path policies, String version, long sequence) {
    runtime.activate(
        TestBundles.bytes(TestBundles.compile(policies, service, version, sequence, rego)));
  }

  /**
   * Where the control plane is: {@code https://127.0.0.1:PORT}.
   *
   * @throws IllegalStateException if there is none
   */
  public URI controlPlane() {
    return URI.create("https://127.0.0.1:" + required(control).port());
  }

  /** The runtime's own id, which a client of its control plane must expect. */
  public SpiffeId id() {
    return required(workloads).serverId();
  }

  /**
   * The identity of a workload of the runtime's trust domain: one that may control it, or one that
   * may not. Closed with this runtime.
   *
   * @param path of its id: {@code /ns/test/sa/deployer}
   * @throws IllegalStateException if there is no control plane
   */
  public WorkloadIdentity workload(String path) {
    return required(workloads).identity(path);
  }

  /** Ends the control plane and the runtime. */
  @Override
  public void close() {
    if (control != null) {
      control.close();
    }
    runtime.close();
    if (workloads != null) {
      workloads.close();
    }
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the runtime was started without a control plane");
    }
    return part;
  }

  /** Configures a runtime for tests. Not thread-safe. */
  public static final class Builder {
    private final String service;
    private Consumer<PolicyRuntimeBuilder> configuration = builder -> {};
    private @Nullable Path policies;
    private @Nullable String rego;
    private byte @Nullable [] bundle;
    private @Nullable List<String> allowed;
    private @Nullable BuiltinRegistry builtins;
    private @Nullable Capabilities capabilities;

    private Builder(String service) {
      this.service = Objects.requireNonNull(service, "service");
    }

    /** Decides by the policies in a directory of services. */
    public Builder policies(Path directory) {
      policies = directory;
      return this;
    }

    /** Decides by one module, given with its package. */
    public Builder rego(String module) {
      rego = module;
      return this;
    }

    /** Decides by a bundle, given as the bytes of its file. */
    public Builder bundle(byte[] file) {
      bundle = file.clone();
      return this;
    }

    /**
     * With these builtins: policies may call what the registry adds to OPA's, unless {@link
     * #capabilities} say what they may call.
     */
    public Builder builtins(BuiltinRegistry registry) {
      builtins = registry;
      return this;
    }

    /** Compiles policies with these capabilities, such as those of the file they are built with. */
    public Builder capabilities(Capabilities what) {
      capabilities = what;
      return this;
    }

    /** Whatever else the runtime should be: limits, a store, keys, metrics. */
    public Builder configure(Consumer<PolicyRuntimeBuilder> how) {
      configuration = configuration.andThen(how);
      return this;
    }

    /**
     * With a control plane.
     *
     * @param paths of the ids of those who may control it: {@code /ns/test/sa/deployer}
     */
    public Builder controlPlane(String... paths) {
      allowed = List.of(paths);
      return this;
    }

    /**
     * Starts it.
     *
     * @throws AssertionError if the policies do not compile
     * @throws IOException if it cannot listen
     */
    public TestRuntime start() throws IOException {
      if ((policies != null ? 1 : 0) + (rego != null ? 1 : 0) + (bundle != null ? 1 : 0) > 1) {
        throw new IllegalStateException("decides by policies, by a module or by a bundle");
      }
      RecordedDecisions decisions = new RecordedDecisions();
      RegoPolicyOptions compiled = RegoPolicyOptions.defaults().withCapabilities(mayCall());
      PolicyRuntimeBuilder builder = PolicyRuntime.builder(service);
      if (builtins != null) {
        builder.builtins(builtins);
      }
      // A test asks once or twice: nothing is worth being warmed up for that.
      builder.warmup(new Warmup(Warmup.of(service).inputs(), Duration.ZERO)).metrics(decisions);
      configuration.accept(builder);
      PolicyRuntime runtime = builder.open();
      TestWorkloads workloads = null;
      ControlServer control = null;
      boolean started = false;
      try {
        byte[] decidesBy = bundle(compiled);
        if (decidesBy != null) {
          runtime.activate(decidesBy);
        }
        if (allowed != null) {
          workloads = new TestWorkloads(service);
          control = listen(runtime, workloads, allowed);
        }
        TestRuntime made =
            new TestRuntime(service, compiled, runtime, decisions, workloads, control);
        started = true;
        return made;
      } finally {
        if (!started) {
          runtime.close();
          if (workloads != null) {
            workloads.close();
          }
        }
      }
    }

    private Capabilities mayCall() {
      if (capabilities != null) {
        return capabilities;
      }
      return builtins == null
          ? Capabilities.defaults()
          : Capabilities.defaults().with(builtins.declarations());
    }

    private byte @Nullable [] bundle(RegoPolicyOptions compiled) {
      if (policies != null) {
        return TestBundles.bytes(TestBundles.compile(policies, service, "0.0.1", 0, compiled));
      }
      return rego == null
          ? bundle
          : TestBundles.bytes(TestBundles.compileText(rego, service, "0.0.1", 0, compiled));
    }

    private static ControlServer listen(
        PolicyRuntime runtime, TestWorkloads workloads, List<String> paths) throws IOException {
      SpiffeAllowlist allowlist = SpiffeAllowlist.of(paths.stream().map(workloads::id).toList());
      WorkloadIdentity server = workloads.server();
      return ControlServer.builder(new ControlPlaneHandler(runtime, server, allowlist), server)
          .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .start();
    }
  }
}
