package io.eunomia.archimedes.enforce;

/** Is told what became of requests. Thread-safe and quick: every request waits for it. */
@FunctionalInterface
public interface EnforcementListener {
  /** Called once a request, before it goes on. If it throws, the request is denied. */
  void enforced(RequestView request, Enforcement enforcement);
}
