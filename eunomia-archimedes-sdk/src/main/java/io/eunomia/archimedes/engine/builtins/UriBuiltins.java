package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.uri.MalformedUriException;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code uri.*}: takes URIs apart. */
final class UriBuiltins {
  private UriBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins.add("uri.parse", UriBuiltins::parse).add("uri.is_valid", UriBuiltins::isValid);
  }

  private static Value parse(BuiltinContext context, Value... arguments) throws BuiltinException {
    Uri uri;
    try {
      uri = Uri.parse(Operands.string(arguments, 0));
    } catch (MalformedUriException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
    Map<Value, Value> parts = new LinkedHashMap<>();
    put(parts, "scheme", uri.scheme());
    put(parts, "hostname", uri.hostname());
    put(parts, "port", uri.port());
    put(parts, "path", uri.path());
    put(parts, "raw_path", uri.rawPath().isEmpty() ? uri.path() : uri.rawPath());
    put(parts, "raw_query", uri.rawQuery());
    put(parts, "fragment", uri.fragment());
    return new ObjectValue(parts);
  }

  private static void put(Map<Value, Value> parts, String name, String text) {
    if (!text.isEmpty()) {
      parts.put(Value.of(name), Value.of(text));
    }
  }

  /** An empty text would be a relative URI, but no policy means that. */
  private static Value isValid(BuiltinContext context, Value... arguments) {
    if (!(arguments[0] instanceof StringValue string) || string.text().isEmpty()) {
      return Value.of(false);
    }
    try {
      Uri.parse(string.text());
      return Value.of(true);
    } catch (MalformedUriException e) {
      return Value.of(false);
    }
  }
}
