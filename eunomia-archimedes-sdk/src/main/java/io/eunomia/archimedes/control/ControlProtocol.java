package io.eunomia.archimedes.control;

import io.eunomia.archimedes.envelope.RequestIds;

/** The names that both sides of a runtime's control plane use. */
public final class ControlProtocol {
  /** Where a bundle is put. */
  public static final String BUNDLE_PATH = "/control/v1/bundle";

  /** Where a rollback is asked for. */
  public static final String ROLLBACK_PATH = "/control/v1/rollback";

  /** Where a runtime says how it is. */
  public static final String STATUS_PATH = "/control/v1/status";

  /** The header with the digest of a body, by RFC 9530. */
  public static final String CONTENT_DIGEST = "Content-Digest";

  /** The header with the sender's name for what a change is part of. */
  public static final String DEPLOYMENT_ID = "Eunomia-Deployment-Id";

  private ControlProtocol() {}

  /** Whether this can be a {@link #DEPLOYMENT_ID}: 1 to 128 visible ASCII characters. */
  public static boolean isDeploymentId(String id) {
    return RequestIds.isPrintable(id);
  }
}
