package io.eunomia.archimedes.engine.builtins.net;

import io.eunomia.archimedes.engine.builtins.net.NetworkException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The network, as far as it may be reached. A connection goes to an address that was looked at
 * before: a name is not resolved a second time in between. Thread-safe.
 */
public final class Network {
  private final NetworkAccess access;
  private final HostResolver resolver = new HostResolver();

  /** With what may be reached. */
  public Network(NetworkAccess access) {
    this.access = access;
  }

  /** What may be reached. */
  public NetworkAccess access() {
    return access;
  }

  /**
   * The addresses of a host, as texts; of an address, itself. Where they lead is not judged: to
   * know an address is not to reach it.
   */
  public List<String> lookup(String host, Deadline deadline) throws NetworkException {
    int percent = host.indexOf('%');
    if (percent < 0) {
      return addresses(checked(host), deadline).stream().map(IpLiteral::write).toList();
    }
    String name = checked(host.substring(0, percent));
    String zone = host.substring(percent);
    InetAddress address = name.indexOf(':') < 0 ? null : IpLiteral.parse(name);
    if (address == null || zone.length() == 1) {
      throw NetworkException.failed("lookup " + host + ": no such host");
    }
    return List.of(IpLiteral.write(address) + zone);
  }

  /**
   * A connection to a host.
   *
   * @param host a name or an address
   * @param port of TCP
   * @throws NetworkException if the host or all of its addresses may not be reached, or none is
   */
  public Wire connect(String host, int port, Deadline deadline) throws NetworkException {
    String name = checked(host);
    List<InetAddress> allowed = new ArrayList<>();
    InetAddress refused = null;
    for (InetAddress address : addresses(name, deadline)) {
      if (access.allowsAddress(name, address)) {
        allowed.add(address);
      } else {
        refused = address;
      }
    }
    if (allowed.isEmpty() && refused != null) {
      String at = IpLiteral.write(refused);
      throw NetworkException.refused(
          "unallowed address: "
              + (at.equals(name) ? "" : name + " is at ")
              + at
              + ", which is "
              + AddressKind.of(refused));
    }
    NetworkException failure = NetworkException.failed("lookup " + name + ": no such host");
    for (InetAddress address : allowed) {
      try {
        return connect(new InetSocketAddress(address, port), deadline);
      } catch (NetworkException e) {
        failure = e;
        if (e.kind() == Kind.TIMEOUT) {
          break;
        }
      }
    }
    throw failure;
  }

  /**
   * A connection to a unix socket.
   *
   * @param path where it is
   */
  public Wire connectUnix(String path, Deadline deadline) throws NetworkException {
    Path socket;
    try {
      socket = Path.of(path);
    } catch (InvalidPathException e) {
      throw NetworkException.invalid("no path of a unix socket: " + path);
    }
    if (!access.allowsUnixSocket(socket)) {
      throw NetworkException.refused("unallowed unix socket: " + path);
    }
    return connect(UnixDomainSocketAddress.of(socket), deadline);
  }

  private static Wire connect(SocketAddress address, Deadline deadline) throws NetworkException {
    try {
      return Wire.connect(address, deadline);
    } catch (ConnectException e) {
      throw NetworkException.failed("connection refused");
    } catch (IOException e) {
      throw deadline.isOver()
          ? NetworkException.timeout()
          : NetworkException.failed("no connection: " + e.getMessage());
    }
  }

  private String checked(String host) throws NetworkException {
    String name;
    try {
      name = NetworkAccess.canonical(host);
    } catch (IllegalArgumentException e) {
      throw NetworkException.invalid("no name of a host: " + host);
    }
    if (!access.allowsHost(name)) {
      throw NetworkException.refused("unallowed host: " + name);
    }
    return name;
  }

  private List<InetAddress> addresses(String name, Deadline deadline) throws NetworkException {
    if (name.isEmpty()) {
      // Java would take it for this machine.
      throw NetworkException.failed("lookup : no such host");
    }
    InetAddress literal = IpLiteral.parse(name);
    return literal == null ? resolver.resolve(name, deadline) : List.of(literal);
  }
}
