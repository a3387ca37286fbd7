package io.eunomia.archimedes.engine.builtins.jwt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of tokens. Of members that are there twice, the last counts, as in OPA (RFC 7519, 4
 * allows that). Messages quote nothing, since keys are JSON too.
 */
final class JsonObjects {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonObjects() {}

  /** Reads an object. */
  static ObjectValue read(String text) throws MalformedDataException {
    JsonNode node = tree(text);
    if (node == null) {
      throw new MalformedDataException("invalid JSON");
    }
    if (JsonTree.read(node) instanceof ObjectValue object) {
      return object;
    }
    throw new MalformedDataException("decoded JSON type was not an Object");
  }

  /** Reads JSON; null if it is none. */
  static @Nullable JsonNode tree(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? null : node;
    } catch (JsonProcessingException | NumberFormatException e) {
      // The latter is thrown for exponents that are out of any range.
      return null;
    }
  }
}
