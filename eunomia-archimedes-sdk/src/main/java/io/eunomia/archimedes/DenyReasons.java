package io.eunomia.archimedes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.policy.PolicyInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a policy why it denied. */
final class DenyReasons {
  private static final Logger LOG = LoggerFactory.getLogger(DenyReasons.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DenyReasons() {}

  /** The reasons; none if the policy gives none, or cannot: the denial stands without them too. */
  static List<String> of(ActivePolicy active, PolicyInput input) {
    if (active.denyReason() == ActivePolicy.NONE) {
      return List.of();
    }
    try {
      byte[] json = active.policy().evaluate(active.denyReason(), input);
      return json == null ? List.of() : strings(MAPPER.readTree(json));
    } catch (EvaluationException | IOException e) {
      LOG.warn("deny_reason of {} fails: {}", active.identity().service(), e.getMessage());
      return List.of();
    }
  }

  private static List<String> strings(JsonNode reasons) {
    List<String> strings = new ArrayList<>();
    for (JsonNode reason : reasons) {
      if (reason.isTextual()) {
        strings.add(reason.textValue());
      }
    }
    return strings;
  }
}
