package io.eunomia.archimedes.engine.builtins.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.eunomia.archimedes.engine.builtins.http.SendRequest.Decoding;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.bundle.DataFormat;
import io.eunomia.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Responses and errors as policies see them. */
public final class ResponseValue {
  private static final List<String> JSON = List.of("application/json");
  private static final List<String> YAML = List.of("application/yaml", "application/x-yaml");

  private ResponseValue() {}

  static Value of(Response response, Decoding decoding) {
    Map<Value, Value> headers = new LinkedHashMap<>();
    response
        .headers()
        .forEach(
            (name, values) ->
                headers.put(
                    Value.of(name), new ArrayValue(values.stream().map(Value::of).toList())));
    String status = response.code() + (response.reason().isEmpty() ? "" : " " + response.reason());
    Map<Value, Value> members = new LinkedHashMap<>();
    members.put(Value.of("status"), Value.of(status));
    members.put(Value.of("status_code"), Value.of(response.code()));
    members.put(Value.of("body"), body(response, decoding));
    members.put(
        Value.of("raw_body"), Value.of(new String(response.body(), StandardCharsets.UTF_8)));
    members.put(Value.of("headers"), new ObjectValue(headers));
    return new ObjectValue(members);
  }

  /**
   * An error for policies that asked for one instead of being stopped.
   *
   * @param error what happened
   */
  public static Value of(NetworkException error) {
    return new ObjectValue(
        Map.of(
            Value.of("status_code"),
            Value.of(0),
            Value.of("error"),
            new ObjectValue(
                Map.of(
                    Value.of("code"),
                    Value.of(
                        error.isOfNetwork()
                            ? "eval_http_send_network_error"
                            : "eval_http_send_internal_error"),
                    Value.of("message"),
                    Value.of(String.valueOf(error.getMessage()))))));
  }

  /** What the body says; null in JSON if it is of neither format, or not what it claims. */
  private static Value body(Response response, Decoding decoding) {
    String type = response.header("content-type").toLowerCase(Locale.ROOT);
    try {
      if (decoding.forceJson() || JSON.stream().anyMatch(type::contains)) {
        return JsonTree.read(DataFormat.JSON.parse(response.body()));
      }
      return decoding.forceYaml() || YAML.stream().anyMatch(type::contains)
          ? JsonTree.read(YamlReader.lenient(new String(response.body(), StandardCharsets.UTF_8)))
          : NullValue.INSTANCE;
    } catch (JsonProcessingException e) {
      return NullValue.INSTANCE;
    }
  }
}
