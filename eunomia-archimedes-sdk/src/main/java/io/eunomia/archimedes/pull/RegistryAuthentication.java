package io.eunomia.archimedes.pull;

import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.archimedes.pull.RegistryCredentials.Basic;
import io.eunomia.archimedes.pull.RegistryCredentials.Bearer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What to authenticate with, by repository. Nothing is given before it is asked for; what was
 * accepted is given again until it is refused or has expired. Thread-safe.
 */
final class RegistryAuthentication {
  private final CredentialsSource source;
  private final TokenServer tokens;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  RegistryAuthentication(CredentialsSource source, TokenServer tokens) {
    this.source = source;
    this.tokens = tokens;
  }

  /** The {@code Authorization} header that was good last; null if none was. */
  @Nullable String known(RegistryReference reference) {
    Grant grant = grants.get(key(reference));
    return grant == null || grant.hasExpired() ? null : grant.header;
  }

  /**
   * Answers a challenge of the registry itself.
   *
   * @return the {@code Authorization} header
   */
  String answer(RegistryReference reference, Answer unauthorized) throws PullException {
    grants.remove(key(reference));
    List<AuthChallenge> challenges = challenges(unauthorized);
    RegistryCredentials credentials = credentials(reference.registry());
    for (AuthChallenge challenge : challenges) {
      if (challenge.scheme().equals("bearer")) {
        return remember(reference, bearer(unauthorized, challenge, reference, credentials));
      }
    }
    for (AuthChallenge challenge : challenges) {
      if (challenge.scheme().equals("basic") && credentials instanceof Basic basic) {
        return remember(reference, new Grant(basic.header(), null, false));
      }
    }
    throw new PullException(
        Code.UNAUTHORIZED,
        unauthorized.where()
            + " wants credentials by "
            + Printable.of(challenges.stream().map(AuthChallenge::scheme).toList().toString())
            + "; there are "
            + (credentials == RegistryCredentials.none() ? "none" : "others"));
  }

  /**
   * What it means that fresh credentials were refused.
   *
   * @param header that was sent
   */
  PullException refused(RegistryReference reference, Answer unauthorized, String header) {
    Grant refused = grants.remove(key(reference));
    PullException refusal = Refusals.of(unauthorized, header);
    boolean known =
        refused != null
            && !refused.anonymous
            && unauthorized.headers().allValues("WWW-Authenticate").stream()
                .anyMatch(value -> value.contains("error=\"insufficient_scope\""));
    return known
        ? new PullException(Code.FORBIDDEN, String.valueOf(refusal.getMessage()), refusal)
        : refusal;
  }

  private Grant bearer(
      Answer unauthorized,
      AuthChallenge challenge,
      RegistryReference reference,
      RegistryCredentials credentials)
      throws PullException {
    if (credentials instanceof Bearer bearer) {
      return new Grant(bearer.header(), null, false);
    }
    Basic basic = credentials instanceof Basic found ? found : null;
    long asked = System.nanoTime();
    TokenServer.Token token =
        tokens.token(unauthorized.uri(), challenge, reference.repository(), basic);
    // A tenth earlier, so that it does not expire on its way.
    Duration lifetime = token.lifetime().multipliedBy(9).dividedBy(10);
    return new Grant("Bearer " + token.value(), asked + lifetime.toNanos(), basic == null);
  }

  private String remember(RegistryReference reference, Grant grant) {
    grants.put(key(reference), grant);
    return grant.header;
  }

  private RegistryCredentials credentials(String registry) throws PullException {
    try {
      return source.credentials(registry);
    } catch (IOException e) {
      throw new PullException(
          Code.UNAUTHORIZED,
          "there are no credentials for "
              + registry
              + ": "
              + Printable.of(String.valueOf(e.getMessage())),
          e);
    }
  }

  private static List<AuthChallenge> challenges(Answer unauthorized) throws PullException {
    List<String> headers = unauthorized.headers().allValues("WWW-Authenticate");
    try {
      return AuthChallenge.parse(headers);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid(
          unauthorized, "WWW-Authenticate cannot be understood: " + e.getMessage());
    }
  }

  private static String key(RegistryReference reference) {
    return reference.registry() + '/' + reference.repository();
  }

  /** A header, and until when it is good by the clock of {@link System#nanoTime()}. */
  private static final class Grant {
    private final String header;
    private final @Nullable Long expires;
    private final boolean anonymous;

    Grant(String header, @Nullable Long expires, boolean anonymous) {
      this.header = header;
      this.expires = expires;
      this.anonymous = anonymous;
    }

    boolean hasExpired() {
      return expires != null && System.nanoTime() - expires >= 0;
    }
  }
}
