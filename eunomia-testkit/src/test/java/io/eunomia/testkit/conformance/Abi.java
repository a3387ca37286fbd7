package io.eunomia.testkit.conformance;

/** How a host speaks with a module. */
enum Abi {
  /** Through our own exports: the answer is the entrypoint's value. */
  EUNOMIA,
  /** Through OPA's: the answer is the set of results that the entrypoint's plan makes. */
  OPA
}
