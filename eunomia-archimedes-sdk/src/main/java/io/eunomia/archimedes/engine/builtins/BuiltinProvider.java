package io.eunomia.archimedes.engine.builtins;

/**
 * Builtins of somebody's own, for whoever runs policies without being told of them in Java: {@code
 * eunomia eval --builtins acme.jar} asks every provider that the jar names in {@code
 * META-INF/services/io.eunomia.archimedes.engine.builtins.BuiltinProvider}. A service gives its
 * provider to {@link BuiltinRegistry#with(BuiltinProvider)} itself: a runtime looks for none, so
 * that a jar adds nothing to decisions by lying on the class path.
 */
@FunctionalInterface
public interface BuiltinProvider {
  /**
   * Adds its builtins.
   *
   * @param registry what there is so far
   * @return the same, with its own
   */
  BuiltinRegistry addTo(BuiltinRegistry registry);
}
