package io.eunomia.archimedes.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sender's name for what a change is part of. */
final class Deployments {
  private Deployments() {}

  /** The id, or null if there is none. */
  static @Nullable String id(ControlRequest request) {
    List<String> values = request.header(ControlProtocol.DEPLOYMENT_ID);
    if (values.isEmpty()) {
      return null;
    }
    if (values.size() > 1 || !ControlProtocol.isDeploymentId(values.get(0))) {
      throw ControlException.invalid(
          ControlProtocol.DEPLOYMENT_ID + " must be 1 to 128 visible ASCII characters");
    }
    return values.get(0);
  }
}
