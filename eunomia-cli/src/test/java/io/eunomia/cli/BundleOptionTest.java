package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleOptionTest {
  private static final String V0 =
      """
      package users_service.authz

      default allow = false

      allow { data.users_service.roles[_] == input.role }
      """;

  @TempDir private Path dir;
  private Workspace files = new Workspace(Path.of("."));

  @BeforeEach
  void workspace() {
    files = new Workspace(dir);
  }

  @Test
  void whenOurBundleIsGiven_thenADirectoryOfTestsTestsIt() throws IOException {
    Path bundle = built();
    Path tests = tests();

    Ran ran = eunomia("test", "-b", bundle, tests);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("1 passed, ");
    assertThat(eunomia("test", "-b", bundle).err()).contains("no test found in " + bundle);
  }

  @Test
  void whenTestFailsForABundle_thenPlacesAreNamedByBoth() throws IOException {
    Path bundle = built();
    files.write(
        "tests/authz_test.rego",
        Workspace.TESTS + "\ntest_guest if authz.allow with input as {\"role\": \"guest\"}\n");

    Ran ran = eunomia("test", "--bundle", bundle, dir.resolve("tests"), "--coverage", "-v");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains(dir.resolve("tests").resolve("authz_test.rego") + ":7:1: FAILED")
        .contains(bundle + ":/users-service/allow.rego  ");
  }

  @Test
  void whenArchiveHasTests_thenTheyAreRunOnItsData() throws IOException {
    Path bundle =
        archive(
            Manifest.builder().roots(List.of("users_service")).build(),
            BundleFile.of("/users_service/allow.rego", Workspace.POLICY),
            BundleFile.of("/users_service/authz_test.rego", Workspace.TESTS),
            BundleFile.of("/users_service/data.json", "{\"roles\": [\"admin\"]}"));

    Ran ran = eunomia("test", "-b", "-f", "json", bundle);

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    JsonNode test = new ObjectMapper().readTree(ran.out()).at("/0");
    assertThat(test.at("/name").asText()).isEqualTo("test_admin");
    assertThat(test.at("/location/file").asText())
        .isEqualTo(bundle + ":/users_service/authz_test.rego");
  }

  @Test
  void whenManifestSaysVersions_thenSourcesAreReadSo() throws IOException {
    Path bundle =
        archive(
            Manifest.builder().fileRegoVersions(Map.of("/old/*.rego", 0)).build(),
            BundleFile.of("/old/allow.rego", V0),
            BundleFile.of("/new/authz_test.rego", Workspace.TESTS),
            BundleFile.of("/data.json", "{\"users_service\": {\"roles\": [\"admin\"]}}"));

    Ran ran = eunomia("test", "-b", bundle, "--coverage");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).startsWith("1 passed, 0 failed");
    Ran checked = eunomia("check", "-b", bundle);
    assertThat(checked.err()).isEmpty();
    assertThat(checked.out()).isEqualTo("2 files: no errors\n");
  }

  @Test
  void whenDirectoryHasAManifest_thenItIsWhatABundleHolds() throws IOException {
    files.write(".manifest", "{\"roots\": [\"users_service\"], \"rego_version\": 0}");
    files.write("users_service/allow.rego", V0);
    files.write("users_service/data.json", "{\"roles\": [\"admin\"]}");
    files.write(
        "users_service/authz_test.rego",
        "package users_service.authz\n\ntest_admin { allow with input as {\"role\": \"admin\"} }\n");

    Ran ran = eunomia("test", "-b", dir, "-v");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains(dir.resolve("users_service").resolve("authz_test.rego") + ":3:1: PASSED");
    assertThat(eunomia("test", dir).exitCode()).isEqualTo(1);
    assertThat(eunomia("check", "--bundle", dir).exitCode()).isZero();

    files.write("other/p.rego", "package other\n");
    refused("p.rego:1:9: error bundle_outside_roots: the package other is not in", "test", dir);
    refused("p.rego:1:9: error bundle_outside_roots: the package other is not in", "check", dir);
  }

  @Test
  void whenRootsOverlap_thenBothBundlesAreNamed() throws IOException {
    Path one = built();
    Path two = archive(Manifest.builder().roots(List.of("common", "users_service/x")).build());

    Ran ran = eunomia("test", "-b", one, two);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err())
        .isEqualTo(
            "error: "
                + two
                + ": bundle_overlapping_roots: owns users_service/x, but "
                + one
                + " owns users_service\n");
  }

  @Test
  void whenBundleCannotBeUsed_thenItIsSaidWhy() throws IOException {
    Path damaged = built();
    byte[] bytes = Files.readAllBytes(damaged);
    Path cut = Files.write(dir.resolve("cut.tar.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    Path compiled = archive(Manifest.builder().build(), BundleFile.of("/policy.wasm", "wasm"));

    refused("cut.tar.gz: bundle_truncated: ", "test", cut);
    refused("cut.tar.gz: bundle_truncated: ", "check", cut);
    refused("b.tar.gz: has no sources, only what they were compiled to", "test", compiled);
    refused("missing.tar.gz: does not exist", "test", dir.resolve("missing.tar.gz"));
    refused("is no bundle", "test", files.write("p.rego", "package p\n"));
  }

  @Test
  void whenBundlesAreNotMeant_thenTheOptionIsNamed() throws IOException {
    Path bundle = built();

    for (String command : List.of("test", "check")) {
      Ran ran = eunomia(command, bundle);
      assertThat(ran.exitCode()).isEqualTo(3);
      assertThat(ran.err()).isEqualTo("error: " + bundle + ": is a bundle, which -b reads\n");
    }
  }

  @Test
  void whenOurBundleIsChecked_thenItsServiceIsHeldToItsRules() throws IOException {
    assertThat(eunomia("check", "-b", built()).out())
        .isEqualTo(
            eunomia("check", dir.resolve("policies").resolve("users-service"))
                .out()
                .replace("2 files", "1 file"));

    files.write(
        "root/.manifest",
        "{\"metadata\": {\"eunomia\": {\"schema\": 1, \"service\": \"users-service\"}}}");
    files.write("root/allow.rego", "package users_service.authz\n\nallow if input.x\n");

    Ran ran = eunomia("check", "-b", dir.resolve("root"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("eunomia_default_deny");
  }

  private static void refused(String message, String command, Path path) {
    Ran ran = eunomia(command, "-b", path);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
    assertThat(ran.err()).contains(message);
  }

  private Path built() throws IOException {
    Path policies = dir.resolve("policies");
    new Workspace(policies).service();
    Path bundle = dir.resolve("built.tar.gz");
    Ran ran = eunomia("build", policies, "--service", "users-service", "-o", bundle);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return bundle;
  }

  private Path tests() throws IOException {
    files.write("tests/users-service/authz_test.rego", Workspace.TESTS);
    return dir.resolve("tests");
  }

  private Path archive(Manifest manifest, BundleFile... contents) throws IOException {
    Bundle.Builder bundle = Bundle.builder(manifest);
    List.of(contents).forEach(bundle::file);
    return Files.write(dir.resolve("b.tar.gz"), BundleWriter.toBytes(bundle.build()));
  }
}
