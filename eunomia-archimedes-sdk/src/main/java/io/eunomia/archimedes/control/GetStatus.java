package io.eunomia.archimedes.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.policy.SpiffeId;

/** Says how the runtime is. */
final class GetStatus implements ControlOperation {
  private final PolicyRuntime runtime;

  GetStatus(PolicyRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public String id() {
    return "getStatus";
  }

  @Override
  public ObjectNode perform(ControlRequest request, SpiffeId peer) {
    return runtime.status().toJson();
  }
}
