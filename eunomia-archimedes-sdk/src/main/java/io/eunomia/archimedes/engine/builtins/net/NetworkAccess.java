package io.eunomia.archimedes.engine.builtins.net;

import java.net.IDN;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whom policies may reach by {@code http.send} and {@code net.lookup_ip_addr}, and with what. Off
 * unless somebody says otherwise; immutable and thread-safe.
 *
 * <p>Two things must agree for a request to be sent: the host, as the URL names it, is one of those
 * listed here (by its exact name, in any case of letters), and the address that it has is of a kind
 * that may be reached. A host that is listed may be at a public or private address, or on this
 * machine. With {@link Builder#anyHost()} only public addresses are reached, unless {@link
 * Builder#internalAddresses} says otherwise. Link-local addresses, and the others at which clouds
 * hand out credentials, are reached only if the address itself is listed. Redirects are held to the
 * same rules, step by step.
 *
 * <pre>{@code
 * NetworkAccess access =
 *     NetworkAccess.builder().hosts("users.example.org", "10.1.2.3").build();
 * PolicyRuntime runtime = PolicyRuntime.builder("users-service").network(access).open();
 * }</pre>
 */
public final class NetworkAccess {
  private static final NetworkAccess OFF = new NetworkAccess(new Builder(), false);

  private final boolean on;
  private final @Nullable Set<String> hosts;
  private final Set<Path> unixSockets;
  private final boolean internalAddresses;
  private final boolean tlsFiles;
  private final boolean tlsVariables;
  private final boolean tls12;
  private final int maxResponseBytes;
  private final long maxCacheBytes;
  private final int maxCacheEntries;

  private NetworkAccess(Builder from, boolean on) {
    this.on = on;
    hosts = from.anyHost ? null : Set.copyOf(from.hosts);
    unixSockets = Set.copyOf(from.unixSockets);
    internalAddresses = from.internalAddresses;
    tlsFiles = from.tlsFiles;
    tlsVariables = from.tlsVariables;
    tls12 = from.tls12;
    maxResponseBytes = from.maxResponseBytes;
    maxCacheBytes = from.maxCacheBytes;
    maxCacheEntries = from.maxCacheEntries;
  }

  /** None: a policy that calls one of the two builtins is refused when it is loaded. */
  public static NetworkAccess off() {
    return OFF;
  }

  /**
   * Starts with no host: a policy that calls the builtins is loaded, and each call is an error.
   * That is what tests need that replace the builtins by {@code with}.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether policies that call the builtins are loaded at all. */
  public boolean isOn() {
    return on;
  }

  /** Whether files may be named that have certificates and keys for TLS. */
  public boolean allowsTlsFiles() {
    return tlsFiles;
  }

  /** Whether environment variables may be named that have certificates and keys for TLS. */
  public boolean allowsTlsVariables() {
    return tlsVariables;
  }

  /** Whether TLS 1.2 is spoken with servers that do not know 1.3. */
  public boolean allowsTls12() {
    return tls12;
  }

  /** How long the body of a response may be. */
  public int maxResponseBytes() {
    return maxResponseBytes;
  }

  /** How much room responses may take that are kept from one evaluation to another. */
  public long maxCacheBytes() {
    return maxCacheBytes;
  }

  /** How many responses are kept from one evaluation to another. */
  public int maxCacheEntries() {
    return maxCacheEntries;
  }

  /** Whether a host is one of those that may be reached, as {@link #canonical} names it. */
  boolean allowsHost(String host) {
    return on && (hosts == null || hosts.contains(host));
  }

  /** Whether an address may be reached that a host has which may be. */
  boolean allowsAddress(String host, InetAddress address) {
    boolean listed = hosts != null && hosts.contains(host);
    return switch (AddressKind.of(address)) {
      case PUBLIC -> true;
      case PRIVATE, LOOPBACK -> listed || internalAddresses;
      case LINK_LOCAL -> hosts != null && hosts.contains(IpLiteral.write(address));
      case UNUSABLE -> false;
    };
  }

  boolean allowsUnixSocket(Path path) {
    return on && unixSockets.contains(path.normalize());
  }

  /** A host's name as it is compared: without brackets, in lower case, addresses as in RFC 5952. */
  static String canonical(String host) {
    String name =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    InetAddress literal = IpLiteral.parse(name);
    if (literal != null) {
      return IpLiteral.write(literal);
    }
    boolean ascii = name.chars().allMatch(c -> c < 0x80);
    return (ascii ? name : IDN.toASCII(name)).toLowerCase(Locale.ROOT);
  }

  /** Hosts and switches; no secrets are in it. */
  @Override
  public String toString() {
    if (!on) {
      return "NetworkAccess[off]";
    }
    return "NetworkAccess[hosts="
        + (hosts == null ? "any" : hosts.stream().sorted().collect(Collectors.joining(" ")))
        + (internalAddresses ? ", internal addresses" : "")
        + (unixSockets.isEmpty() ? "" : ", " + unixSockets.size() + " unix sockets")
        + (tlsFiles ? ", TLS files" : "")
        + (tlsVariables ? ", TLS variables" : "")
        + (tls12 ? ", TLS 1.2" : "")
        + "]";
  }

  /** Says what may be reached. What is not said is not allowed. Not thread-safe. */
  public static final class Builder {
    private static final int MAX_RESPONSE_BYTES = 8 << 20;
    private static final long MAX_CACHE_BYTES = 64L << 20;
    private static final int MAX_CACHE_ENTRIES = 10_000;

    private final Set<String> hosts = new LinkedHashSet<>();
    private final Set<Path> unixSockets = new LinkedHashSet<>();
    private boolean anyHost;
    private boolean internalAddresses;
    private boolean tlsFiles;
    private boolean tlsVariables;
    private boolean tls12;
    private int maxResponseBytes = MAX_RESPONSE_BYTES;
    private long maxCacheBytes = MAX_CACHE_BYTES;
    private int maxCacheEntries = MAX_CACHE_ENTRIES;

    private Builder() {}

    /** These hosts too: names or addresses, without a port. No wildcards. */
    public Builder hosts(String... names) {
      return hosts(Arrays.asList(names));
    }

    /**
     * These hosts too: names or addresses, without a port. No wildcards.
     *
     * @throws IllegalArgumentException if one is empty, or cannot be a host
     */
    public Builder hosts(Collection<String> names) {
      for (String name : names) {
        String canonical = canonical(name);
        if (canonical.isEmpty() || canonical.chars().anyMatch(c -> c <= ' ' || c == '/')) {
          throw new IllegalArgumentException("no name of a host: \"" + name + "\"");
        }
        hosts.add(canonical);
      }
      return this;
    }

    /** Every host that has a public address: the list does not count then. */
    public Builder anyHost() {
      anyHost = true;
      return this;
    }

    /** Of those that are allowed until now, only these. */
    public Builder only(Collection<String> names) {
      Set<String> named = new Builder().hosts(names).hosts;
      if (anyHost) {
        hosts.clear();
        hosts.addAll(named);
        anyHost = false;
      } else {
        hosts.retainAll(named);
      }
      return this;
    }

    /**
     * With {@link #anyHost()}: whether hosts may be reached that have a private address, or are
     * this machine; no if not said. Link-local ones never may.
     */
    public Builder internalAddresses(boolean value) {
      internalAddresses = value;
      return this;
    }

    /** This unix socket too, by its path: {@code unix://localhost/?socket=%2Frun%2Fx.socket}. */
    public Builder unixSocket(Path path) {
      unixSockets.add(path.normalize());
      return this;
    }

    /**
     * Whether policies may name files of this machine with certificates and keys ({@code
     * tls_ca_cert_file} and so on); no if not said. They are sent nowhere, but a policy can tell
     * whether a file is there.
     */
    public Builder tlsFiles(boolean value) {
      tlsFiles = value;
      return this;
    }

    /** The same of environment variables ({@code tls_ca_cert_env_variable} and so on). */
    public Builder tlsVariables(boolean value) {
      tlsVariables = value;
      return this;
    }

    /** Whether TLS 1.2 is good enough, as it is for OPA; without it, TLS 1.3 is the least. */
    public Builder tls12(boolean value) {
      tls12 = value;
      return this;
    }

    /** How long the body of a response may be; 8 MiB if not said. */
    public Builder maxResponseBytes(int bytes) {
      maxResponseBytes = Math.toIntExact(positive("maxResponseBytes", bytes));
      return this;
    }

    /**
     * How much is kept from one evaluation to another, for {@code cache} and {@code force_cache};
     * 64 MiB and 10,000 responses if not said.
     */
    public Builder cache(long maxBytes, int maxEntries) {
      maxCacheBytes = positive("maxBytes", maxBytes);
      maxCacheEntries = Math.toIntExact(positive("maxEntries", maxEntries));
      return this;
    }

    /** Ends the configuration. */
    public NetworkAccess build() {
      return new NetworkAccess(this, true);
    }

    private static long positive(String name, long value) {
      if (value <= 0) {
        throw new IllegalArgumentException(name + " must be positive, not " + value);
      }
      return value;
    }
  }
}
