package io.eunomia.archimedes.engine.layout;

import io.eunomia.policy.PolicyInput;

/** Writes one part of a request; returns its reference, or 0 if the request does not have it. */
@FunctionalInterface
interface RequestField {
  RequestField ABSENT = (input, writer) -> 0;

  int write(PolicyInput input, LayoutWriter writer);
}
