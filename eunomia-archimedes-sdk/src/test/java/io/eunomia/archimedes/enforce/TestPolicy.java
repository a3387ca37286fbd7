package io.eunomia.archimedes.enforce;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A policy, and the operations that it is about. */
public final class TestPolicy {
  public static final String ORDERS = "spiffe://example.org/ns/prod/sa/orders";
  public static final String OTHER = "spiffe://example.org/ns/prod/sa/other";
  public static final String REASON = "rule 17 of roles.rego wants a reader";
  public static final OperationTable OPERATIONS =
      OperationTable.of(
          Map.of(
              "GET /users/{id}", "getUser",
              "HEAD /users/{id}", "getUser",
              "GET /users/me", "getMe",
              "GET /admin", "admin"));

  private static final byte[] WASM =
      Policies.compile(
          """
          default allow := false
          allow if {
            reads
            input.caller.type == "spiffe"
            input.caller.service_name == "orders"
          }
          allow if {
            reads
            input.caller.type == "user"
            "reader" in input.caller.roles
          }
          allow if input.headers["x-region"] == "eu"
          allow if input.context.open
          reads if input.operation_id == "getUser"
          reads if input.operation_id == "GetUser"
          deny_reason contains "rule 17 of roles.rego wants a reader"
          """,
          Policies.ALLOW,
          Policies.DENY_REASON);

  private TestPolicy() {}

  /** A runtime that reading is allowed by: to the workload orders, and to readers. */
  public static PolicyRuntime open() {
    PolicyInput input =
        PolicyInput.builder(Caller.anonymous(), "demo", "getUser", "GET", "/users/1").build();
    PolicyRuntime runtime =
        PolicyRuntime.builder("demo")
            .warmup(new Warmup(List.of(input), Duration.ofMillis(20)))
            .open();
    runtime.activate(Policies.bundle(1, WASM, "{}"));
    return runtime;
  }
}
