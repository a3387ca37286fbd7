package io.eunomia.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads documents of YAML as trees of JSON, as OPA does: by the rules of YAML 1.1 as Go's library
 * has them. Values within each other, and what aliases stand for, are limited. Stateless and
 * thread-safe; costs time in proportion to the text and to what its aliases stand for.
 */
public final class YamlReader {
  private YamlReader() {}

  /**
   * Reads a text as OPA's {@code yaml.unmarshal} does: of several documents the first, of several
   * members with the same key the last, and numbers with the precision of a double, or integers of
   * 64 bits. A text without a document is {@code null}.
   *
   * @throws YamlException for what is not YAML, or has values that JSON does not have
   */
  public static JsonNode lenient(String text) throws YamlException {
    return read(text, false);
  }

  /**
   * Reads a file in which nothing may get lost: there is one document at most, a key is there once,
   * and numbers keep all of their digits. All else is as {@link #lenient}.
   *
   * @param bytes the file in UTF-8, or in UTF-16 with a byte order mark
   * @throws YamlException for anything else, with the place
   */
  public static JsonNode strict(byte[] bytes) throws YamlException {
    return read(decode(bytes), true);
  }

  private static JsonNode read(String content, boolean strict) throws YamlException {
    DocumentReader document = new DocumentReader(whole(content));
    Node root = document.document();
    if (root == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (strict) {
      document.end();
    }
    return new TreeBuilder(strict).value(root);
  }

  // Half a pair of UTF-16 has no place in UTF-8, which is what OPA's strings are made of.
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }

  private static String decode(byte[] bytes) throws YamlException {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      charset = StandardCharsets.UTF_16BE;
    } else if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      charset = StandardCharsets.UTF_16LE;
    }
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String message = "is not text: not " + charset;
      throw new YamlException(message, null, "yaml: " + message);
    }
  }
}
