package io.eunomia.bundle.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys in files: PEM, or JWK where a file begins as an object of JSON. At most the first MiB of a
 * file is read. Stateless and thread-safe.
 */
public final class KeyFiles {
  private static final int MAX_BYTES = 1 << 20;

  private KeyFiles() {}

  /**
   * Reads a private key.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException for what {@link SigningKey#fromPem} or {@link
   *     SigningKey#fromJwk} refuse; the message starts with the file's name and quotes nothing of
   *     the key
   */
  public static SigningKey signing(Path file) throws IOException {
    return read(file, text -> isJson(text) ? SigningKey.fromJwk(text) : SigningKey.fromPem(text));
  }

  /**
   * Reads a public key, or a set of JWKs.
   *
   * @param keyId what the key is found by, or {@code null} for its own id; a set has its own
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it has no public key; the message starts with the file's
   *     name
   */
  public static List<VerificationKey> verification(Path file, @Nullable String keyId)
      throws IOException {
    return read(file, text -> verification(text, keyId));
  }

  private static List<VerificationKey> verification(String text, @Nullable String keyId) {
    if (isJson(text) && text.contains("\"keys\"") && keyId == null) {
      return VerificationKeys.fromJwks(text).keys();
    }
    VerificationKey key =
        isJson(text) ? VerificationKey.fromJwk(text) : VerificationKey.fromPem(text);
    return List.of(keyId == null ? key : key.withKeyId(keyId));
  }

  private static boolean isJson(String text) {
    return text.stripLeading().startsWith("{");
  }

  private static <T> T read(Path file, Function<String, T> parse) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + ": is a directory, not a key");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES);
    }
    try {
      return parse.apply(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }
}
