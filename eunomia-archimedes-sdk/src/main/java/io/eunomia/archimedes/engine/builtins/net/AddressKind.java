package io.eunomia.archimedes.engine.builtins.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** What is at an address, as far as the address tells: who asks for another must not get there. */
enum AddressKind {
  /** Anybody's. */
  PUBLIC("public"),
  /** Of a private network (RFC 1918, 4193, 6598). */
  PRIVATE("private"),
  /** This very machine. */
  LOOPBACK("loopback"),
  /** Of this link, or where clouds hand out the credentials of the machine. */
  LINK_LOCAL("link-local"),
  /** No single machine's: multicast, broadcast, reserved. */
  UNUSABLE("reserved");

  /** Services of clouds that are not at 169.254.0.0/16: Azure, Alibaba, Oracle, AWS. */
  private static final Set<InetAddress> METADATA =
      Set.of(
          address(168, 63, 129, 16),
          address(100, 100, 100, 200),
          address(192, 0, 0, 192),
          address(0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54));

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] COMPATIBLE = new byte[12];

  private final String name;

  AddressKind(String name) {
    this.name = name;
  }

  static AddressKind of(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (METADATA.contains(withoutZone(bytes))) {
      return LINK_LOCAL;
    }
    return address instanceof Inet4Address ? ofV4(bytes, 0) : ofV6((Inet6Address) address, bytes);
  }

  private static AddressKind ofV4(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int second = bytes[at + 1] & 0xff;
    return switch (first) {
      // 0.0.0.0 leads to this machine, too.
      case 0, 127 -> LOOPBACK;
      case 10 -> PRIVATE;
      case 100 -> (second & 0xc0) == 64 ? PRIVATE : PUBLIC;
      case 169 -> second == 254 ? LINK_LOCAL : PUBLIC;
      case 172 -> (second & 0xf0) == 16 ? PRIVATE : PUBLIC;
      case 192 -> second == 168 || (second == 0 && bytes[at + 2] == 0) ? PRIVATE : PUBLIC;
      default -> first >= 224 ? UNUSABLE : PUBLIC;
    };
  }

  private static AddressKind ofV6(Inet6Address address, byte[] bytes) {
    if (address.isMulticastAddress()) {
      return UNUSABLE;
    }
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return LOOPBACK;
    }
    if (address.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    if (address.isSiteLocalAddress() || (bytes[0] & 0xfe) == 0xfc) {
      return PRIVATE;
    }
    // Those that stand for an IPv4 address are of its kind: NAT64, 6to4, and the oldest way.
    if (startsWith(bytes, NAT64) || startsWith(bytes, COMPATIBLE)) {
      return ofEmbedded(bytes, 12);
    }
    return bytes[0] == 0x20 && bytes[1] == 0x02 ? ofEmbedded(bytes, 2) : PUBLIC;
  }

  private static AddressKind ofEmbedded(byte[] bytes, int at) {
    return METADATA.contains(withoutZone(Arrays.copyOfRange(bytes, at, at + 4)))
        ? LINK_LOCAL
        : ofV4(bytes, at);
  }

  private static boolean startsWith(byte[] bytes, byte[] start) {
    return Arrays.equals(bytes, 0, start.length, start, 0, start.length);
  }

  private static InetAddress address(int... numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    return withoutZone(bytes);
  }

  private static InetAddress withoutZone(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address has " + bytes.length + " bytes", e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
