package io.eunomia.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eunomia.bundle.BundleException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegoVersionsTest {
  @Test
  void whenManifestSaysNothing_thenNoVersionIsKnown() throws BundleException {
    RegoVersions versions = versions("{}");

    assertThat(versions.ofBundle()).isEmpty();
    assertThat(versions.ofFiles()).isEmpty();
    assertThat(versions.of("/a.rego")).isEmpty();
  }

  @Test
  void whenAFileMatchesAPattern_thenItHasItsVersion_andOthersTheBundles() throws BundleException {
    RegoVersions versions =
        versions(
            """
            {"rego_version": 0, "file_rego_versions": {"/a/b.rego": 1, "*/new/*.rego": 1}}
            """);

    assertThat(versions.of("/a/b.rego")).hasValue(1);
    assertThat(versions.of("/x/new/y/z.rego")).hasValue(1);
    assertThat(versions.of("/a/c.rego")).hasValue(0);
    assertThat(versions.ofBundle()).isEqualTo(OptionalInt.of(0));
  }

  @Test
  void whenPatternsOverlap_thenTheFirstInOrderCounts() throws BundleException {
    RegoVersions versions =
        versions("{\"file_rego_versions\": {\"/a/*\": 0, \"*b.rego\": 1, \"/a/b.rego\": 0}}");

    assertThat(versions.of("/a/b.rego")).hasValue(1);
    assertThat(versions.of("/a/c.rego")).hasValue(0);
    assertThat(versions.of("/c.rego")).isEmpty();
  }

  @Test
  void whenAManifestIsWritten_thenItSaysTheVersions() throws BundleException {
    Manifest manifest =
        Manifest.builder().regoVersion(1).fileRegoVersions(Map.of("/a.rego", 0)).build();

    assertThat(new String(manifest.toBytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"file_rego_versions\":{\"/a.rego\":0},\"rego_version\":1}");
    assertThat(manifest.toBuilder().fileRegoVersions(Map.of()).build().toJson())
        .isEqualTo(Manifest.builder().regoVersion(1).build().toJson());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rego_version\": 2}",
        "{\"rego_version\": -1}",
        "{\"rego_version\": \"1\"}",
        "{\"rego_version\": 0.5}",
        "{\"file_rego_versions\": []}",
        "{\"file_rego_versions\": {\"/a\": 2}}",
        "{\"file_rego_versions\": {\"/a\": \"v1\"}}",
        "{\"file_rego_versions\": {\"/[a\": 1}}",
        "{\"file_rego_versions\": {\"/{a,b\": 1}}",
        "{\"file_rego_versions\": {\"/[z-a]\": 1}}",
        "{\"file_rego_versions\": {\"/\\\\\": 1}}",
        "{\"file_rego_versions\": {\"{{{{{{{{{a}}}}}}}}}\": 1}}",
      })
  void whenAVersionOrPatternIsNone_thenTheManifestIsInvalid(String json) {
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> versions(json))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_MANIFEST))
        .withMessageStartingWith("/.manifest: ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a.rego        | /a.rego     | true
          /a.rego        | /a.regos    | false
          *.rego         | /a/b.rego   | true
          **/b.rego      | /a/c/b.rego | true
          **/b.rego      | b.rego      | false
          /?.rego        | /a.rego     | true
          /?.rego        | /ab.rego    | false
          /[abc].rego    | /b.rego     | true
          /[a-c].rego    | /d.rego     | false
          /[!a-c].rego   | /d.rego     | true
          /[!abc].rego   | /a.rego     | false
          /{a,b/*}.rego  | /b/x.rego   | true
          /{a,b/*}.rego  | /b.rego     | false
          /{a{1,2},b}    | /a2         | true
          /\\*.rego      | /*.rego     | true
          /\\*.rego      | /a.rego     | false
          *a*a*a*a*a*b   | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | false
          *              | /           | true
          """)
  void whenAPathIsLikeAPattern_thenItMatches(String pattern, String path, boolean matches) {
    assertThat(GlobPattern.of(pattern).matches(path)).isEqualTo(matches);
  }

  private static RegoVersions versions(String json) throws BundleException {
    return Manifest.parse(json.getBytes(StandardCharsets.UTF_8)).regoVersions();
  }
}
