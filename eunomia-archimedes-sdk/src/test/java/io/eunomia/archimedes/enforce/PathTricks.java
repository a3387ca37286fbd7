package io.eunomia.archimedes.enforce;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Request targets that want to be taken for other ones. */
public final class PathTricks {
  private PathTricks() {}

  /** Of pieces that servers and filters read in different ways. */
  public static Arbitrary<String> targets() {
    return Arbitraries.of(
            "/",
            "//",
            ".",
            "..",
            "/../",
            "/./",
            ";",
            ";x=y",
            "%",
            "%2e",
            "%2E%2e",
            "%2f",
            "%5c",
            "\\",
            "%25",
            "%252e",
            "%252f",
            "%00",
            "%c0%ae",
            "%c0%af",
            "é",
            "?",
            "#",
            "+",
            "%20",
            "%3b",
            "%3f",
            "%23",
            "admin",
            "Admin",
            "users",
            "1",
            "%61dmin",
            "adm%69n",
            "~",
            "@",
            "http://localhost",
            ":80",
            "*",
            "..;",
            "%09")
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(parts -> String.join("", parts))
        .flatMap(text -> Arbitraries.of("/" + text, "/users/" + text, "//" + text, text));
  }
}
