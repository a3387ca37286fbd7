package io.eunomia.cli;

import io.eunomia.policy.PolicyInputException;
import io.eunomia.policy.SpiffeId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the ids of workloads that an option names. */
final class SpiffeIds {
  private SpiffeIds() {}

  static Set<SpiffeId> parse(String option, List<String> texts) {
    Set<SpiffeId> ids = new LinkedHashSet<>();
    for (String text : texts) {
      try {
        ids.add(SpiffeId.parse(text));
      } catch (PolicyInputException e) {
        throw CommandException.usage(option + ": '" + text + "' is no SPIFFE id of a workload");
      }
    }
    return ids;
  }
}
