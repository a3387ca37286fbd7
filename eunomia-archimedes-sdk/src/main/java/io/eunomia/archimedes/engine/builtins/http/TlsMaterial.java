package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where certificates and keys come from: the request itself and, if that is allowed, files and
 * environment variables of this machine, read anew for each request.
 */
final class TlsMaterial {
  private static final int MAX_BYTES = 1 << 20;

  private final NetworkAccess access;
  private final Function<String, @Nullable String> variables;

  TlsMaterial(NetworkAccess access, Function<String, @Nullable String> variables) {
    this.access = access;
    this.variables = variables;
  }

  TlsParameters read(RequestFields fields) throws NetworkException {
    List<String> authorities = new ArrayList<>();
    for (String kind : List.of("", "_file", "_env_variable")) {
      String found = text(fields, "tls_ca_cert", kind);
      if (!found.isEmpty()) {
        authorities.add(found);
      }
    }
    boolean system =
        fields.value("tls_use_system_certs") == null
            ? authorities.isEmpty()
            // Without any authority nobody could be trusted: as OPA, take the system's then.
            : fields.flag("tls_use_system_certs") || authorities.isEmpty();
    String certificate = "";
    String key = "";
    for (String kind : List.of("", "_file", "_env_variable")) {
      String cert = text(fields, "tls_client_cert", kind);
      String secret = text(fields, "tls_client_key", kind);
      if (cert.isEmpty() != secret.isEmpty()) {
        throw NetworkException.invalid(
            "'tls_client_cert%1$s' and 'tls_client_key%1$s' go together".formatted(kind));
      }
      if (!cert.isEmpty()) {
        certificate = cert;
        key = secret;
      }
    }
    return new TlsParameters(
        system,
        authorities,
        certificate,
        key,
        fields.flag("tls_insecure_skip_verify"),
        fields.text("tls_server_name"));
  }

  private String text(RequestFields fields, String name, String kind) throws NetworkException {
    String given = fields.text(name + kind);
    if (given.isEmpty() || kind.isEmpty()) {
      return given;
    }
    return kind.equals("_file") ? file(name + kind, given) : variable(name + kind, given);
  }

  private String file(String parameter, String path) throws NetworkException {
    if (!access.allowsTlsFiles()) {
      throw NetworkException.refused("'" + parameter + "' is not allowed: files are not read here");
    }
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw NetworkException.invalid("'" + parameter + "' names a file larger than 1 MiB");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException e) {
      throw NetworkException.invalid("'" + parameter + "' names a file that cannot be read");
    }
  }

  private String variable(String parameter, String name) throws NetworkException {
    if (!access.allowsTlsVariables()) {
      throw NetworkException.refused(
          "'" + parameter + "' is not allowed: environment variables are not read here");
    }
    String value = variables.apply(name);
    if (value == null || value.isEmpty()) {
      throw NetworkException.invalid("'" + parameter + "' names a variable that is not set");
    }
    return value;
  }
}
