package io.eunomia.policy.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleReader;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleBuilderTest {
  private static final String ALLOW =
      """
      package users_service.authz

      import data.common.lib

      default allow := false

      allow if lib.known(input.name)
      """;

  @TempDir private Path dir;

  @Test
  void whenPolicyIsRight_thenBundleHoldsModuleSourcesAndData() throws IOException {
    policies(dir, ALLOW);

    BuildResult built = build(dir, BuildOptions.defaults().withRevision("abc").withSequence(7));
    Bundle bundle = BundleReader.withDefaults().read(BundleWriter.toBytes(bundle(built)));

    assertThat(built.entrypoints()).containsExactly("users_service/authz/allow");
    assertThat(bundle.files())
        .extracting(BundleFile::path)
        .containsExactly(
            "/.manifest",
            "/common/lib.rego",
            "/data.json",
            "/policy.wasm",
            "/users-service/allow.rego");
    assertThat(bundle.manifest().revision()).isEqualTo("abc");
    assertThat(bundle.manifest().roots().paths()).containsExactly("common", "users_service");
    assertThat(Objects.requireNonNull(bundle.manifest().eunomia()).sequence()).isEqualTo(7);
    assertThat(bundle.data().text()).isEqualTo("{\"users_service\":{\"names\":[\"ada\"]}}");
  }

  @Test
  void whenBuiltAgainElsewhere_thenBytesAreTheSame(@TempDir Path elsewhere) throws IOException {
    policies(dir, ALLOW);
    policies(elsewhere, ALLOW);

    for (BuildTarget target : BuildTarget.values()) {
      BuildOptions options = BuildOptions.defaults().withTarget(target);
      assertThat(BundleWriter.toBytes(bundle(build(dir, options))))
          .as("%s", target)
          .isEqualTo(BundleWriter.toBytes(bundle(build(elsewhere, options))));
    }
  }

  @Test
  void whenPolicyChanges_thenDigestDoes() throws IOException {
    policies(dir, ALLOW);
    BundleDigest before = digest(build(dir, BuildOptions.defaults()));
    policies(dir, ALLOW + "\nanother := 1\n");

    assertThat(digest(build(dir, BuildOptions.defaults()))).isNotEqualTo(before);
  }

  @Test
  void whenReasonsAreDefined_thenTheyAreAnEntrypoint() throws IOException {
    policies(dir, ALLOW + "\ndeny_reason contains \"no\" if not allow\n\nextra := 1\n");

    assertThat(
            build(
                    dir,
                    BuildOptions.defaults().withEntrypoints(List.of("users_service/authz/extra")))
                .entrypoints())
        .containsExactly(
            "users_service/authz/allow",
            "users_service/authz/deny_reason",
            "users_service/authz/extra");
  }

  @Test
  void whenDefaultIsMissing_thenThereIsNoBundle() throws IOException {
    policies(dir, ALLOW.replace("default allow := false\n", ""));

    BuildResult built = build(dir, BuildOptions.defaults());

    assertThat(built.bundle()).isNull();
    assertThat(built.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo("eunomia_default_deny"))
        .satisfies(
            d ->
                assertThat(d.span().source().name())
                    .isEqualTo(dir.resolve("users-service/allow.rego").toString()));
  }

  @Test
  void whenRuleTakesThePlaceOfData_thenThatIsAnError() throws IOException {
    policies(dir, ALLOW);
    Files.writeString(dir.resolve("users-service/data.json"), "{\"authz\": {\"allow\": true}}");

    assertThat(build(dir, BuildOptions.defaults()).diagnostics())
        .anySatisfy(d -> assertThat(d.message()).contains("conflicting rule for data path"));
  }

  @Test
  void whenSourcesAreOfABundle_thenTheirVersionsAreKept() throws IOException {
    policies(
        dir, "package users_service.authz\n\ndefault allow = false\n\nallow { input.x == 1 }\n");
    Files.writeString(
        dir.resolve(".manifest"),
        """
        {"file_rego_versions": {"/users-service/*.rego": 0},
          "metadata": {"eunomia": {"schema": 1, "service": "users-service"}}}
        """);
    PolicySources sources = PolicyLoader.withDefaults().withBundles().load(List.of(dir));

    BuildResult built =
        BundleBuilder.build(
            sources,
            sources.service("users-service").orElseThrow(),
            BuildOptions.defaults().withTarget(BuildTarget.REGO));

    Bundle made = bundle(built);
    assertThat(made.manifest().regoVersions().of("/users-service/allow.rego")).hasValue(0);
    assertThat(made.manifest().regoVersions().of("/common/lib.rego")).hasValue(1);
  }

  private static void policies(Path root, String allow) throws IOException {
    Files.createDirectories(root.resolve("common"));
    Files.createDirectories(root.resolve("users-service"));
    Files.writeString(
        root.resolve("common/lib.rego"),
        "package common.lib\n\nknown(name) if name in data.users_service.names\n");
    Files.writeString(root.resolve("users-service/allow.rego"), allow);
    Files.writeString(root.resolve("users-service/data.json"), "{\"names\": [\"ada\"]}");
  }

  private static BuildResult build(Path root, BuildOptions options) throws IOException {
    PolicySources sources = PolicyLoader.withDefaults().load(List.of(root));
    return BundleBuilder.build(sources, sources.service("users-service").orElseThrow(), options);
  }

  private static Bundle bundle(BuildResult built) {
    return Objects.requireNonNull(built.bundle(), () -> built.diagnostics().toString());
  }

  private static BundleDigest digest(BuildResult built) {
    return BundleDigest.of(BundleWriter.toBytes(bundle(built)));
  }
}
