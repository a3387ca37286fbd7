package io.eunomia.cli;

import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.bundle.signature.VerificationKey;
import io.eunomia.bundle.signature.VerificationKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys in files: PEM, or JWK where a file begins as an object of JSON. */
final class KeyFiles {
  private static final int MAX_BYTES = 1 << 20;

  private KeyFiles() {}

  static SigningKey signing(Path file, @Nullable String keyId) throws IOException {
    SigningKey key =
        read(file, text -> isJson(text) ? SigningKey.fromJwk(text) : SigningKey.fromPem(text));
    try {
      return keyId == null ? key : key.withKeyId(keyId);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Each is {@code [KEYID=]FILE}; a file may be a set of JWKs, if no id is given. */
  static VerificationKeys verification(List<String> options) throws IOException {
    List<VerificationKey> keys = new ArrayList<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      // A file may have such a name itself.
      boolean named = equals > 0 && !Files.exists(Path.of(option));
      String keyId = named ? option.substring(0, equals) : null;
      Path file = Path.of(named ? option.substring(equals + 1) : option);
      keys.addAll(read(file, text -> verification(text, keyId)));
    }
    try {
      return VerificationKeys.of(keys);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
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
      throw CommandException.invalidInput(file + ": is a directory, not a key");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES);
    }
    try {
      return parse.apply(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw CommandException.invalidInput(file + ": " + e.getMessage());
    }
  }
}
