package io.eunomia.policy;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which request headers a policy may see. Those that carry credentials are never among them.
 *
 * <p>Immutable and thread-safe. Names are compared without regard to case.
 */
public final class HeaderAllowlist {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization");
  private static final HeaderAllowlist NONE = new HeaderAllowlist(Set.of());

  private final Set<String> names;

  private HeaderAllowlist(Set<String> names) {
    this.names = names;
  }

  /** No header at all, which is the default everywhere. */
  public static HeaderAllowlist none() {
    return NONE;
  }

  /**
   * These headers.
   *
   * @throws IllegalArgumentException for a name that carries credentials, or is no header's name
   */
  public static HeaderAllowlist of(String... names) {
    return of(Arrays.asList(names));
  }

  /** As {@link #of(String...)}. */
  public static HeaderAllowlist of(Collection<String> names) {
    Set<String> allowed = new TreeSet<>();
    for (String name : names) {
      allowed.add(checkedName(name));
    }
    return new HeaderAllowlist(allowed);
  }

  /** Whether a header of this name passes. */
  public boolean permits(String name) {
    return names.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The names, in lower case and sorted. */
  public Set<String> names() {
    return Set.copyOf(names);
  }

  /**
   * The headers that pass, by lower-case name. Names that differ in case only are one header: their
   * values are joined by a comma, as HTTP has it.
   */
  public Map<String, String> filter(Map<String, String> headers) {
    Map<String, String> passed = new TreeMap<>();
    if (!names.isEmpty()) {
      headers.forEach(
          (name, value) -> {
            if (permits(name)) {
              passed.merge(name.toLowerCase(Locale.ROOT), value, (a, b) -> a + ", " + b);
            }
          });
    }
    return passed;
  }

  @Override
  public String toString() {
    return names.toString();
  }

  /** The name in lower case, once it is known that a policy may see such a header. */
  static String checkedName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (CREDENTIALS.contains(lower)) {
      throw new PolicyInputException("headers." + lower, "carries credentials and never passes");
    }
    if (lower.isEmpty() || !lower.chars().allMatch(HeaderAllowlist::isTokenCharacter)) {
      throw new PolicyInputException("headers", "'" + name + "' is not a header's name");
    }
    return lower;
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }
}
