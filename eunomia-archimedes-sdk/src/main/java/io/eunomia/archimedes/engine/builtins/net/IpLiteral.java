package io.eunomia.archimedes.engine.builtins.net;

import io.eunomia.archimedes.engine.builtins.pki.IpText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that are written as such. Other spellings that some resolvers take for IPv4 ({@code
 * 127.1}, {@code 0x7f000001}) are names here; what they resolve to is judged as any address is.
 */
final class IpLiteral {
  private static final String BYTE = "(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  private static final Pattern V4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private IpLiteral() {}

  /** The address that a text is, or null. Asks nobody. */
  static @Nullable InetAddress parse(String text) {
    if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
      return null;
    }
    try {
      // What has a colon is never looked up, and what has four numbers needs not to be.
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** An address as text (RFC 5952), without a zone. */
  static String write(InetAddress address) {
    return IpText.write(address.getAddress());
  }
}
