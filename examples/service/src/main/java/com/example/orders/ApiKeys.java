package com.example.orders;

import io.eunomia.archimedes.enforce.AuthenticationException;
import io.eunomia.archimedes.enforce.RequestView;
import io.eunomia.policy.Caller;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Who has which key. Keys themselves are not kept, only their hashes: this is right for long random
 * keys, and wrong for passwords.
 */
public final class ApiKeys {
  private final Map<String, Caller.ApiKey> byHash;

  private ApiKeys(Map<String, Caller.ApiKey> byHash) {
    this.byHash = Map.copyOf(byHash);
  }

  /** Reads lines {@code SHA-256 = key id, name, owner, scope scope…}. */
  public static ApiKeys read(Path file) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    Map<String, Caller.ApiKey> keys = new HashMap<>();
    for (String hash : lines.stringPropertyNames()) {
      String[] of = lines.getProperty(hash).split(",\\s*");
      if (of.length != 4) {
        throw new IOException(file + ": a key has an id, a name, an owner and scopes");
      }
      keys.put(hash, new Caller.ApiKey(of[0], of[1], List.of(of[3].split(" ")), of[2]));
    }
    return new ApiKeys(keys);
  }

  /** The caller of a request: nobody without a key, and refused with a wrong one. */
  public Optional<Caller.ApiKey> of(RequestView request) {
    List<String> keys = request.header("x-api-key");
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    Caller.ApiKey caller = keys.size() == 1 ? byHash.get(hash(keys.get(0))) : null;
    if (caller == null) {
      throw new AuthenticationException("the key is not known");
    }
    return Optional.of(caller);
  }

  /** What the file says instead of a key. */
  public static String hash(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
