package io.eunomia.rego.builtins;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All builtins that OPA knows, whether or not a policy may use them: that is what {@link
 * Capabilities} say. Read once, from a resource; thread-safe, and a lookup is one of a hash table.
 */
public final class Builtins {
  private static final String RESOURCE = "builtins.txt";
  private static final Map<String, Builtin> BY_NAME = load();

  private Builtins() {}

  /** The builtin of a name, or {@code null} if there is none. */
  public static @Nullable Builtin find(String name) {
    return BY_NAME.get(name);
  }

  /** All of them, by family. */
  public static Collection<Builtin> all() {
    return BY_NAME.values();
  }

  private static Map<String, Builtin> load() {
    Map<String, Builtin> found = new LinkedHashMap<>();
    try (InputStream in = Builtins.class.getResourceAsStream(RESOURCE)) {
      String table =
          new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
      table
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> new DeclarationParser(line).parse())
          .forEach(
              builtin -> {
                if (found.put(builtin.name(), builtin) != null) {
                  throw new IllegalStateException(RESOURCE + ": twice: " + builtin.name());
                }
              });
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
    return Collections.unmodifiableMap(found);
  }
}
