package io.eunomia.benchmarks;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builtins of the host as policies call them: with an argument of the input, and of the data. */
public enum HostCall {
  /** A short text in, a number out. */
  TIME("time.parse_rfc3339_ns", "time.parse_rfc3339_ns(x) > 1700000000000000000", "{}"),

  /** A token of some hundreds of bytes in, three values out, two of them objects. */
  DECODE("io.jwt.decode", "io.jwt.decode(x)[1].tenant == \"acme\"", "{}"),

  /** An object in, and a schema from the data, which is always the same. */
  SCHEMA(
      "json.match_schema",
      "json.match_schema(x, data.schema)[0]",
      """
      {"schema": {"type": "object", "required": ["id", "tags"], "properties": {
        "id": {"type": "integer", "minimum": 0}, "name": {"type": "string", "maxLength": 20},
        "tags": {"type": "array", "items": {"type": "string"}}}}}
      """);

  static final int CALLS = 100;
  static final byte[] NO_DATA = {'{', '}'};

  private static final String ENTRYPOINT = "calls/allow";

  private final String rego;
  private final String condition;
  private final String data;

  HostCall(String rego, String condition, String data) {
    this.rego = rego;
    this.condition = condition;
    this.data = data;
  }

  private String argument(int i) {
    return switch (this) {
      case TIME -> "\"2024-05-%02dT%02d:30:%02d.123Z\"".formatted(1 + i % 28, i % 24, i % 60);
      case DECODE ->
          '"' + token("{\"sub\":\"user-%d\",\"tenant\":\"acme\",\"roles\":[\"a\",\"b\"]}", i) + '"';
      case SCHEMA -> "{\"id\":%d,\"name\":\"n%d\",\"tags\":[\"x\",\"y\"]}".formatted(i, i);
    };
  }

  private static String token(String claims, int i) {
    return encoded("{\"alg\":\"HS256\"}")
        + '.'
        + encoded(claims.formatted(i))
        + '.'
        + "A".repeat(43);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  String rego() {
    return rego;
  }

  byte[] data() {
    return data.getBytes(StandardCharsets.UTF_8);
  }

  byte[] input() {
    String all =
        IntStream.range(0, CALLS).mapToObj(this::argument).collect(Collectors.joining(","));
    return ("{\"xs\":[" + all + "]}").getBytes(StandardCharsets.UTF_8);
  }

  Value[][] arguments() {
    Value schema = ((ObjectValue) TermText.read(data)).get("schema");
    return IntStream.range(0, CALLS)
        .mapToObj(i -> TermText.read(argument(i)))
        .map(x -> schema == null ? new Value[] {x} : new Value[] {x, schema})
        .toArray(Value[][]::new);
  }

  /** The policy, with or without its calls. */
  byte[] wasm(boolean calling) {
    String rule =
        "package calls\n\nallow if { every x in input.xs { %s } }\n"
            .formatted(calling ? condition : "x != null");
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("calls.rego", rule)),
            RegoPolicyOptions.defaults().withEntrypoints(List.of(ENTRYPOINT)));
    return Objects.requireNonNull(result.wasm(), () -> result.diagnostics().toString());
  }

  /** Whether a result is what the policy wants it to be. */
  boolean isRight(Value result) {
    return switch (this) {
      case TIME -> ((NumberValue) result).longValue() > 1700000000000000000L;
      case DECODE ->
          Value.of("acme")
              .equals(((ObjectValue) ((ArrayValue) result).elements().get(1)).get("tenant"));
      case SCHEMA -> ((ArrayValue) result).elements().get(0) == BooleanValue.TRUE;
    };
  }
}
