package io.eunomia.archimedes.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.SpiffeId;

/** Something that the control plane can be asked to do. */
interface ControlOperation {
  /** Its name in error envelopes. */
  String id();

  /**
   * Does it, for a peer who may ask.
   *
   * @return the answer's body
   * @throws ControlException if it is not done
   */
  ObjectNode perform(ControlRequest request, SpiffeId peer);
}
