package io.eunomia.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.rego.source.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyLoaderTest {
  @TempDir private Path dir;

  @Test
  void whenDirectoryHoldsServices_thenTheyAreFoundWithTheirFiles() throws IOException {
    write("common/lib.rego", "package common.lib\n");
    write("common/data.json", "{\"a\": 1}");
    write("users-service/allow.rego", "package users_service.authz\n");
    write("users-service/sub/deny.rego", "package users_service.authz\n");
    write("users-service/authz_test.rego", "package users_service.authz_test\n");
    write("users-service/data.yaml", "roles: [x]\n");
    write("users-service/sub/data.json", "{\"b\": 2}");
    write("users-service/fixtures.json", "{}");

    PolicySources sources = load(dir);

    assertThat(sources.services()).hasSize(1);
    ServiceDirectory service = sources.service("users-service").orElseThrow();
    assertThat(service.policies())
        .extracting(PolicyFile::path)
        .containsExactly("users-service/allow.rego", "users-service/sub/deny.rego");
    assertThat(service.tests())
        .extracting(PolicyFile::path)
        .containsExactly("users-service/authz_test.rego");
    assertThat(service.fixtures()).hasSize(1);
    assertThat(sources.shared()).hasSize(1);
    assertThat(sources.warnings()).isEmpty();
    assertThat(sources.document())
        .hasToString(
            "{\"common\":{\"a\":1},\"users_service\":{\"roles\":[\"x\"],\"sub\":{\"b\":2}}}");
  }

  @Test
  void whenDirectoryIsNoService_thenDataIsWhereTheDirectoryIs() throws IOException {
    write("foo-bar/p.rego", "package p\n");
    write("foo-bar/data.json", "[1]");
    write("data.yml", "top: true\n");

    PolicySources sources = load(dir);

    assertThat(sources.services()).isEmpty();
    assertThat(sources.document()).hasToString("{\"top\":true,\"foo-bar\":[1]}");
  }

  @Test
  void whenServiceDirectoryItselfIsGiven_thenItsDataIsBelowItsPackage() throws IOException {
    write("common/lib.rego", "package common.lib\n");
    write("common/data.json", "{\"a\": 1}");
    write("users-service/allow.rego", "package users_service.authz\n");
    write("users-service/data.json", "{\"b\": 2}");

    PolicySources sources = load(dir.resolve("users-service"), dir.resolve("common"));

    assertThat(sources.service("users-service")).isPresent();
    assertThat(sources.shared()).hasSize(1);
    assertThat(sources.document())
        .hasToString("{\"users_service\":{\"b\":2},\"common\":{\"a\":1}}");
  }

  @Test
  void whenServiceIsAskedForAlone_thenOthersAreLeftOut() throws IOException {
    write("common/lib.rego", "package common.lib\n");
    write("a/p.rego", "package a.authz\n");
    write("a/data.json", "{\"x\": 1}");
    write("b/p.rego", "package b.authz\n");
    write("b/data.json", "{\"x\": 1}");

    PolicySources all = load(dir);
    PolicySources only = all.only(all.service("a").orElseThrow());

    assertThat(only.policies())
        .extracting(PolicyFile::path)
        .containsExactly("a/p.rego", "common/lib.rego");
    assertThat(only.document()).hasToString("{\"a\":{\"x\":1}}");
  }

  @Test
  void whenAServiceMustBeThereAndIsNot_thenThoseThatAreAreNamed() throws IOException {
    write("users-service/p.rego", "package users_service.authz\n");
    write("a/p.rego", "package a.authz\n");
    PolicySources all = load(dir);

    assertThat(all.requiredService("a").name()).isEqualTo("a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.requiredService("b"))
        .withMessage(
            "there is no directory b with the package b.authz; the services are a, users-service");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.requiredService("../a"))
        .withMessageContaining("cannot name a service");
  }

  @Test
  void whenDirectoryBesideServicesHasAnotherPackage_thenThatIsAWarning() throws IOException {
    write("a/p.rego", "package a.authz\n");
    write("b-service/p.rego", "package bservice.authz\n");

    assertThat(load(dir).warnings())
        .singleElement()
        .satisfies(w -> assertThat(w.code()).isEqualTo("eunomia_no_service"))
        .satisfies(w -> assertThat(w.hint()).contains("b_service.authz"));
  }

  @Test
  void whenSameFileIsGivenTwice_thenItIsReadOnce() throws IOException {
    Path file = write("a/p.rego", "package a.authz\n");

    assertThat(load(dir, file).policies()).hasSize(1);
  }

  @Test
  void whenFileIsMissing_thenErrorNamesIt() {
    assertThatThrownBy(() -> load(dir.resolve("nothing")))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessage(dir.resolve("nothing") + ": does not exist");
  }

  @Test
  void whenFileIsOfNoKnownKind_thenErrorSaysSo() throws IOException {
    Path file = write("a.txt", "");

    assertThatThrownBy(() -> load(file)).hasMessageContaining("is no policy and no data");
  }

  @Test
  void whenDataIsNoJson_thenErrorHasThePlace() throws IOException {
    Path file = write("data.json", "{\n  \"a\": x\n}");

    assertThatThrownBy(() -> load(dir))
        .isInstanceOfSatisfying(
            PolicyLoadException.class,
            e -> {
              Diagnostic diagnostic = Objects.requireNonNull(e.diagnostic());
              assertThat(diagnostic.span().line()).isEqualTo(2);
              assertThat(diagnostic.code()).isEqualTo("json_parse_error");
              assertThat(e.file()).isEqualTo(file.toString());
            });
  }

  @Test
  void whenDataContradictsItself_thenErrorNamesBothFiles() throws IOException {
    write("data.json", "{\"a\": {\"b\": 1}}");
    write("a/data.yaml", "b: 2\n");

    assertThatThrownBy(() -> load(dir))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageContaining("data.a.b")
        .hasMessageContaining(dir.resolve("data.json").toString())
        .hasMessageContaining(dir.resolve("a/data.yaml").toString());
  }

  @Test
  void whenTextIsNotUtf8_thenErrorSaysWhere() throws IOException {
    Path file = dir.resolve("p.rego");
    Files.write(file, new byte[] {'p', (byte) 0xff});

    assertThatThrownBy(() -> load(file))
        .hasMessageEndingWith("is not UTF-8: the byte at 1 fits nothing");
  }

  @Test
  void whenLinkLeadsOut_thenItIsRefused(@TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("p.rego"), "package p\n");
    Files.createSymbolicLink(dir.resolve("p.rego"), outside.resolve("p.rego"));

    assertThatThrownBy(() -> load(dir)).hasMessageContaining("is a link that leads out of");
  }

  @Test
  void whenLinkStaysInside_thenItIsFollowed() throws IOException {
    write("real/p.rego", "package p\n");
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("real"));

    assertThat(load(dir).policies()).hasSize(1);
  }

  @Test
  void whenLinksGoRound_thenLoadingEnds() throws IOException {
    write("a/p.rego", "package p\n");
    Files.createSymbolicLink(dir.resolve("a/again"), dir.resolve("a"));

    assertThat(load(dir).policies()).hasSize(1);
  }

  @Test
  void whenLimitIsExceeded_thenErrorNamesIt() throws IOException {
    write("a.rego", "package a\n");
    write("b.rego", "package b\n");

    assertThatThrownBy(() -> limited(LoadLimits.defaults().withFiles(1)))
        .hasMessageContaining("more than 1 files");
    assertThatThrownBy(() -> limited(LoadLimits.defaults().withFileBytes(5)))
        .hasMessageContaining("larger than 5 bytes");
    assertThatThrownBy(() -> limited(LoadLimits.defaults().withTotalBytes(15)))
        .hasMessageContaining("larger than 15 bytes");
    write("1/2/3/c.rego", "package c\n");
    assertThatThrownBy(() -> limited(LoadLimits.defaults().withDepth(2)))
        .hasMessageContaining("more than 2 directories");
  }

  @Test
  void whenFixturesHaveNoService_thenThatIsAnError() throws IOException {
    write("a/p.rego", "package b\n");
    write("a/fixtures.json", "{}");

    assertThatThrownBy(() -> load(dir)).hasMessageContaining("is no service's");
  }

  @Test
  void whenFilesAreHidden_thenTheyAreLeftOut() throws IOException {
    write(".git/p.rego", "package p\n");
    write("a/.p.rego", "package p\n");

    assertThat(load(dir).policies()).isEmpty();
  }

  private PolicySources limited(LoadLimits limits) throws IOException {
    return PolicyLoader.withDefaults().withLimits(limits).load(List.of(dir));
  }

  private static PolicySources load(Path... paths) throws IOException {
    return PolicyLoader.withDefaults().load(List.of(paths));
  }

  private Path write(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
