package io.eunomia.archimedes.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Credentials as Docker keeps them in {@code config.json}. */
final class DockerConfig implements CredentialsSource {
  private static final int MAX_BYTES = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path file;

  DockerConfig(Path file) {
    this.file = file;
  }

  @Override
  public RegistryCredentials credentials(String registry) throws IOException {
    JsonNode config = read();
    for (JsonNode entry : entries(config.path("auths"), registry)) {
      RegistryCredentials found = credentials(registry, entry);
      if (found != RegistryCredentials.none()) {
        return found;
      }
    }
    if (config.path("credHelpers").has(registry) || config.path("credsStore").isTextual()) {
      throw new IOException(
          file + " has " + registry + "'s credentials in a program, which is not run");
    }
    return RegistryCredentials.none();
  }

  private JsonNode read() throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new IOException(file + " does not exist", e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException(file + " is longer than " + MAX_BYTES + " bytes");
    }
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      // Not the cause: its message quotes the file.
      throw new IOException(file + " is not JSON");
    }
  }

  /** The host by itself, or as older versions of Docker wrote it: as a URL. */
  private static List<JsonNode> entries(JsonNode auths, String registry) {
    List<String> keys =
        registry.equals("docker.io")
            ? List.of("https://index.docker.io/v1/", "index.docker.io", registry)
            : List.of(
                registry,
                "https://" + registry,
                "https://" + registry + "/v2/",
                "https://" + registry + "/v1/",
                "http://" + registry);
    return auths.properties().stream()
        .filter(entry -> keys.contains(entry.getKey().toLowerCase(Locale.ROOT)))
        .map(Map.Entry::getValue)
        .toList();
  }

  private RegistryCredentials credentials(String registry, JsonNode entry) throws IOException {
    try {
      if (entry.path("registrytoken").isTextual()) {
        return RegistryCredentials.bearer(entry.path("registrytoken").textValue());
      }
      if (!entry.path("identitytoken").asText("").isEmpty()) {
        throw new IOException(file + " has an identity token for " + registry + ": not supported");
      }
      if (!entry.path("auth").asText("").isEmpty()) {
        byte[] pair = Base64.getDecoder().decode(entry.path("auth").asText());
        String text = new String(pair, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        return RegistryCredentials.basic(
            text.substring(0, Math.max(0, colon)), text.substring(colon + 1));
      }
      if (entry.path("username").isTextual() && entry.path("password").isTextual()) {
        return RegistryCredentials.basic(
            entry.path("username").textValue(), entry.path("password").textValue());
      }
    } catch (IllegalArgumentException e) {
      // Not the cause: its message may quote the secret.
      throw new IOException(file + " has no usable credentials for " + registry);
    }
    return RegistryCredentials.none();
  }
}
