package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.NetworkException;

/** Reads durations as policies spell them. */
@FunctionalInterface
public interface Durations {
  /** The nanoseconds that a text such as {@code 1.5s} is. */
  long nanos(String text) throws NetworkException;
}
