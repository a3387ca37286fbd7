package io.eunomia.rego.builtins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All builtins that OPA knows, whether or not a policy may use them: that is what {@link
 * Capabilities} say. Read once, from a resource; thread-safe, and a lookup is one of a hash table.
 */
public final class Builtins {
  private static final String TABLE = "builtins.txt";
  private static final String DIFFERENCES = "differences.txt";
  private static final Map<String, List<Builtin>> FAMILIES = families(lines(TABLE));
  private static final Map<String, Builtin> BY_NAME = byName();

  private Builtins() {}

  /** The builtin of a name, or {@code null} if there is none. */
  public static @Nullable Builtin find(String name) {
    return BY_NAME.get(name);
  }

  /** All of them, by family. */
  public static Collection<Builtin> all() {
    return BY_NAME.values();
  }

  /** All of them, by the names of the families that they are told in. */
  public static Map<String, List<Builtin>> families() {
    return FAMILIES;
  }

  /**
   * In what builtins differ from OPA's, in a sentence each, by their names; those that do not are
   * not there. Reads a resource each time.
   */
  public static Map<String, String> differences() {
    Map<String, String> found = new LinkedHashMap<>();
    for (String line : lines(DIFFERENCES)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int bar = line.indexOf(" | ");
        String name = bar < 0 ? line : line.substring(0, bar);
        if (bar < 0 || find(name) == null || found.put(name, line.substring(bar + 3)) != null) {
          throw new IllegalStateException(DIFFERENCES + ": no builtin, or one twice: " + name);
        }
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static Map<String, List<Builtin>> families(List<String> lines) {
    Map<String, List<Builtin>> families = new LinkedHashMap<>();
    List<Builtin> family = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("# ")) {
        // The comment at the head of the file is a family of none.
        family = new ArrayList<>();
        families.put(line.substring(2), family);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        family.add(Builtin.parse(line));
      }
    }
    families.values().removeIf(List::isEmpty);
    families.replaceAll((name, builtins) -> List.copyOf(builtins));
    return Collections.unmodifiableMap(families);
  }

  private static Map<String, Builtin> byName() {
    Map<String, Builtin> found = new LinkedHashMap<>();
    for (List<Builtin> family : FAMILIES.values()) {
      for (Builtin builtin : family) {
        if (found.put(builtin.name(), builtin) != null) {
          throw new IllegalStateException(TABLE + ": twice: " + builtin.name());
        }
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Builtins.class.getResourceAsStream(resource)) {
      byte[] text = Objects.requireNonNull(in, resource).readAllBytes();
      return new String(text, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(resource + " cannot be read", e);
    }
  }
}
