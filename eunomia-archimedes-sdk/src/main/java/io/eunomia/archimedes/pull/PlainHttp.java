package io.eunomia.archimedes.pull;

import java.net.URI;

/** Which registries are spoken to without TLS. */
public enum PlainHttp {
  /** None. */
  NEVER,
  /** Those that are {@code localhost}, an address of 127.0.0.0/8, or {@code [::1]}. */
  LOOPBACK,
  /** All of them. Whoever is on the network can read the credentials, and delay bundles. */
  EVERYWHERE;

  /** Whether the registry of this reference is. */
  boolean usedFor(String registry) {
    return allows(URI.create("http://" + registry));
  }

  /** Whether such an address may be asked, of which somebody else said that it is without TLS. */
  boolean allows(URI http) {
    return switch (this) {
      case NEVER -> false;
      case LOOPBACK -> isLoopback(String.valueOf(http.getHost()));
      case EVERYWHERE -> true;
    };
  }

  // By its text: what a name resolves to, the network says.
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
