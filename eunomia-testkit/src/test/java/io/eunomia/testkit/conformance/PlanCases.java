package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.InvalidModuleException;

/** Runs OPA's own plans: the back end without the front end. */
final class PlanCases {
  private final ObjectMapper json;
  private final Modules modules;

  PlanCases(ObjectMapper json, Modules modules) {
    this.json = json;
    this.modules = modules;
  }
}
