package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.GoJson;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the requests of {@code http.send} may and must have, in the words of OPA. */
final class HttpRequests {
  static final List<String> REQUIRED = List.of("method", "url");

  private static final Set<String> ALLOWED =
      Set.of(
          "method",
          "url",
          "body",
          "enable_redirect",
          "force_json_decode",
          "force_yaml_decode",
          "headers",
          "raw_body",
          "tls_use_system_certs",
          "tls_ca_cert",
          "tls_ca_cert_file",
          "tls_ca_cert_env_variable",
          "tls_client_cert",
          "tls_client_cert_file",
          "tls_client_cert_env_variable",
          "tls_client_key",
          "tls_client_key_file",
          "tls_client_key_env_variable",
          "tls_insecure_skip_verify",
          "tls_server_name",
          "timeout",
          "cache",
          "force_cache",
          "force_cache_duration_seconds",
          "raise_error",
          "caching_mode",
          "max_retry_attempts",
          "cache_ignored_headers");

  private HttpRequests() {}

  /** Checks that a request has nothing unknown, and what it must have. */
  static void check(int operand, ObjectValue request) throws BuiltinException {
    check(operand, "invalid request parameters(s)", unknown(request));
    check(
        operand,
        "missing required request parameters(s)",
        REQUIRED.stream().filter(name -> request.get(name) == null).toList());
  }

  private static Collection<String> unknown(ObjectValue request) {
    Set<String> unknown = new TreeSet<>();
    for (Value name : request.members().keySet()) {
      if (!(name instanceof StringValue text) || !ALLOWED.contains(text.text())) {
        unknown.add(name instanceof StringValue text ? text.text() : GoJson.write(name));
      }
    }
    return unknown;
  }

  /** Fails if there are names to complain about. */
  static void check(int operand, String problem, Collection<String> names) throws BuiltinException {
    if (!names.isEmpty()) {
      throw BuiltinException.operand(
          operand,
          names.stream()
              .map(name -> '"' + name + '"')
              .collect(Collectors.joining(", ", problem + ": {", "}")));
    }
  }
}
