package io.eunomia.archimedes.pull;

import io.eunomia.archimedes.pull.PullException.Code;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gets what a registry has: authenticates when asked to, and follows redirects, to where no
 * credentials go.
 */
final class RegistryClient {
  private static final int MAX_REDIRECTS = 5;
  private static final String DOCKER_HUB = "docker.io";
  private static final String DOCKER_HUB_API = "registry-1.docker.io";

  private final RegistryTransport transport;
  private final RegistryAuthentication authentication;
  private final PlainHttp plainHttp;

  RegistryClient(
      RegistryTransport transport, RegistryAuthentication authentication, PlainHttp plainHttp) {
    this.transport = transport;
    this.authentication = authentication;
    this.plainHttp = plainHttp;
  }

  /**
   * Gets something of the reference's repository.
   *
   * @param path such as {@code manifests/latest}
   * @param headers to send to the registry
   * @param limit of the body, in bytes
   * @return an answer with 200, or with 304 if the headers allow that
   * @throws PullException for any other
   */
  Answer get(RegistryReference reference, String path, Map<String, String> headers, int limit)
      throws PullException {
    URI uri = uri(reference, path);
    String credentials = authentication.known(reference);
    Arrival arrival = follow(uri, headers, credentials, limit);
    if (arrival.asksWho()) {
      credentials = authentication.answer(reference, arrival.answer);
      arrival = follow(uri, headers, credentials, limit);
      if (arrival.asksWho()) {
        throw authentication.refused(reference, arrival.answer, credentials);
      }
    }
    Answer answer = arrival.answer;
    boolean expected =
        answer.status() == 200 || (answer.status() == 304 && headers.containsKey("If-None-Match"));
    if (!expected) {
      throw Refusals.of(answer, credentials);
    }
    return answer;
  }

  /**
   * Where redirects led to.
   *
   * @param atHome whether all of them were the registry's own addresses
   */
  private record Arrival(Answer answer, boolean atHome) {
    /** Only the registry itself may ask that, not those that it redirects to. */
    boolean asksWho() {
      return atHome && answer.status() == 401;
    }
  }

  private URI uri(RegistryReference reference, String path) {
    String scheme = plainHttp.usedFor(reference.registry()) ? "http" : "https";
    String host = reference.registry().equals(DOCKER_HUB) ? DOCKER_HUB_API : reference.registry();
    return URI.create(scheme + "://" + host + "/v2/" + reference.repository() + '/' + path);
  }

  private Arrival follow(
      URI registry, Map<String, String> headers, @Nullable String credentials, int limit)
      throws PullException {
    URI uri = registry;
    boolean atHome = true;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).GET();
      headers.forEach(request::setHeader);
      if (uri.getScheme().equals("http")) {
        // No offer of HTTP/2 without TLS: nobody takes it, and some are confused.
        request.version(Version.HTTP_1_1);
      }
      if (atHome && credentials != null) {
        request.setHeader("Authorization", credentials);
      }
      Answer answer = transport.send(request, limit);
      if (!isRedirect(answer)) {
        return new Arrival(answer, atHome);
      }
      uri = target(answer);
      // Whoever was elsewhere does not come back as somebody.
      atHome = atHome && sameOrigin(registry, uri);
    }
    throw new PullException(
        Code.INVALID_RESPONSE,
        Answer.where(registry) + ": more than " + MAX_REDIRECTS + " redirects");
  }

  private static boolean isRedirect(Answer answer) {
    return switch (answer.status()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private URI target(Answer answer) throws PullException {
    String location = answer.header("Location").orElse("");
    URI target;
    try {
      target = answer.uri().resolve(new URI(location)).parseServerAuthority();
    } catch (URISyntaxException e) {
      // Not the cause: its message quotes the location, which may have a secret in it.
      throw Refusals.invalid(answer, "the redirect leads to no URL");
    }
    String scheme = String.valueOf(target.getScheme());
    boolean allowed =
        scheme.equals("https")
            || (scheme.equals("http")
                && answer.uri().getScheme().equals("http")
                && plainHttp.allows(target));
    if (location.isEmpty()
        || target.getHost() == null
        || target.getRawUserInfo() != null
        || !allowed) {
      throw Refusals.invalid(answer, "the redirect leads where it must not: not to https");
    }
    return target;
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && Objects.requireNonNull(one.getHost()).equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("http") ? 80 : 443;
  }
}
