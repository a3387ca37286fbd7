package io.eunomia.archimedes.activation;

import java.util.Locale;

/** Where a bundle came from. */
public enum ActivationSource {
  /** Somebody who may do so sent it. */
  PUSH,
  /** It was fetched from a registry. */
  REGISTRY,
  /** It was remembered from before a restart. */
  STORE,
  /** The program that embeds the runtime had it. */
  LOCAL;

  private final String json = name().toLowerCase(Locale.ROOT);

  /** The source in JSON, metrics and logs: {@code registry}. */
  public String json() {
    return json;
  }
}
