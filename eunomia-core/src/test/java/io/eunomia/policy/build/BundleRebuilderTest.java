package io.eunomia.policy.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleException.Reason;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.WasmEntrypoint;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleRebuilderTest {
  private static final String V1 = "package a\n\np contains 1 if true\n";
  private static final String V0 = "package a\n\nq[1] { true }\n";

  @Test
  void whenBundleHasSources_thenTheyAreCompiled() throws IOException {
    Bundle from = bundle("/data.json", "{\"b\":[1]}", "/a.rego", V1);

    Bundle made = made(from, BuildOptions.defaults().withEntrypoints(List.of("a/p")));

    assertThat(made.files())
        .extracting(BundleFile::path)
        .containsExactly("/.manifest", "/a.rego", "/data.json", "/policy.wasm");
    assertThat(made.manifest().wasm()).containsExactly(new WasmEntrypoint("a/p", "/policy.wasm"));
    assertThat(made.data().text()).isEqualTo("{\"b\":[1]}");
    assertThat(made.manifest().regoVersions().ofBundle()).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void whenBuiltForAnyTargetAndBack_thenBytesAreTheSame(BuildTarget target) throws IOException {
    Bundle from = bundle("/.manifest", "{\"revision\":\"r1\",\"roots\":[\"a\"]}", "/a.rego", V1);
    BuildOptions options = BuildOptions.defaults().withEntrypoints(List.of("a/p"));
    byte[] first = BundleWriter.toBytes(made(from, options));

    Bundle other = made(made(from, options), options.withTarget(target));

    assertThat(other.plan() != null).isEqualTo(target == BuildTarget.PLAN);
    assertThat(other.wasm() != null).isEqualTo(target == BuildTarget.WASM);
    assertThat(other.manifest().wasm().isEmpty()).isEqualTo(target != BuildTarget.WASM);
    assertThat(other.manifest().revision()).isEqualTo("r1");
    assertThat(BundleWriter.toBytes(made(other, options))).isEqualTo(first);
  }

  @Test
  void whenBundleHasOnlyAPlan_thenItIsCompiled_andKeepsItsEntrypoints() throws IOException {
    Bundle sources = bundle("/.manifest", "{\"roots\":[\"a\"]}", "/a.rego", V1);
    BuildOptions planned =
        BuildOptions.defaults().withTarget(BuildTarget.PLAN).withEntrypoints(List.of("a/p"));
    Bundle plan = without("/a.rego", made(sources, planned));

    Bundle made = made(plan, BuildOptions.defaults());

    assertThat(made.files())
        .extracting(BundleFile::path)
        .containsExactly("/.manifest", "/data.json", "/policy.wasm");
    assertThat(made.manifest().wasm()).containsExactly(new WasmEntrypoint("a/p", "/policy.wasm"));
    Bundle direct = made(sources, BuildOptions.defaults().withEntrypoints(List.of("a/p")));
    assertThat(made.wasm()).isEqualTo(direct.wasm());
    assertThat(errors(plan, BuildOptions.defaults().withEntrypoints(List.of("a/x"))))
        .containsExactly("entrypoint a/x is not in the plan");
    assertThat(made(plan, BuildOptions.defaults().withTarget(BuildTarget.PLAN)).plan())
        .isEqualTo(plan.plan());
  }

  @Test
  void whenManifestSaysWhichVersionFilesAreIn_thenTheyAreReadSo_andItIsSaidAgain()
      throws IOException {
    Bundle from =
        bundle(
            "/.manifest",
            "{\"rego_version\":1,\"file_rego_versions\":{\"/old/*\":0,\"/nothing/*\":0}}",
            "/new.rego",
            V1,
            "/old/a.rego",
            V0);

    Bundle made = made(from, BuildOptions.defaults().withEntrypoints(List.of("a/p", "a/q")));

    assertThat(made.manifest().regoVersions().ofBundle()).hasValue(1);
    assertThat(made.manifest().regoVersions().ofFiles()).containsOnlyKeys("/old/a.rego");
    assertThat(made.manifest().regoVersions().of("/old/a.rego")).hasValue(0);
    Bundle wrong = bundle("/.manifest", "{\"rego_version\":0}", "/new.rego", V1);
    assertThat(errors(wrong, BuildOptions.defaults())).contains("var cannot be used for rule name");
  }

  @Test
  void whenManifestSaysNoVersion_thenTheOptionsDo() throws IOException {
    Bundle from = bundle("/a.rego", V0);
    BuildOptions options = BuildOptions.defaults().withEntrypoints(List.of("a/q"));

    assertThat(errors(from, options)).contains("`if` keyword is required before rule body");
    Bundle made = made(from, options.withRego(options.rego().withVersion(RegoVersion.V0)));
    assertThat(made.manifest().regoVersions().ofBundle()).hasValue(0);
    Bundle mixed =
        bundle(
            "/.manifest", "{\"file_rego_versions\":{\"/b.rego\":1}}", "/a.rego", V0, "/b.rego", V1);
    made = made(mixed, options.withRego(options.rego().withVersion(RegoVersion.V0)));
    assertThat(made.manifest().regoVersions().ofBundle()).hasValue(0);
    assertThat(made.manifest().regoVersions().of("/b.rego")).hasValue(1);
  }

  @Test
  void whenBundleIsAServices_thenItMustDenyByDefault() throws IOException {
    String manifest = "{\"metadata\":{\"eunomia\":{\"schema\":1,\"service\":\"a\"}}}";
    String policy = "package a.authz\n\nallow if true\n";

    assertThat(errors(bundle("/.manifest", manifest, "/a.rego", policy), BuildOptions.defaults()))
        .containsExactly("package a.authz has no default for allow");
    Bundle made =
        made(
            bundle("/.manifest", manifest, "/a.rego", policy + "default allow := false\n"),
            BuildOptions.defaults().withVersion("1.2.3").withSequence(9).withRevision("abc"));
    assertThat(made.manifest().wasm())
        .containsExactly(new WasmEntrypoint("a/authz/allow", "/policy.wasm"));
    assertThat(Objects.requireNonNull(made.manifest().eunomia()).version()).isEqualTo("1.2.3");
    assertThat(Objects.requireNonNull(made.manifest().eunomia()).sequence()).isEqualTo(9);
    assertThat(made.manifest().revision()).isEqualTo("abc");
  }

  @Test
  void whenThereIsNoEntrypoint_thenOnlySourcesCanBeBuilt() throws IOException {
    Bundle from = bundle("/a.rego", V1);

    assertThat(errors(from, BuildOptions.defaults()))
        .containsExactly("wasm compilation requires at least one entrypoint");
    assertThat(errors(from, BuildOptions.defaults().withTarget(BuildTarget.PLAN)))
        .containsExactly("plan compilation requires at least one entrypoint");
    assertThat(made(from, BuildOptions.defaults().withTarget(BuildTarget.REGO)).sources())
        .hasSize(1);
  }

  @Test
  void whenThereIsNothingToCompile_thenTheBundleIsRefused() throws IOException {
    Bundle plan = bundle("/plan.json", "{\"static\":{},\"plans\":{},\"funcs\":{}}");

    assertThat(refused(bundle("/data.json", "{}"), BuildOptions.defaults()))
        .isEqualTo(Reason.NOTHING_TO_COMPILE);
    assertThat(refused(plan, BuildOptions.defaults().withTarget(BuildTarget.REGO)))
        .isEqualTo(Reason.NOTHING_TO_COMPILE);
    assertThat(errors(plan, BuildOptions.defaults()))
        .containsExactly("wasm compilation requires at least one entrypoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[]", "{}", "{\"static\":{},\"plans\":{\"plans\":1},\"funcs\":{}}"})
  void whenAPlanIsNone_thenTheBundleIsRefused(String plan) throws IOException {
    assertThat(refused(bundle("/plan.json", plan), BuildOptions.defaults()))
        .isEqualTo(Reason.INVALID_PLAN);
  }

  @Test
  void whenAPlanCallsWhatThereIsNot_thenItIsReported() throws IOException {
    String call =
        """
        {"static": {"files": [{"value": "f"}], %s},
         "plans": {"plans": [{"name": "p", "blocks": [{"stmts": [
           {"type": "CallStmt", "stmt": {"func": "http.send", "args": [
             {"type": "local", "value": 0}], "result": 2, "file": 0, "row": 1, "col": 1}}]}]}]},
         "funcs": {}}
        """;
    String builtins =
        "\"builtin_funcs\":[{\"name\":\"http.send\",\"decl\":{\"type\":\"function\"}}]";

    assertThat(errors(bundle("/plan.json", call.formatted("\"x\":1")), BuildOptions.defaults()))
        .singleElement()
        .asString()
        .endsWith("there is no function or builtin \"http.send\"");
    assertThat(errors(bundle("/plan.json", call.formatted(builtins)), BuildOptions.defaults()))
        .containsExactly("undefined function http.send");
  }

  private static Bundle made(Bundle from, BuildOptions options) throws BundleException {
    BuildResult result = BundleRebuilder.build(from, options);
    assertThat(result.diagnostics()).isEmpty();
    return Objects.requireNonNull(result.bundle());
  }

  private static List<String> errors(Bundle from, BuildOptions options) throws BundleException {
    BuildResult result = BundleRebuilder.build(from, options);
    assertThat(result.bundle()).isNull();
    return result.diagnostics().stream().map(Diagnostic::message).toList();
  }

  private static Reason refused(Bundle from, BuildOptions options) {
    BundleException[] refused = new BundleException[1];
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> BundleRebuilder.build(from, options))
        .satisfies(e -> refused[0] = e);
    return refused[0].reason();
  }

  private static Bundle bundle(String... pathsAndTexts) throws BundleException {
    List<BundleFile> files = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.add(BundleFile.of(pathsAndTexts[i], pathsAndTexts[i + 1]));
    }
    return Bundle.of(files);
  }

  private static Bundle without(String path, Bundle bundle) throws BundleException {
    return Bundle.of(bundle.files().stream().filter(f -> !f.path().equals(path)).toList());
  }
}
