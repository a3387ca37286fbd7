package io.eunomia.cli;

import io.eunomia.bundle.signature.KeyFiles;
import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.bundle.signature.VerificationKey;
import io.eunomia.bundle.signature.VerificationKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keys as options name them. */
final class KeyOptions {
  private KeyOptions() {}

  static SigningKey signing(Path file, @Nullable String keyId) throws IOException {
    SigningKey key;
    try {
      key = KeyFiles.signing(file);
    } catch (IllegalArgumentException e) {
      throw CommandException.invalidInput(String.valueOf(e.getMessage()));
    }
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
      try {
        keys.addAll(KeyFiles.verification(file, keyId));
      } catch (IllegalArgumentException e) {
        throw CommandException.invalidInput(String.valueOf(e.getMessage()));
      }
    }
    try {
      return VerificationKeys.of(keys);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }
}
