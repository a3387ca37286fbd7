package io.eunomia.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.testkit.RecordedDecisions;
import io.eunomia.testkit.TestBundles;
import io.eunomia.testkit.TestRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class PolicyExtensionTest {
  private static final String EXAMPLES = "../examples/policies";
  private static final String ADMINS =
      "package demo.authz\n\ndefault allow := false\n\nallow if \"admin\" in input.caller.roles\n";

  /** The runtimes that the tests of a run got. */
  private static final Set<PolicyRuntime> SEEN = ConcurrentHashMap.newKeySet();

  @AfterEach
  void forget() {
    SEEN.clear();
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .execute();
  }

  private static void failsWith(Class<?> tests, Predicate<String> why) {
    run(tests)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1, finishedWithFailure(instanceOf(ParameterResolutionException.class), message(why)));
  }

  @PolicyTest(policies = EXAMPLES, service = "users-service")
  static class Concurrent {
    @RepeatedTest(8)
    void asksOnce(PolicyRuntime runtime, PolicyFixture policy, RecordedDecisions decisions) {
      SEEN.add(runtime);
      policy.operation("getUser").expectDenied();
      assertThat(decisions.count()).isEqualTo(1);
    }
  }

  @Test
  void whenTestsRunAtTheSameTime_thenTheyDoNotSeeEachOther() {
    run(Concurrent.class).testEvents().assertStatistics(stats -> stats.succeeded(8));
    assertThat(SEEN).hasSize(8).allSatisfy(PolicyExtensionTest::isClosed);
  }

  @PolicyTest(policies = EXAMPLES, service = "users-service")
  @TestInstance(Lifecycle.PER_CLASS)
  static class PerClass {
    private final PolicyRuntime runtime;

    PerClass(PolicyRuntime runtime) {
      this.runtime = runtime;
    }

    @Test
    void getsTheSame(PolicyRuntime another) {
      assertThat(another).isSameAs(runtime);
      assertThat(another.status().active()).isNotNull();
      SEEN.add(another);
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class Inner {
      @Test
      void getsTheSameToo(PolicyRuntime another) {
        assertThat(another).isSameAs(runtime);
      }
    }

    @Nested
    @PolicyTest(policies = EXAMPLES, service = "payments-service")
    class Other {
      @Test
      void hasAPolicyOfItsOwn(PolicyRuntime another) {
        assertThat(another.status().service()).isEqualTo("payments-service");
      }
    }
  }

  @Test
  void whenAConstructorAsks_thenItsClassGetsTheSame() {
    run(PerClass.class).testEvents().assertStatistics(stats -> stats.succeeded(3).failed(0));
    assertThat(SEEN).hasSize(1).allSatisfy(PolicyExtensionTest::isClosed);
  }

  @PolicyTest(policies = EXAMPLES, service = "users-service")
  static class BeforeAllTests {
    private static PolicyRuntime first;

    @BeforeAll
    static void open(PolicyRuntime runtime) {
      first = runtime;
    }

    @Test
    void getsTheSame(PolicyRuntime runtime) {
      assertThat(runtime).isSameAs(first);
    }
  }

  static class Inheriting extends BeforeAllTests {
    @Test
    void isAskedToo(PolicyFixture policy) {
      policy.operation("getUser").expectDenied();
    }
  }

  @Test
  void whenAClassInherits_thenItHasThePolicyToo() {
    run(Inheriting.class).testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
  }

  static class Registered {
    @RegisterExtension
    static final PolicyExtension POLICY =
        PolicyExtension.of(Path.of(EXAMPLES), "users-service")
            .configure(builder -> builder.configure(runtime -> runtime.instance("configured")));

    @Test
    void isConfigured(TestRuntime runtime) {
      assertThat(runtime.runtime().status().instance()).isEqualTo("configured");
    }
  }

  @Test
  void whenTheExtensionIsRegistered_thenItDoesWhatItIsTold() {
    run(Registered.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
  }

  static class OwnBuiltins {
    @RegisterExtension
    static final PolicyExtension POLICY =
        PolicyExtension.of(Path.of("target/policies-with-builtins"), "demo")
            .builtins(
                BuiltinRegistry.standard()
                    .with("acme.may(path: any) -> boolean", (context, args) -> Value.of(true)));

    @Test
    void areCalled(PolicyFixture policy) {
      policy.operation("any").expectAllowed();
    }
  }

  @Test
  void whenThereAreBuiltins_thenPoliciesMayCallThem() throws Exception {
    Path own = Files.createDirectories(Path.of("target/policies-with-builtins/demo"));
    Path file = own.resolve("allow.rego");
    try {
      Files.writeString(
          file, "package demo.authz\n\ndefault allow := false\n\nallow if acme.may(input.path)\n");
      run(OwnBuiltins.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(own);
      Files.delete(own.resolveSibling(""));
    }
  }

  @PolicyTest(bundle = "target/demo-of-a-test.tar.gz")
  static class OfAFile {
    @Test
    void isDecidedByIt(PolicyFixture policy) {
      policy.caller(Caller.user("u", List.of("admin"))).operation("any").expectAllowed();
    }
  }

  @Test
  void whenThereIsABundle_thenItDecides() throws Exception {
    Path file = Path.of("target/demo-of-a-test.tar.gz");
    Files.createDirectories(Path.of("target"));
    Files.write(file, TestBundles.bytes(TestBundles.compileText(ADMINS, "demo", "1.0.0", 1)));
    try {
      run(OfAFile.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
    } finally {
      Files.delete(file);
    }
    failsWith(OfAFile.class, why -> why.contains("there is no bundle target/demo-of-a-test"));
  }

  @PolicyTest(policies = EXAMPLES)
  static class ServiceNotSaid {
    @Test
    void isNeverRun(PolicyRuntime runtime) {}

    @Test
    void needsNoneNow(PolicyFixtures policies) {
      policies.given("documents-service").operation("readDocument").expectDenied();
    }
  }

  @Test
  void whenTheServiceIsNotSaid_thenItIsAskedFor() {
    failsWith(
        ServiceNotSaid.class,
        why ->
            why.endsWith(
                " has the services documents-service, payments-service, users-service: name one"
                    + " of them"));
    run(ServiceNotSaid.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
  }

  @PolicyTest(policies = "target/broken-policies", service = "demo")
  static class Broken {
    @Test
    void isNeverRun(PolicyRuntime runtime) {}
  }

  @Test
  void whenThePolicyDoesNotCompile_thenTheTestSaysWhere() throws Exception {
    Path own = Path.of("target/broken-policies/demo");
    failsWith(Broken.class, why -> why.contains("there is no directory "));
    Files.createDirectories(own);
    Path file = own.resolve("allow.rego");
    try {
      Files.writeString(file, ADMINS + "\nallow if x\n");
      failsWith(
          Broken.class,
          why ->
              why.contains("the policy of demo does not compile:")
                  && why.contains("allow.rego:7:10: error rego_unsafe_var_error: var x is unsafe")
                  && why.contains("\n    allow if x\n             ^"));
      Files.writeString(file, ADMINS);
      Files.writeString(own.resolve("data.json"), "{");
      failsWith(Broken.class, why -> why.contains("data.json"));
    } finally {
      Files.deleteIfExists(own.resolve("data.json"));
      Files.deleteIfExists(file);
      Files.delete(own);
      Files.delete(own.resolveSibling(""));
    }
  }

  @PolicyTest
  static class Nothing {
    @Test
    void isNeverRun(PolicyRuntime runtime) {}
  }

  @ExtendWith(PolicyExtension.class)
  static class WithoutAnnotation {
    @Test
    void isNeverRun(PolicyRuntime runtime) {}
  }

  @Test
  void whenItIsNotSaidWhereThePoliciesAre_thenThatIsWhatIsWrong() {
    failsWith(Nothing.class, why -> why.endsWith("must say either policies or a bundle"));
    failsWith(WithoutAnnotation.class, why -> why.endsWith("has no @PolicyTest"));
  }

  private static void isClosed(PolicyRuntime runtime) {
    PolicyFixture.given(runtime).operation("getUser").expectCause(Cause.NO_POLICY);
  }
}
