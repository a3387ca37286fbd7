package io.eunomia.archimedes.pull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A way to authenticate that a server offers, as RFC 9110 (section 11.6.1) has it.
 *
 * @param scheme in lower case
 * @param parameters by their names in lower case; empty for a scheme with a bare token
 */
record AuthChallenge(String scheme, Map<String, String> parameters) {
  AuthChallenge {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /**
   * Reads {@code WWW-Authenticate} headers, each of which may have several challenges.
   *
   * @throws IllegalArgumentException if they are not that
   */
  static List<AuthChallenge> parse(List<String> headers) {
    List<AuthChallenge> challenges = new ArrayList<>();
    for (String header : headers) {
      new Reader(header).readAll(challenges);
    }
    return challenges;
  }

  /**
   * Commas separate challenges, and parameters of a challenge too: what follows one is a parameter
   * if it is a name and an equals sign, else a challenge.
   */
  private static final class Reader {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final String TOKEN68_MARKS = "-._~+/";

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    void readAll(List<AuthChallenge> into) {
      skipCommas();
      while (at < text.length()) {
        into.add(readChallenge());
        skipCommas();
      }
    }

    private AuthChallenge readChallenge() {
      String scheme = readToken().toLowerCase(Locale.ROOT);
      Map<String, String> parameters = new LinkedHashMap<>();
      boolean separated = skipSpaces();
      if (separated && skipToken68()) {
        return new AuthChallenge(scheme, parameters);
      }
      while (at < text.length()) {
        int start = at;
        skipCommas();
        if (!readParameter(parameters)) {
          at = start;
          if (text.charAt(at) != ',') {
            throw invalid("a comma is missing");
          }
          break;
        }
        skipSpaces();
      }
      return new AuthChallenge(scheme, parameters);
    }

    /** Reads a parameter, if there is one. */
    private boolean readParameter(Map<String, String> parameters) {
      if (at >= text.length()) {
        return false;
      }
      String name = readToken().toLowerCase(Locale.ROOT);
      skipSpaces();
      if (at >= text.length() || text.charAt(at) != '=') {
        return false;
      }
      at++;
      skipSpaces();
      String value = at < text.length() && text.charAt(at) == '"' ? readQuoted() : readToken();
      if (parameters.put(name, value) != null) {
        throw invalid("a parameter is there twice");
      }
      return true;
    }

    private String readToken() {
      int start = at;
      while (at < text.length() && isTokenCharacter(text.charAt(at), TOKEN_MARKS)) {
        at++;
      }
      if (at == start) {
        throw invalid("a name or value is missing");
      }
      return text.substring(start, at);
    }

    private String readQuoted() {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return value.toString();
        }
        if (c == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      throw invalid("a quoted value does not end");
    }

    /** A bare token stands alone, perhaps with equals signs at its end. */
    private boolean skipToken68() {
      int end = at;
      while (end < text.length() && isTokenCharacter(text.charAt(end), TOKEN68_MARKS)) {
        end++;
      }
      boolean some = end > at;
      while (end < text.length() && text.charAt(end) == '=') {
        end++;
      }
      while (end < text.length() && isSpace(text.charAt(end))) {
        end++;
      }
      if (!some || (end < text.length() && text.charAt(end) != ',')) {
        return false;
      }
      at = end;
      return true;
    }

    private void skipCommas() {
      while (at < text.length() && (text.charAt(at) == ',' || isSpace(text.charAt(at)))) {
        at++;
      }
    }

    private boolean skipSpaces() {
      int start = at;
      while (at < text.length() && isSpace(text.charAt(at))) {
        at++;
      }
      return at > start;
    }

    private static boolean isSpace(char c) {
      return c == ' ' || c == '\t';
    }

    private static boolean isTokenCharacter(char c, String marks) {
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || marks.indexOf(c) >= 0;
    }

    private IllegalArgumentException invalid(String problem) {
      return new IllegalArgumentException(problem + " at character " + (at + 1));
    }
  }
}
