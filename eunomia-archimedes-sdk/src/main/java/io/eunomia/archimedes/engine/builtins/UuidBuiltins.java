package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code uuid.parse}. */
final class UuidBuiltins {
  private static final Pattern HYPHENATED =
      Pattern.compile(
          "(?:(?i:urn:uuid:))?\\{?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})"
              + "-([0-9a-f]{12})\\}?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PLAIN = Pattern.compile("[0-9a-fA-F]{32}");

  /** 100-nanosecond intervals from 1582-10-15 to 1970-01-01. */
  private static final long EPOCH = 122_192_928_000_000_000L;

  private UuidBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins.add("uuid.parse", UuidBuiltins::parse);
  }

  private static Value parse(BuiltinContext context, Value... arguments) throws BuiltinException {
    byte[] bytes = HexFormat.of().parseHex(digits(Operands.string(arguments, 0)));
    Map<Value, Value> fields = new LinkedHashMap<>();
    int version = (bytes[6] & 0xF0) >> 4;
    put(fields, "version", Value.of(version));
    put(fields, "variant", Value.of(variant(bytes[8] & 0xFF)));
    if (version == 1 || version == 2) {
      put(fields, "nodeid", Value.of(nodeId(bytes)));
      put(fields, "macvariables", Value.of(macVariables(bytes[10])));
      put(fields, "clocksequence", Value.of(number(bytes, 8, 2) & 0x3FFF));
      put(fields, "time", Value.of((time(bytes) - EPOCH) * 100));
    }
    if (version == 2) {
      put(fields, "id", Value.of(number(bytes, 0, 4)));
      put(fields, "domain", Value.of(domain(bytes[9])));
    }
    return new ObjectValue(fields);
  }

  private static String digits(String text) throws BuiltinException {
    Matcher hyphenated = HYPHENATED.matcher(text);
    if (hyphenated.matches() && text.startsWith("{") == text.endsWith("}")) {
      return hyphenated.group(1)
          + hyphenated.group(2)
          + hyphenated.group(3)
          + hyphenated.group(4)
          + hyphenated.group(5);
    }
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    throw new BuiltinException("invalid UUID");
  }

  private static void put(Map<Value, Value> fields, String name, Value value) {
    fields.put(Value.of(name), value);
  }

  private static String variant(int octet) {
    if ((octet & 0xC0) == 0x80) {
      return "RFC4122";
    }
    if ((octet & 0xE0) == 0xC0) {
      return "Microsoft";
    }
    return (octet & 0xE0) == 0xE0 ? "Future" : "Reserved";
  }

  private static String nodeId(byte[] bytes) {
    return HexFormat.ofDelimiter("-").formatHex(bytes, 10, 16).toLowerCase(Locale.ROOT);
  }

  private static String macVariables(byte first) {
    return ((first & 2) == 0 ? "global:" : "local:") + ((first & 1) == 0 ? "unicast" : "multicast");
  }

  private static String domain(byte octet) {
    return switch (octet & 0xFF) {
      case 0 -> "Person";
      case 1 -> "Group";
      case 2 -> "Org";
      default -> "Domain" + (octet & 0xFF);
    };
  }

  private static long time(byte[] bytes) {
    return number(bytes, 0, 4)
        | (number(bytes, 4, 2) << 32)
        | ((number(bytes, 6, 2) & 0xFFF) << 48);
  }

  private static long number(byte[] bytes, int from, int length) {
    long value = 0;
    for (int i = from; i < from + length; i++) {
      value = (value << 8) | (bytes[i] & 0xFF);
    }
    return value;
  }
}
