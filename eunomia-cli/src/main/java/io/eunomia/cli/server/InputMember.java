package io.eunomia.cli.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code input} of a request to the data API. Its bytes go to the policy as they came, so
 * that no number loses a digit on the way.
 */
final class InputMember {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private InputMember() {}

  /**
   * The bytes of the member, or null if the body is empty or has none.
   *
   * @throws IOException if the body is no JSON object
   */
  static byte @Nullable [] of(byte[] body) throws IOException {
    if (body.length == 0) {
      return null;
    }
    byte[] found = null;
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the body must be an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("input");
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        // A scalar is read to its end only when the parser must know what it is.
        parser.getText();
        if (wanted) {
          found = Arrays.copyOfRange(body, start, (int) parser.currentLocation().getByteOffset());
        }
      }
      if (parser.nextToken() != null) {
        throw new IOException("there is something behind the body");
      }
    }
    return found;
  }
}
