package io.eunomia.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.Manifest;
import io.eunomia.rego.ast.RegoVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLoaderBundlesTest {
  private static final String MANIFEST = "{\"roots\": [\"a\"]}";

  @TempDir private Path dir;

  @Test
  void whenFileIsAnArchive_thenAllOfItIsRead() throws IOException {
    Path archive =
        archive(
            "b.tar.gz",
            Manifest.builder().roots(List.of("a")).build(),
            BundleFile.of("/a/p.rego", "package a.p\n"),
            BundleFile.of("/a/p_test.rego", "package a.p_test\n"),
            BundleFile.of("/a/data.json", "{\"x\": 1}"),
            BundleFile.of("/a/b/data.yaml", "z: 2\n"));

    PolicySources sources = load(archive);

    assertThat(sources.policies()).extracting(PolicyFile::path).containsExactly("a/p.rego");
    assertThat(sources.tests()).extracting(PolicyFile::path).containsExactly("a/p_test.rego");
    assertThat(sources.policies().get(0).source().name()).isEqualTo(archive + ":/a/p.rego");
    assertThat(sources.document()).hasToString("{\"a\":{\"b\":{\"z\":2},\"x\":1}}");
    assertThat(sources.versions()).isEmpty();
    assertThat(sources.services()).isEmpty();
  }

  @Test
  void whenManifestSaysVersions_thenFilesHaveThem() throws IOException {
    Path archive =
        archive(
            "b.tar.gz",
            Manifest.builder().regoVersion(0).fileRegoVersions(Map.of("/b/*.rego", 1)).build(),
            BundleFile.of("/a/p.rego", "package a\np { true }\n"),
            BundleFile.of("/b/p_test.rego", "package b\np if true\n"));

    assertThat(load(archive).versions())
        .containsOnly(
            Map.entry(archive + ":/a/p.rego", RegoVersion.V0),
            Map.entry(archive + ":/b/p_test.rego", RegoVersion.V1));
  }

  @Test
  void whenDirectoryHasAManifest_thenItIsABundlesRoot() throws IOException {
    write("root/.manifest", "{\"roots\": [\"users-service\", \"p\"], \"rego_version\": 0}");
    write("root/p/p.rego", "package p\n");
    write("root/users-service/data.json", "{\"x\": 1}");
    write("root/users-service/other.json", "{\"y\": 1}");
    write("root/.hidden/p.rego", "package other\n");

    PolicySources sources = load(dir.resolve("root"));

    Path file = dir.resolve("root").resolve("p").resolve("p.rego");
    assertThat(sources.versions()).containsOnly(Map.entry(file.toString(), RegoVersion.V0));
    assertThat(sources.document()).hasToString("{\"users-service\":{\"x\":1}}");
  }

  @Test
  void whenDirectoryHasNoManifest_thenItIsReadAsAlways() throws IOException {
    write("users-service/p.rego", "package users_service.authz\n");
    write("users-service/data.json", "{\"x\": 1}");
    write("users-service/fixtures.json", "{}");

    PolicySources sources = load(dir);

    assertThat(sources.document()).hasToString("{\"users_service\":{\"x\":1}}");
    assertThat(sources.services().get(0).fixtures()).hasSize(1);
  }

  @Test
  void whenBundleIsNotWithinItsRoots_thenThePlaceIsSaid() throws IOException {
    write("policy/.manifest", MANIFEST);
    write("policy/a/p.rego", "package a.p\n");
    write("policy/b_test.rego", "package b\n");
    write("data/.manifest", MANIFEST);
    write("data/b/data.json", "{\"x\": 1}");
    Path archive =
        archive(
            "b.tar.gz",
            Manifest.builder().roots(List.of("a/b")).build(),
            BundleFile.of("/p.rego", "package a\n"));

    refused(dir.resolve("policy"))
        .hasMessageContaining(
            dir.resolve("policy").resolve("b_test.rego")
                + ":1:9: error bundle_outside_roots: the package b is not in the bundle's roots [a]");
    refused(dir.resolve("data"))
        .hasMessage(
            dir.resolve("data")
                + ": bundle_outside_roots: /data.json: data at /b is not in the roots [a]");
    refused(archive)
        .hasMessageContaining(archive + ":/p.rego:1:9: ", "the package a is not in", "[a/b]");
  }

  @Test
  void whenRootsOfBundlesOverlap_thenBothAreNamed() throws IOException {
    write("one/.manifest", "{\"roots\": [\"a/b\", \"c\"]}");
    write("two/.manifest", "{\"roots\": [\"x\", \"a\"]}");
    write("three/.manifest", "{}");
    write("four/.manifest", "{\"roots\": [\"d\"]}");
    Path one = dir.resolve("one");
    Path two = dir.resolve("two");
    Path three = dir.resolve("three");

    refused(one, two)
        .hasMessage(two + ": bundle_overlapping_roots: owns a, but " + one + " owns a/b");
    refused(dir.resolve("four"), three)
        .hasMessageEndingWith("owns everything, but " + dir.resolve("four") + " owns d");
    assertThat(load(one, dir.resolve("four"), one).policies()).isEmpty();
  }

  @Test
  void whenBundleSaysItsService_thenItsPoliciesAreTheServices() throws IOException {
    write(
        "root/.manifest",
        """
        {"metadata": {"eunomia": {"schema": 1, "service": "users-service", "version": "",
          "sequence": 0, "compiler": ""}}}
        """);
    write("root/common/lib.rego", "package common.lib\n");
    write("root/users-service/allow.rego", "package users_service.authz\n");
    write("root/users-service/allow_test.rego", "package users_service.authz_test\n");
    write("root/users-service/fixtures.json", "{}");

    ServiceDirectory service = load(dir.resolve("root")).service("users-service").orElseThrow();

    assertThat(service.policies()).hasSize(2);
    assertThat(service.tests()).hasSize(1);
    assertThat(service.fixtures()).isEmpty();
  }

  @Test
  void whenNothingIsThereButWhatWasCompiled_thenThatIsSaid() throws IOException {
    write("root/.manifest", "{}");
    write("root/policy.wasm", "");
    Path plan = archive("b.tar.gz", Manifest.builder().build(), BundleFile.of("/plan.json", "{}"));
    Path data =
        archive("d.tar.gz", Manifest.builder().build(), BundleFile.of("/data.json", "{\"a\":1}"));

    refused(dir.resolve("root"))
        .hasMessageEndingWith("root: has no sources, only what they were compiled to");
    refused(plan).hasMessageEndingWith("b.tar.gz: has no sources, only what they were compiled to");
    assertThat(load(data).document()).hasToString("{\"a\":1}");
  }

  @Test
  void whenAFileIsNoBundle_thenTheReasonIsSaid() throws IOException {
    Path rego = write("p.rego", "package p\n");
    Path damaged =
        archive("b.tar.gz", Manifest.builder().build(), BundleFile.of("/p.rego", "package p\n"));
    byte[] bytes = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));

    refused(rego).hasMessageContaining("p.rego: is no bundle: ");
    refused(damaged).hasMessageContaining("b.tar.gz: bundle_truncated: ");
    refused(dir.resolve("missing.tar.gz")).hasMessageEndingWith("missing.tar.gz: does not exist");
  }

  @Test
  void whenManifestIsALinkOutOfItsDirectory_thenItIsRefused() throws IOException {
    Path elsewhere = write("manifest", "{}");
    Path link = dir.resolve("root").resolve(".manifest");
    Files.createDirectories(Objects.requireNonNull(link.getParent()));
    Files.createSymbolicLink(link, elsewhere);

    refused(dir.resolve("root")).hasMessageContaining(".manifest: is a link that leads out of ");
  }

  @Test
  void whenNamesAreIgnored_thenBundlesDoNotHaveThem() throws IOException {
    write("root/.manifest", MANIFEST);
    write("root/a/p.rego", "package a.p\n");
    write("root/a/draft.rego", "no rego");
    Path archive =
        archive(
            "b.tar.gz",
            Manifest.builder().build(),
            BundleFile.of("/p.rego", "package p\n"),
            BundleFile.of("/drafts/p.rego", "no rego"),
            BundleFile.of("/drafts/data.json", "{\"x\": 1}"));
    PolicyLoader loader =
        PolicyLoader.withDefaults().withBundles().withIgnored(List.of("draft*", ".*"));

    assertThat(loader.load(List.of(dir.resolve("root"))).policies()).hasSize(1);
    PolicySources sources = loader.load(List.of(archive));
    assertThat(sources.policies()).extracting(PolicyFile::path).containsExactly("p.rego");
    assertThat(sources.document()).isEmpty();
  }

  @Test
  void whenNamesAreAskedFor_thenTheAnswerIsWhatIsDone() {
    PolicyLoader plain = PolicyLoader.withDefaults().withIgnored(List.of("*_draft.rego", "old"));

    assertThat(List.of("p.rego", "p_test.rego", "data.yml", "fixtures.json"))
        .allMatch(plain::reads);
    assertThat(List.of("p_draft.rego", ".p.rego", "p.rego~", "x.json", ".manifest", "policy.wasm"))
        .noneMatch(plain::reads);
    assertThat(List.of(".manifest", "policy.wasm", "data.json"))
        .allMatch(plain.withBundles()::reads);
    assertThat(List.of("users-service", "new")).allMatch(plain::enters);
    assertThat(List.of("old", ".git")).noneMatch(plain::enters);
  }

  private static AbstractThrowableAssert<?, ?> refused(Path... paths) {
    return assertThatThrownBy(() -> load(paths)).isInstanceOf(PolicyLoadException.class);
  }

  private static PolicySources load(Path... paths) throws IOException {
    return PolicyLoader.withDefaults().withBundles().load(List.of(paths));
  }

  private Path archive(String name, Manifest manifest, BundleFile... files) throws IOException {
    Bundle.Builder bundle = Bundle.builder(manifest);
    List.of(files).forEach(bundle::file);
    return Files.write(dir.resolve(name), BundleWriter.toBytes(bundle.build()));
  }

  private Path write(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }
}
