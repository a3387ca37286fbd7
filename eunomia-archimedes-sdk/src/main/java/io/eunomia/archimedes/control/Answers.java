package io.eunomia.archimedes.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.Activation;
import java.util.Locale;

/** What the control plane answers, in JSON. */
final class Answers {
  private Answers() {}

  /** What an activation or a rollback did. */
  static ObjectNode activation(Activation done) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("status", done.status().name().toLowerCase(Locale.ROOT))
        .put("digest", done.active().digest())
        .put("version", done.active().version())
        .put("previous_digest", done.previousDigest())
        .put("activation_ms", done.took().toMillis());
  }
}
