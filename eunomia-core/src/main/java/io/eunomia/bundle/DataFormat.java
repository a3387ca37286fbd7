package io.eunomia.bundle;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.yaml.YamlReader;
import java.io.IOException;

/**
 * The formats of data files. Decimals stay exact, and a key that is there twice is refused: which
 * of the two counts would depend on the reader.
 */
public enum DataFormat {
  /** {@code data.json}. */
  JSON {
    @Override
    public JsonNode parse(byte[] bytes) throws JsonProcessingException {
      try {
        JsonNode json = READER.readTree(bytes);
        if (json.isMissingNode()) {
          throw MismatchedInputException.from(null, JsonNode.class, "is empty");
        }
        return json;
      } catch (JsonProcessingException e) {
        throw e;
      } catch (IOException e) {
        throw notText(e);
      }
    }
  },
  /** {@code data.yaml} and {@code data.yml}: one document whose values are those of JSON. */
  YAML {
    @Override
    public JsonNode parse(byte[] bytes) throws JsonProcessingException {
      return YamlReader.strict(bytes);
    }
  };

  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();
  private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

  /**
   * Reads a document.
   *
   * @throws JsonProcessingException for what is not of this format, with the place
   */
  public abstract JsonNode parse(byte[] bytes) throws JsonProcessingException;

  // Memory does not fail, but bytes that are no text of the encoding they begin with do.
  private static JsonProcessingException notText(IOException cause) {
    return MismatchedInputException.from(
        null, JsonNode.class, "is not text: " + cause.getMessage());
  }

  /** What is wrong, and where, on one line. */
  public static String describe(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String message = e.getOriginalMessage().lines().findFirst().orElse("is damaged");
    return at == null || at.getLineNr() < 1
        ? message
        : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + message;
  }
}
