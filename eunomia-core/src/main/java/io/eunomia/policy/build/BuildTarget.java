package io.eunomia.policy.build;

/** What a bundle's policy is compiled to. The sources are always there too. */
public enum BuildTarget {
  /** {@code /policy.wasm}, which a runtime evaluates. */
  WASM,
  /** {@code /plan.json}, OPA's intermediate representation. */
  PLAN,
  /** Nothing but the sources, checked. */
  REGO
}
