package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.archimedes.engine.value.ValueOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a chain of certificates is verified.
 *
 * @param hostname whom the leaf must be for; empty for anybody
 * @param time when all of them must be valid
 * @param usages what the chain must be good for: any of these
 */
public record VerifyOptions(String hostname, Instant time, Set<Integer> usages) {
  private static final long NANOS = 1_000_000_000L;

  /** Copies the usages. */
  public VerifyOptions {
    usages = Set.copyOf(usages);
  }

  /** For a server, whatever its name. */
  public static VerifyOptions at(Instant time) {
    return new VerifyOptions("", time, Set.of(KeyUsages.SERVER));
  }

  /**
   * Reads what a policy gives.
   *
   * @throws MalformedDataException for a member of an unknown name or of a wrong type
   */
  public static VerifyOptions read(ObjectValue options, Instant now) throws MalformedDataException {
    VerifyOptions read = at(now);
    for (Map.Entry<Value, Value> option : ValueOrder.sorted(options)) {
      if (option.getKey() instanceof StringValue name) {
        read = read.with(name.text(), option.getValue());
      }
    }
    return read;
  }

  private VerifyOptions with(String name, Value value) throws MalformedDataException {
    switch (name) {
      case "DNSName" -> {
        if (value instanceof StringValue text) {
          return new VerifyOptions(unquoted(text.text()), time, usages);
        }
        throw new MalformedDataException("'DNSName' should be a string");
      }
      case "CurrentTime" -> {
        long nanos = integer(value, name, "int64 number");
        Instant then =
            Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
        return new VerifyOptions(hostname, then, usages);
      }
      case "MaxConstraintComparisons" -> {
        // How much work names may be is limited otherwise here.
        integer(value, name, "number");
        return this;
      }
      case "KeyUsages" -> {
        Set<Integer> asked = usages(value);
        return asked.isEmpty() ? this : new VerifyOptions(hostname, time, asked);
      }
      default -> throw new MalformedDataException("invalid key option");
    }
  }

  private static long integer(Value value, String name, String what) throws MalformedDataException {
    if (!(value instanceof NumberValue number)) {
      throw new MalformedDataException("'" + name + "' should be a number");
    }
    if (!number.fitsLong()) {
      throw new MalformedDataException("'" + name + "' should be a valid " + what);
    }
    return number.longValue();
  }

  private static Set<Integer> usages(Value value) throws MalformedDataException {
    List<Value> names;
    if (value instanceof ArrayValue array) {
      names = array.elements();
    } else if (value instanceof SetValue set) {
      names = ValueOrder.sorted(set);
    } else {
      throw new MalformedDataException("'KeyUsages' should be an Array or Set");
    }
    Set<Integer> usages = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (Value name : names) {
      if (name instanceof StringValue text) {
        Integer usage = KeyUsages.ofName(unquoted(text.text()));
        if (usage == null) {
          unknown.add(unquoted(text.text()));
        } else {
          usages.add(usage);
        }
      }
    }
    if (!unknown.isEmpty()) {
      throw new MalformedDataException(
          "invalid entries for 'KeyUsages' found: [" + String.join(" ", unknown) + "]");
    }
    return usages;
  }

  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == '"') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == '"') {
      to--;
    }
    return text.substring(from, to);
  }
}
