package io.eunomia.archimedes.pull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who one is to a registry. Given to the registry over the connection that it asked for them on, or
 * to the token server that it named; to nobody else, and never in a message.
 */
public sealed interface RegistryCredentials {
  /** Nobody: for what everybody may pull. */
  static RegistryCredentials none() {
    return None.NONE;
  }

  /**
   * A user, or an access token with the user name that goes with it.
   *
   * @throws IllegalArgumentException if the user name has a colon, or one has a control character
   */
  static RegistryCredentials basic(String user, String password) {
    return new Basic(user, password);
  }

  /**
   * A token that the registry itself takes.
   *
   * @throws IllegalArgumentException if it has other characters than a token may have
   */
  static RegistryCredentials bearer(String token) {
    return new Bearer(token);
  }

  /** Nobody. */
  enum None implements RegistryCredentials {
    /** The only one. */
    NONE
  }

  /** User and password. */
  record Basic(String user, String password) implements RegistryCredentials {
    /**
     * @throws IllegalArgumentException if the user name has a colon, or one has a control character
     */
    public Basic {
      if (user.isEmpty() || user.indexOf(':') >= 0) {
        throw new IllegalArgumentException("a user name is not empty and has no colon");
      }
      if ((user + password).chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("user and password have no control characters");
      }
    }

    String header() {
      byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Without the password. */
    @Override
    public String toString() {
      return "Basic[user=" + Printable.of(user) + "]";
    }
  }

  /** A token for the registry itself. */
  record Bearer(String token) implements RegistryCredentials {
    /**
     * @throws IllegalArgumentException if it has other characters than a token may have
     */
    public Bearer {
      if (!isToken(token)) {
        throw new IllegalArgumentException("a bearer token is visible ASCII without spaces");
      }
    }

    static boolean isToken(String text) {
      return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    String header() {
      return "Bearer " + token;
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Bearer[]";
    }
  }
}
