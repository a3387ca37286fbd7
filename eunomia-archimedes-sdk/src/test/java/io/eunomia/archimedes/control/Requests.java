package io.eunomia.archimedes.control;

import io.eunomia.bundle.BundleDigest;

/** Requests as they go over the wire. */
public final class Requests {
  public static final String STATUS = "GET /control/v1/status HTTP/1.1\nHost: demo\n\n";

  private Requests() {}

  /** A push as it should be. */
  public static String push(byte[] bundle) {
    return push(bundle, "Content-Length: " + bundle.length + "\n");
  }

  /** A push with some headers besides the digest. */
  public static String push(byte[] bundle, String headers) {
    return "PUT /control/v1/bundle HTTP/1.1\nHost: demo\nContent-Digest: "
        + ContentDigest.format(BundleDigest.of(bundle))
        + "\n"
        + headers
        + "\n";
  }

  /** A rollback. */
  public static String rollback(String json) {
    return "POST /control/v1/rollback HTTP/1.1\nHost: demo\nContent-Type: application/json\n"
        + "Content-Length: %d\n\n%s".formatted(json.length(), json);
  }
}
