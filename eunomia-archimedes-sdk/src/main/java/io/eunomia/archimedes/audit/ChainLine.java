package io.eunomia.archimedes.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A line of a chained log: an object of JSON that ends with the hash of the line before and its
 * own, which is the SHA-256 of the object as it stands there, without that last member.
 *
 * @param previousHash {@code sha256:HEX}
 * @param hash {@code sha256:HEX}
 * @param ownHash what its hash should be
 */
record ChainLine(String previousHash, String hash, String ownHash) {
  /** What the first line of a log follows. */
  static final String START = "sha256:" + "0".repeat(64);

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final byte[] PREVIOUS = ascii(",\"previous_hash\":\"");
  private static final byte[] HASH = ascii(",\"hash\":\"");
  private static final int HASH_LENGTH = START.length();
  // "}
  private static final int END_LENGTH = 2;

  /** A line with its line break; its hash is the last one's next. */
  static byte[] write(AuditEvent event, String previousHash) {
    byte[] members;
    try {
      members = MAPPER.writeValueAsBytes(event.json());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is JSON", e);
    }
    // Without its last brace, which comes back after the hash of the line before.
    byte[] hashed =
        join(
            Arrays.copyOf(members, members.length - 1),
            PREVIOUS,
            ascii(previousHash),
            ascii("\"}"));
    return join(
        Arrays.copyOf(hashed, hashed.length - 1), HASH, ascii(sha256(hashed)), ascii("\"}\n"));
  }

  /** The hash in a line that {@link #write} made. */
  static String hashOf(byte[] line) {
    int end = line.length - END_LENGTH - 1;
    return new String(line, end - HASH_LENGTH, HASH_LENGTH, StandardCharsets.US_ASCII);
  }

  /** The two hashes of a line without its line break, or {@code null} if it does not end so. */
  static @Nullable ChainLine read(byte[] line) {
    int hashAt = line.length - END_LENGTH - HASH_LENGTH;
    int hashName = hashAt - HASH.length;
    int previousAt = hashName - 1 - HASH_LENGTH;
    int previousName = previousAt - PREVIOUS.length;
    if (previousName < 1
        || !matches(line, line.length - END_LENGTH, ascii("\"}"))
        || !matches(line, hashName, HASH)
        || line[hashName - 1] != '"'
        || !matches(line, previousName, PREVIOUS)) {
      return null;
    }
    byte[] hashed = Arrays.copyOf(line, hashName + 1);
    hashed[hashName] = '}';
    return new ChainLine(
        new String(line, previousAt, HASH_LENGTH, StandardCharsets.ISO_8859_1),
        new String(line, hashAt, HASH_LENGTH, StandardCharsets.ISO_8859_1),
        sha256(hashed));
  }

  boolean isWhole() {
    return hash.equals(ownHash);
  }

  static boolean isHash(String text) {
    return text.matches("sha256:[0-9a-f]{64}");
  }

  private static String sha256(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean matches(byte[] line, int from, byte[] text) {
    return Arrays.equals(line, from, from + text.length, text, 0, text.length);
  }

  private static byte[] join(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
