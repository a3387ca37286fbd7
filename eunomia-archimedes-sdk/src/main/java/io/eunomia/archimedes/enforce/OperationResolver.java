package io.eunomia.archimedes.enforce;

import java.util.Optional;

/**
 * Tells which operation of the service's contract a request asks for. Thread-safe.
 *
 * <p>It must find what the service will do, by the same rules as the service's own router: a
 * request that is taken for another operation than the one that runs is decided wrongly.
 */
@FunctionalInterface
public interface OperationResolver {
  /** The operation's id; empty if there is none, which denies. */
  Optional<String> resolve(RequestView request);
}
