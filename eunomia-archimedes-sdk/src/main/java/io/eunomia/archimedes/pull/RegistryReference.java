package io.eunomia.archimedes.pull;

import io.eunomia.bundle.BundleDigest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a bundle is in a registry: {@code registry.example.com:5000/policies/users-service:1.4.2}.
 * Written as the OCI distribution specification has it, and strictly so.
 *
 * <p>The registry is never left out: the part before the first slash must look like a host, that is
 * have a dot or a port, or be {@code localhost} or an IPv6 address in brackets.
 *
 * @param registry host and perhaps port, in lower case
 * @param repository slash-separated names; with the registry at most 255 characters
 * @param tag at most 128 characters; null only if there is a digest
 * @param digest of the manifest, {@code sha256:} and 64 lower-case hexadecimal digits, or null.
 *     Where there is one, it says what is pulled, and the tag is only for people
 */
public record RegistryReference(
    String registry, String repository, @Nullable String tag, @Nullable String digest) {
  private static final String SCHEME = "oci://";
  private static final String LATEST = "latest";
  private static final int MAX_NAME = 255;
  private static final Pattern HOST =
      Pattern.compile(
          "(localhost|\\[[0-9a-f:.]+]|(?=.*[.:])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)"
              + "(?::([1-9][0-9]{0,4}))?");
  private static final Pattern SEGMENT = Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*+");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /**
   * @throws IllegalArgumentException if a part is not what it must be
   */
  public RegistryReference {
    registry = registry.toLowerCase(Locale.ROOT);
    checkRegistry(registry);
    checkRepository(repository);
    if (registry.length() + 1 + repository.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "registry and repository are longer than " + MAX_NAME + " characters");
    }
    if (tag == null && digest == null) {
      throw new IllegalArgumentException("there is neither a tag nor a digest");
    }
    if (tag != null && !TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          quoted(tag)
              + " is not a tag: up to 128 of A-Z, a-z, 0-9, '_', '.', '-', of which '.' and '-' are"
              + " not the first");
    }
    if (digest != null) {
      checkDigest(digest);
    }
  }

  /**
   * Reads {@code [oci://]REGISTRY/REPOSITORY[:TAG][@DIGEST]}. Without tag and digest, the tag is
   * {@code latest}.
   *
   * @throws IllegalArgumentException with what is wrong, if it is not that
   */
  public static RegistryReference parse(String text) {
    String rest = text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text;
    if (rest.contains("://")) {
      throw new IllegalArgumentException(
          quoted(text) + " starts with a scheme other than " + SCHEME);
    }
    int slash = rest.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          quoted(text) + " has no repository: write REGISTRY/REPOSITORY:TAG");
    }
    int at = rest.indexOf('@', slash);
    String digest = at < 0 ? null : rest.substring(at + 1);
    String name = at < 0 ? rest : rest.substring(0, at);
    int colon = name.indexOf(':', slash);
    String tag = colon < 0 ? null : name.substring(colon + 1);
    String repository = name.substring(slash + 1, colon < 0 ? name.length() : colon);
    if (tag == null && digest == null) {
      tag = LATEST;
    }
    try {
      return new RegistryReference(rest.substring(0, slash), repository, tag, digest);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          quoted(text) + " is no reference: " + Objects.requireNonNull(e.getMessage()), e);
    }
  }

  /** The same repository's manifest of this digest, whatever the tag says by now. */
  public RegistryReference withDigest(String manifestDigest) {
    return new RegistryReference(registry, repository, tag, manifestDigest);
  }

  /** What the registry is asked for: the digest if there is one, else the tag. */
  String wanted() {
    return digest != null ? digest : Objects.requireNonNull(tag);
  }

  boolean sameRepository(RegistryReference other) {
    return registry.equals(other.registry) && repository.equals(other.repository);
  }

  /** The reference, as {@link #parse} reads it. */
  @Override
  public String toString() {
    return registry
        + '/'
        + repository
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }

  private static void checkRegistry(String registry) {
    if (registry.isEmpty()) {
      throw new IllegalArgumentException("there is no registry");
    }
    if (registry.length() > MAX_NAME
        || !HOST.matcher(registry).matches()
        || !isServer("https://" + registry)) {
      throw new IllegalArgumentException(
          quoted(registry) + " is not a registry: a host with a dot or a port, or localhost");
    }
  }

  // The pattern is about characters; what makes an address or a name of them, the JDK knows.
  private static boolean isServer(String uri) {
    try {
      URI server = new URI(uri).parseServerAuthority();
      return server.getHost() != null && server.getPort() <= 65_535;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void checkRepository(String repository) {
    if (repository.isEmpty()) {
      throw new IllegalArgumentException("there is no repository");
    }
    if (repository.length() > MAX_NAME) {
      throw new IllegalArgumentException("the repository is longer than " + MAX_NAME);
    }
    int start = 0;
    while (start <= repository.length()) {
      int slash = repository.indexOf('/', start);
      int end = slash < 0 ? repository.length() : slash;
      String segment = repository.substring(start, end);
      if (!SEGMENT.matcher(segment).matches()) {
        throw new IllegalArgumentException(
            quoted(segment)
                + " is not a name in a repository: a-z and 0-9, between them '.', '_', '__' or"
                + " hyphens");
      }
      start = end + 1;
    }
  }

  private static void checkDigest(String digest) {
    if (digest.startsWith("sha512:")) {
      throw new IllegalArgumentException("only sha256 digests are supported");
    }
    BundleDigest.parse(digest);
  }

  private static String quoted(String text) {
    return "'" + Printable.of(text) + "'";
  }
}
