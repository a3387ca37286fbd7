package io.eunomia.archimedes.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
  private static final String UNRESERVED_MARKS = "-._~";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      value = {
        "'' | does not start with a slash",
        "* | does not start with a slash",
        "users | does not start with a slash",
        "http://host/users | does not start with a slash",
        "// | has an empty segment",
        "//admin | has an empty segment",
        "/users//admin | has an empty segment",
        "/users/../admin | has a relative segment",
        "/users/.. | has a relative segment",
        "/./admin | has a relative segment",
        "/users/%2e%2e/admin | encodes a character that needs no encoding",
        "/users/.%2E/admin | encodes a character that needs no encoding",
        "/%61dmin | encodes a character that needs no encoding",
        "/users%2Fadmin | has an encoded slash",
        "/users%2fadmin | has an encoded slash",
        "/users%5C..%5Cadmin | has an encoded slash",
        "/users\\..\\admin | has a character that must be encoded",
        "/users/..;/admin | has a parameter",
        "/users;x=y/1 | has a parameter",
        "/users/1;jsessionid=1 | has a parameter",
        "/users/1%3Bx=y | has an encoded parameter",
        "/users/%252e%252e/admin | is encoded twice",
        "/users/%252Fadmin | is encoded twice",
        "/users/1%00 | has an encoded control character",
        "/users/1%0d%0aX:y | has an encoded control character",
        "/users/1%7f | has an encoded control character",
        "/users/1%c2%85 | has an encoded control character",
        "/users/1%e2%80%a8 | has an encoded control character",
        "/users/%c0%af | is not UTF-8",
        "/users/%c0%ae%c0%ae/admin | is not UTF-8",
        "/users/%ed%a0%80 | is not UTF-8",
        "/users/%ff | is not UTF-8",
        "/users/é | has a character that must be encoded",
        "/users/a b | has a character that must be encoded",
        "/users?x | has a character that must be encoded",
        "/users#x | has a character that must be encoded",
        "/users/%u002e | has a broken encoding",
        "/users/% | has a broken encoding",
        "/users/%4 | has a broken encoding",
        "/users/%٤٠ | has a broken encoding",
        "/users/%4/1 | has a broken encoding",
      })
  void whenAPathCanBeReadInTwoWays_thenItIsRefused(String path, String problem) {
    assertThat(RequestPath.problem(path)).isEqualTo(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/users",
        "/users/",
        "/users/bob@example.org",
        "/users/bob%40example.org",
        "/tags/C%23",
        "/files/100%25",
        "/files/a%20b",
        "/files/...",
        "/files/.hidden",
        "/files/a.b..c",
        "/users/%C3%A9t%c3%a9",
        "/pkg.Service/Method",
        "/a:b/(c)/d,e/!$&'*+="
      })
  void whenAPathIsPlain_thenItIsNotRefused(String path) {
    assertThat(RequestPath.problem(path)).isNull();
  }

  @Test
  void whenAPathHasAZeroOrIsTooLong_thenItIsRefused() {
    assertThat(RequestPath.problem("/users/\0")).isEqualTo("has a character that must be encoded");
    assertThat(RequestPath.problem("/" + "a".repeat(8191))).isNull();
    assertThat(RequestPath.problem("/" + "a".repeat(8192)))
        .isEqualTo("is longer than 8192 characters");
  }

  @Test
  void whenAPathIsTakenApart_thenItsSegmentsAreDecoded() {
    assertThat(RequestPath.segments("/")).containsExactly("");
    assertThat(RequestPath.segments("/a/b%20c/%C3%A9+/")).containsExactly("a", "b c", "é+", "");
  }

  @Property(tries = 5_000)
  void whenAPathIsNotRefused_thenNobodyReadsItOtherwise(@ForAll("tricks") String path) {
    if (RequestPath.problem(path) != null) {
      return;
    }
    URI uri = URI.create("http://host" + path);
    assertThat(uri.getRawPath()).isEqualTo(path);
    assertThat(uri.normalize().getRawPath()).isEqualTo(path);
    List<String> segments = RequestPath.segments(path);
    assertThat(uri.getPath()).isEqualTo("/" + String.join("/", segments));
    assertThat(String.join("/", segments).chars())
        .noneMatch(c -> c == ';' || c == '\\' || Character.isISOControl(c));
    assertThat(segments).doesNotContain(".", "..").allMatch(segment -> segment.indexOf('/') < 0);
    assertThat(segments.subList(0, segments.size() - 1)).doesNotContain("");
    // A second decoding finds nothing to decode.
    assertThat(segments).noneMatch(segment -> segment.matches(".*%[0-9A-Fa-f]{2}.*"));
  }

  @Property(tries = 2_000)
  void whenASegmentIsEncodedAsItMustBe_thenItIsReadBack(@ForAll("texts") String text) {
    String path = "/files/" + encoded(text) + "/x";
    assertThat(RequestPath.problem(path)).as(path).isNull();
    assertThat(RequestPath.segments(path)).containsExactly("files", text, "x");
  }

  @Provide
  Arbitrary<String> tricks() {
    return Arbitraries.of(
            "/",
            "//",
            ".",
            "..",
            ";",
            ";x=y",
            "%",
            "%2",
            "%2e",
            "%2E",
            "%2f",
            "%5c",
            "\\",
            "%25",
            "%252e",
            "%00",
            "\0",
            "%c0%ae",
            "%C3%A9",
            "%e2%80%ae",
            "é",
            "?",
            "#",
            " ",
            "+",
            "%20",
            "%3b",
            "%3B",
            "a",
            "admin",
            "users",
            "%61",
            "~",
            "%7e",
            "@",
            "%40",
            ":",
            "*",
            "\r\n")
        .list()
        .ofMaxSize(8)
        .map(parts -> "/" + String.join("", parts));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .all()
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .filter(
            text ->
                !text.equals(".")
                    && !text.equals("..")
                    && !text.matches("(?s).*[/\\\\;\\p{Cc}\u2028\u2029].*")
                    && !text.matches("(?s).*%[0-9A-Fa-f]{2}.*"));
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) octet;
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || UNRESERVED_MARKS.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", octet & 0xff));
      }
    }
    return encoded.toString();
  }
}
