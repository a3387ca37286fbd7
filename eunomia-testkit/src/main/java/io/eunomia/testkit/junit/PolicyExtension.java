package io.eunomia.testkit.junit;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.testkit.RecordedAudit;
import io.eunomia.testkit.RecordedDecisions;
import io.eunomia.testkit.TestRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests a policy: what {@link PolicyTest} does, which see, and for what it cannot say.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PolicyExtension POLICY =
 *     PolicyExtension.of(Path.of("policies"), "users-service")
 *         .builtins(BuiltinRegistry.standard().with(new AcmeBuiltins()));
 * }</pre>
 *
 * <p>Immutable and thread-safe; for JUnit from 5.10 on.
 */
public final class PolicyExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(PolicyExtension.class);
  private static final Set<Class<?>> TYPES =
      Set.of(
          PolicyRuntime.class,
          TestRuntime.class,
          PolicyFixture.class,
          PolicyFixtures.class,
          RecordedDecisions.class,
          RecordedAudit.class);

  private final @Nullable PolicySource source;
  private final String service;
  private final Consumer<TestRuntime.Builder> configuration;

  /** For {@link PolicyTest}, which says where the policies are. */
  public PolicyExtension() {
    this(null, "", builder -> {});
  }

  private PolicyExtension(
      @Nullable PolicySource source, String service, Consumer<TestRuntime.Builder> configuration) {
    this.source = source;
    this.service = service;
    this.configuration = configuration;
  }

  /**
   * Policies in a directory of services.
   *
   * @param service whose policy decides
   */
  public static PolicyExtension of(Path policies, String service) {
    return new PolicyExtension(
        new PolicySource.Directory(policies, RegoPolicyOptions.defaults()),
        Objects.requireNonNull(service, "service"),
        builder -> {});
  }

  /** The same with these builtins: policies may call what the registry adds to OPA's. */
  public PolicyExtension builtins(BuiltinRegistry registry) {
    RegoPolicyOptions rego =
        RegoPolicyOptions.defaults()
            .withCapabilities(Capabilities.defaults().with(registry.declarations()));
    PolicySource compiled =
        source instanceof PolicySource.Directory directory
            ? new PolicySource.Directory(directory.path(), rego)
            : source;
    return new PolicyExtension(
        compiled, service, configuration.andThen(builder -> builder.builtins(registry)));
  }

  /** The same with runtimes that are started in another way. */
  public PolicyExtension configure(Consumer<TestRuntime.Builder> how) {
    return new PolicyExtension(source, service, configuration.andThen(how));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return TYPES.contains(type) || Meters.isRegistry(type);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return resolve(parameter.getParameter().getType(), context);
    } catch (UncheckedIOException e) {
      throw unresolved(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unresolved(e);
    } catch (AssertionError | ActivationException | IllegalArgumentException e) {
      throw new ParameterResolutionException(String.valueOf(e.getMessage()), e);
    }
  }

  private Object resolve(Class<?> type, ExtensionContext context) throws IOException {
    Wanted wanted = wanted(context);
    CompiledBundles bundles =
        compute(context.getRoot(), CompiledBundles.class, CompiledBundles::new);
    OpenPolicies policies =
        compute(context, wanted, () -> new OpenPolicies(wanted.source(), bundles, configuration));
    if (type == PolicyFixtures.class) {
      return new PolicyFixtures(policies);
    }
    OpenPolicy policy =
        policies.of(
            wanted.service().isEmpty() ? bundles.onlyService(wanted.source()) : wanted.service());
    if (type == PolicyFixture.class) {
      return PolicyFixture.given(policy.runtime().runtime());
    }
    if (type == PolicyRuntime.class) {
      return policy.runtime().runtime();
    }
    if (type == TestRuntime.class) {
      return policy.runtime();
    }
    if (type == RecordedDecisions.class) {
      return policy.runtime().decisions();
    }
    return type == RecordedAudit.class
        ? policy.audit()
        : Objects.requireNonNull(policy.meters()).registry();
  }

  /** What is asked for, which is the same for all parameters of a class. */
  private record Wanted(PolicySource source, String service, Consumer<?> configuration) {}

  private Wanted wanted(ExtensionContext context) {
    if (source != null) {
      return new Wanted(source, service, configuration);
    }
    for (Class<?> at = context.getRequiredTestClass(); at != null; at = at.getEnclosingClass()) {
      Optional<PolicyTest> found = AnnotationSupport.findAnnotation(at, PolicyTest.class);
      if (found.isPresent()) {
        return wanted(found.get(), at);
      }
    }
    throw new ParameterResolutionException(
        context.getRequiredTestClass().getName() + " has no @PolicyTest");
  }

  private Wanted wanted(PolicyTest said, Class<?> test) {
    if (said.policies().isEmpty() == said.bundle().isEmpty()) {
      throw new ParameterResolutionException(
          "@PolicyTest of " + test.getName() + " must say either policies or a bundle");
    }
    PolicySource where =
        said.bundle().isEmpty()
            ? new PolicySource.Directory(Path.of(said.policies()), RegoPolicyOptions.defaults())
            : new PolicySource.BundleFile(said.bundle(), test.getClassLoader());
    return new Wanted(where, said.service(), configuration);
  }

  // The method that replaces this one is not in JUnit 5.
  @SuppressWarnings({"deprecation", "unchecked"})
  private static <T> T compute(ExtensionContext context, Object key, Supplier<T> creator) {
    return (T)
        Objects.requireNonNull(
            context.getStore(NAMESPACE).getOrComputeIfAbsent(key, unused -> creator.get()));
  }

  private static ParameterResolutionException unresolved(IOException e) {
    Diagnostic diagnostic = e instanceof PolicyLoadException load ? load.diagnostic() : null;
    String message =
        diagnostic == null
            ? String.valueOf(e.getMessage())
            : "the policies cannot be read:\n" + DiagnosticRenderer.render(diagnostic);
    return new ParameterResolutionException(message, e);
  }
}
