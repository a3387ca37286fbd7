package io.eunomia.archimedes.engine.builtins.pki;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a certificate is for a host (RFC 6125): only its alternative names count. */
final class HostName {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?");
  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private HostName() {}

  static boolean matches(String host, Certificate certificate) {
    if (host.isEmpty()) {
      return true;
    }
    boolean brackets = host.startsWith("[") && host.endsWith("]") && host.length() > 2;
    String address = brackets ? host.substring(1, host.length() - 1) : host;
    if (V4.matcher(address).matches() || address.indexOf(':') >= 0) {
      String canonical = address.toLowerCase(Locale.ROOT);
      return certificate.names().ips().stream().anyMatch(ip -> IpText.write(ip).equals(canonical));
    }
    String name = host.toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return isHostName(plain)
        && certificate.names().dns().stream()
            .anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), plain));
  }

  /** A star stands for the whole first label, and for nothing else. */
  private static boolean matches(String pattern, String name) {
    if (pattern.startsWith("*.")) {
      int dot = name.indexOf('.');
      return dot > 0
          && isHostName(pattern.substring(2))
          && name.substring(dot).equals(pattern.substring(1));
    }
    return pattern.equals(name);
  }

  private static boolean isHostName(String name) {
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }
}
