package io.eunomia.archimedes.engine.builtins;

import static io.eunomia.archimedes.engine.builtins.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.uri.MalformedUriException;
import io.eunomia.archimedes.engine.builtins.uri.Uri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriBuiltinsTest {
  private final Calls calls = new Calls();

  @Test
  void whenUriHasAllParts_thenTheyAreThere() throws BuiltinException {
    assertThat(parse("HTTPS://u:p@Example.org:8443/a%2Fb/c%20d?x=1&y=%20#top%21"))
        .isEqualTo(
            "{\"scheme\":\"https\",\"hostname\":\"Example.org\",\"port\":\"8443\","
                + "\"path\":\"/a/b/c d\",\"raw_path\":\"/a%2Fb/c%20d\","
                + "\"raw_query\":\"x=1&y=%20\",\"fragment\":\"top!\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/a/../b|{\"path\":\"/a/../b\",\"raw_path\":\"/a/../b\"}",
        "mailto:a@b|{\"scheme\":\"mailto\"}",
        "//h/p|{\"hostname\":\"h\",\"path\":\"/p\",\"raw_path\":\"/p\"}",
        "http://[::1%25en0]:80/|{\"scheme\":\"http\",\"hostname\":\"::1%en0\",\"port\":\"80\",\"path\":\"/\",\"raw_path\":\"/\"}",
        "spiffe://d/a?#|{\"scheme\":\"spiffe\",\"hostname\":\"d\",\"path\":\"/a\",\"raw_path\":\"/a\"}",
        "file:/x|{\"scheme\":\"file\",\"path\":\"/x\",\"raw_path\":\"/x\"}",
        "http://ü/é|{\"scheme\":\"http\",\"hostname\":\"ü\",\"path\":\"/é\",\"raw_path\":\"/é\"}",
      })
  void whenPartsAreMissing_thenTheyAreLeftOut(String uri, String parts) throws BuiltinException {
    assertThat(parse(uri)).isEqualTo(parts);
    assertThat(calls.call("uri.is_valid", text(uri))).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ":x|missing protocol scheme",
        "1a:b|first path segment in URL cannot contain colon",
        "http://h:x/|invalid port \":x\" after host",
        "http://[::1/|missing ']' in host",
        "http://a b/|invalid character \" \" in host name",
        "http://u[@h/|net/url: invalid userinfo",
        "/%zz|invalid URL escape \"%zz\"",
        "/%2|invalid URL escape \"%2\"",
        "http://%41/|invalid URL escape \"%41\"",
      })
  void whenUriIsMalformed_thenSaysHow(String uri, String reason) throws BuiltinException {
    assertThat(calls.error("uri.parse", text(uri))).isEqualTo("parse \"" + uri + "\": " + reason);
    assertThat(calls.call("uri.is_valid", text(uri))).isEqualTo("false");
  }

  @Test
  void whenItIsNoTextOrEmpty_thenNotValid() throws BuiltinException {
    assertThat(calls.call("uri.is_valid", "1")).isEqualTo("false");
    assertThat(calls.call("uri.is_valid", "\"\"")).isEqualTo("false");
    assertThat(calls.call("uri.parse", "\"\"")).isEqualTo("{}");
    assertThat(calls.error("uri.parse", "\"a\\u0001b\""))
        .endsWith("net/url: invalid control character in URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u:p@h:1/a%2Fb?q#f",
        "mailto:a@b",
        "//h/p",
        "a/b?x",
        "file:/x",
        "spiffe://d/ns/a",
        "http://h?",
        "http://h",
        "*",
      })
  void whenPutTogether_thenItIsTheSame(String uri) throws MalformedUriException {
    assertThat(Uri.parse(uri)).hasToString(uri);
  }

  private String parse(String uri) throws BuiltinException {
    return calls.call("uri.parse", text(uri));
  }
}
