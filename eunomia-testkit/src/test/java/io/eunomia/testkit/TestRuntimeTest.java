package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import io.eunomia.rego.builtins.Capabilities;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TestRuntimeTest {
  private static final String ADMINS =
      """
      package demo.authz

      default allow := false

      allow if "admin" in input.caller.roles
      """;
  private static final String EVERYBODY =
      "package demo.authz\n\ndefault allow := false\n\nallow := true";
  private static final String DEPLOYER = "/ns/test/sa/deployer";

  private static PolicyInput input(String... roles) {
    return PolicyInput.builder(Caller.user("u-1", List.of(roles)), "demo", "get", "GET", "/")
        .build();
  }

  @Test
  void whenThereIsAModule_thenItDecides() throws Exception {
    try (TestRuntime runtime = TestRuntime.builder("demo").rego(ADMINS).start()) {
      assertThat(runtime.authorize(input("admin")).allowed()).isTrue();
      assertThat(runtime.authorize(input("user")).allowed()).isFalse();
      assertThatThrownBy(runtime::controlPlane)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the runtime was started without a control plane");
    }
  }

  @Test
  void whenThereAreDirectories_thenTheServicesPolicyDecides() throws Exception {
    Path examples = Path.of(System.getProperty("eunomia.root", ".."), "examples", "policies");
    try (TestRuntime runtime =
        TestRuntime.builder("users-service")
            .policies(examples)
            .configure(builder -> builder.limits(Limits.defaults().withMaxSteps(100_000)))
            .start()) {
      PolicyInput anonymous =
          PolicyInput.builder(Caller.anonymous(), "users-service", "getUser", "GET", "/users/1")
              .build();
      assertThat(runtime.authorize(anonymous).cause()).isEqualTo(Cause.POLICY);
      assertThat(runtime.authorize(anonymous).reasons()).isNotEmpty();
    }
  }

  @Test
  void whenThereIsNothing_thenItDenies() throws Exception {
    try (TestRuntime runtime = TestRuntime.builder("demo").start()) {
      assertThat(runtime.authorize(input("admin")).cause()).isEqualTo(Cause.NO_POLICY);
    }
  }

  @Test
  void whenThePolicyDoesNotCompile_thenTheTestFailsWithThePlace() {
    assertThatThrownBy(
            () -> TestRuntime.builder("demo").rego("package demo.authz\n\nallow if x").start())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("policy.rego:3:10")
        .hasMessageContaining("var x is unsafe");
  }

  @Test
  void whenThereIsAControlPlane_thenItIsPushedToOverMutualTls() throws Exception {
    byte[] bundle = TestBundles.bytes(TestBundles.compileText(EVERYBODY, "demo", "2.0.0", 2));
    try (TestRuntime runtime =
            TestRuntime.builder("demo").rego(ADMINS).controlPlane(DEPLOYER).start();
        ControlClient deployer =
            new ControlClient(runtime.workload(DEPLOYER), Set.of(runtime.id()));
        ControlClient stranger =
            new ControlClient(runtime.workload("/ns/test/sa/stranger"), Set.of(runtime.id()))) {
      InstanceResult refused = stranger.push(List.of(runtime.controlPlane()), bundle, null).get(0);
      assertThat(refused.code()).isEqualTo("AUTHORIZATION_DENIED");
      assertThat(runtime.authorize(input("user")).allowed()).isFalse();
      InstanceResult pushed = deployer.push(List.of(runtime.controlPlane()), bundle, null).get(0);
      assertThat(pushed.outcome()).isEqualTo(Outcome.DONE);
      assertThat(runtime.authorize(input("user")).allowed()).isTrue();
    }
  }

  @Test
  void whenAServiceHasBuiltinsOfItsOwn_thenItsPolicyMayCallThem() throws IOException {
    BuiltinRegistry builtins =
        BuiltinRegistry.standard()
            .with("acme.may(user: any) -> boolean", (context, arguments) -> Value.of(true));
    String policy =
        "package users_service.authz\n\ndefault allow := false\n\nallow if acme.may(input.path)\n";
    PolicyInput input =
        PolicyInput.builder(Caller.anonymous(), "users-service", "getUser", "GET", "/").build();
    try (TestRuntime runtime =
        TestRuntime.builder("users-service").rego(policy).builtins(builtins).start()) {
      assertThat(runtime.authorize(input).allowed()).isTrue();
    }
    TestRuntime.Builder held =
        TestRuntime.builder("users-service")
            .rego(policy)
            .builtins(builtins)
            .capabilities(Capabilities.defaults());
    assertThatThrownBy(held::start)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("undefined function acme.may");
  }
}
