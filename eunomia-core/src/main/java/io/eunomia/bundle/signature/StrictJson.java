package io.eunomia.bundle.signature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Objects of JSON that have one meaning: a member that is there twice is refused. */
final class StrictJson {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * @throws IllegalArgumentException for what is no object of JSON; quotes nothing of it
   */
  static ObjectNode object(byte[] bytes) {
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // The parser's message may quote what it read, which may be a private key.
      throw new IllegalArgumentException(
          "is not JSON, or has a member twice, near byte " + e.getLocation().getByteOffset());
    } catch (IOException e) {
      throw new IllegalArgumentException("is not text");
    }
    throw new IllegalArgumentException("is not an object of JSON");
  }

  /**
   * @throws IllegalArgumentException if the member is there and is no string
   */
  static @Nullable String string(ObjectNode object, String member) {
    JsonNode value = object.get(member);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException("has a " + member + " that is not a string");
    }
    return value.textValue();
  }

  /** As {@link #string}, and {@code null} for an empty one, as OPA takes it. */
  static @Nullable String nonEmpty(ObjectNode object, String member) {
    String value = string(object, member);
    return value == null || value.isEmpty() ? null : value;
  }

  /**
   * @throws IllegalArgumentException if the member is not there, or is no string
   */
  static String required(ObjectNode object, String member) {
    String value = string(object, member);
    if (value == null) {
      throw new IllegalArgumentException("has no " + member);
    }
    return value;
  }
}
