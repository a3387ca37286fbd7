package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.http.SendRequest.Caching;
import io.eunomia.archimedes.engine.builtins.http.SendRequest.Decoding;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.builtins.uri.MalformedUriException;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import io.eunomia.archimedes.engine.value.GoJson;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.archimedes.engine.value.ValueOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the request of a policy for what it says. */
final class RequestReader {
  private static final long DEFAULT_TIMEOUT = 5_000_000_000L;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final RequestFields fields;
  private final TlsMaterial material;
  private final Durations durations;

  private RequestReader(RequestFields fields, TlsMaterial material, Durations durations) {
    this.fields = fields;
    this.material = material;
    this.durations = durations;
  }

  /** Reads a request, whose members are all known and none of the required ones missing. */
  static SendRequest read(ObjectValue request, TlsMaterial material, Durations durations)
      throws NetworkException {
    return new RequestReader(new RequestFields(request), material, durations).read();
  }

  private SendRequest read() throws NetworkException {
    return new SendRequest(
        method(),
        uri(),
        headers(),
        body(),
        fields.flag("enable_redirect"),
        new Decoding(fields.flag("force_json_decode"), fields.flag("force_yaml_decode")),
        material.read(fields),
        timeout(),
        retries(),
        caching(fields));
  }

  private String method() throws NetworkException {
    String method = fields.text("method").toUpperCase(Locale.ROOT);
    if (method.isEmpty()) {
      // As in Go, for which nothing is this.
      return "GET";
    }
    if (!TOKEN.matcher(method).matches() || method.equals("CONNECT")) {
      throw NetworkException.invalid("invalid method " + GoJson.write(Value.of(method)));
    }
    return method;
  }

  private Uri uri() throws NetworkException {
    try {
      return Uri.parse(fields.text("url"));
    } catch (MalformedUriException e) {
      throw NetworkException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> headers() throws NetworkException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    ObjectValue given = fields.object("headers");
    if (given != null) {
      for (Map.Entry<Value, Value> header : ValueOrder.sorted(given)) {
        header(header.getKey(), header.getValue(), headers);
      }
    }
    return headers;
  }

  private static void header(Value name, Value value, Map<String, String> headers)
      throws NetworkException {
    if (!(name instanceof StringValue key) || !(value instanceof StringValue text)) {
      throw NetworkException.invalid(
          "'headers' must be strings by strings but got "
              + (name instanceof StringValue ? value : name).typeName());
    }
    if (!TOKEN.matcher(key.text()).matches()) {
      throw NetworkException.invalid("invalid name of a header " + GoJson.write(key));
    }
    if (text.text().chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
      throw NetworkException.invalid("invalid value of the header " + GoJson.write(key));
    }
    headers.put(key.text(), text.text());
  }

  private byte @Nullable [] body() throws NetworkException {
    Value body = fields.value("body");
    if (fields.value("raw_body") != null) {
      return fields.text("raw_body").getBytes(StandardCharsets.UTF_8);
    }
    return body == null ? null : GoJson.write(body).getBytes(StandardCharsets.UTF_8);
  }

  private long timeout() throws NetworkException {
    Value given = fields.value("timeout");
    if (given == null) {
      return DEFAULT_TIMEOUT;
    }
    if (given instanceof NumberValue number) {
      if (number.fitsLong()) {
        return number.longValue();
      }
      throw NetworkException.invalid("'timeout' must be an integer of nanoseconds");
    }
    if (given instanceof StringValue text) {
      return durations.nanos(text.text());
    }
    throw RequestFields.invalid("timeout", "one of {string, number}", given);
  }

  private int retries() throws NetworkException {
    NumberValue given = fields.number("max_retry_attempts");
    if (given == null) {
      return 0;
    }
    if (!given.fitsLong() || given.longValue() < 0) {
      throw NetworkException.invalid("'max_retry_attempts' must be an integer, 0 or more");
    }
    return (int) Math.min(given.longValue(), Integer.MAX_VALUE);
  }

  private static Caching caching(RequestFields fields) throws NetworkException {
    String mode = fields.text("caching_mode");
    if (fields.value("caching_mode") != null
        && !mode.equals("serialized")
        && !mode.equals("deserialized")) {
      throw NetworkException.invalid(
          "invalid value specified for 'caching_mode' field: "
              + GoJson.write(Value.of(mode))
              + ", must be \"serialized\" or \"deserialized\"");
    }
    boolean cache = fields.flag("cache");
    boolean force = fields.flag("force_cache");
    long seconds = force ? forcedSeconds(fields) : -1;
    return new Caching(cache || force, seconds, mode.equals("deserialized"));
  }

  private static long forcedSeconds(RequestFields fields) throws NetworkException {
    NumberValue seconds = fields.number("force_cache_duration_seconds");
    if (seconds == null) {
      throw NetworkException.invalid(
          "'force_cache' set but 'force_cache_duration_seconds' parameter is missing");
    }
    if (!seconds.fitsLong() || seconds.longValue() < 0) {
      throw NetworkException.invalid(
          "'force_cache_duration_seconds' must be an integer, 0 or more");
    }
    return Math.min(seconds.longValue(), Integer.MAX_VALUE);
  }
}
