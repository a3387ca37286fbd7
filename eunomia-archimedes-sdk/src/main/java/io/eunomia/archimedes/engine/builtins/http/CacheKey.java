package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** By what two requests are the same: all that they say, but the headers that do not count. */
final class CacheKey {
  private static final String IGNORED = "cache_ignored_headers";
  private static final String HEADERS = "headers";

  private CacheKey() {}

  static Value of(ObjectValue request) throws NetworkException {
    Set<String> ignored = ignored(request);
    Map<Value, Value> members = new LinkedHashMap<>(request.members());
    members.remove(Value.of(IGNORED));
    if (!ignored.isEmpty() && request.get(HEADERS) instanceof ObjectValue headers) {
      Map<Value, Value> counted = new LinkedHashMap<>(headers.members());
      counted
          .keySet()
          .removeIf(name -> name instanceof StringValue text && ignored.contains(lower(text)));
      members.put(Value.of(HEADERS), new ObjectValue(counted));
    }
    return new ObjectValue(members);
  }

  private static Set<String> ignored(ObjectValue request) throws NetworkException {
    Value given = request.get(IGNORED);
    Set<String> names = new HashSet<>();
    if (given == null || given instanceof NullValue) {
      return names;
    }
    if (!(given instanceof ArrayValue list)) {
      throw RequestFields.invalid(IGNORED, "an array", given);
    }
    for (Value name : list.elements()) {
      if (!(name instanceof StringValue text)) {
        throw RequestFields.invalid(IGNORED, "an array of strings", name);
      }
      names.add(lower(text));
    }
    return names;
  }

  private static String lower(StringValue text) {
    return text.text().toLowerCase(Locale.ROOT);
  }
}
