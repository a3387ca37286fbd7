package io.eunomia.archimedes.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.SpiffeId;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes back to a bundle that is retained. */
final class RollBack implements ControlOperation {
  private static final int MAX_BYTES = 64 << 10;
  private static final Set<String> MEMBERS = Set.of("digest", "reason");
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final PolicyRuntime runtime;
  private final ControlOptions options;

  RollBack(PolicyRuntime runtime, ControlOptions options) {
    this.runtime = runtime;
    this.options = options;
  }

  @Override
  public String id() {
    return "rollback";
  }

  @Override
  public ObjectNode perform(ControlRequest request, SpiffeId peer) {
    String deployment = Deployments.id(request);
    byte[] body =
        RequestBody.of(request, MAX_BYTES, ErrorCode.VALIDATION_ERROR, options.bodyDeadline())
            .readAll();
    return Answers.activation(runtime.rollback(read(body, peer, deployment)));
  }

  private static RollbackRequest read(byte[] body, SpiffeId peer, @Nullable String deployment) {
    JsonNode json = parse(body);
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      if (!MEMBERS.contains(names.next())) {
        throw ControlException.invalid("the body may have digest and reason, and nothing else");
      }
    }
    String reason = string(json, "reason");
    if (reason == null) {
      throw ControlException.invalid("reason is required");
    }
    String digest = string(json, "digest");
    try {
      return new RollbackRequest(
          digest == null ? null : BundleDigest.parse(digest), reason, peer.toString(), deployment);
    } catch (IllegalArgumentException e) {
      throw new ControlException(ErrorCode.VALIDATION_ERROR, String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonNode parse(byte[] body) {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new ControlException(
          ErrorCode.VALIDATION_ERROR, "the body is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new ControlException(ErrorCode.VALIDATION_ERROR, "the body is not JSON", e);
    }
    if (!json.isObject()) {
      throw ControlException.invalid("the body must be a JSON object");
    }
    return json;
  }

  private static @Nullable String string(JsonNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw ControlException.invalid(name + " must be a string");
    }
    return value.textValue();
  }
}
