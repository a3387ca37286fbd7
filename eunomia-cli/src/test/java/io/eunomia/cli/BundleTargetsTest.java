package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that hold a plan or only sources, and bundles that are built out of others. */
class BundleTargetsTest {
  private static final String DATA = "{\"demo\": {\"roles\": [\"admin\", \"root\"]}}";
  private static final String NEW = "package new\n\np contains 1 if true\n";
  private static final String OLD = "package old\n\nimport input as i\n\nq[x] { x := i.x }\n";

  @TempDir private Path dir;

  @Test
  void whenABundleHoldsAPlan_thenItCanBeAsked() throws IOException {
    Path bundle = plan();
    Path input = new Workspace(dir).write("i.json", "{\"role\": \"root\"}");

    assertThat(eunomia("eval", "-b", bundle, "data.demo.allow", "-i", input).out())
        .contains("\"value\": true");
    assertThat(eunomia("eval", "-b", bundle, "data.demo.allow").out()).contains("\"value\": false");
    assertThat(eunomia("eval", "-b", bundle, "data.demo.size").out()).contains("\"value\": 2");
    Path inputs = new Workspace(dir).write("i.jsonl", "{\"role\": \"root\"}\n{}\n");
    assertThat(eunomia("eval", "-b", bundle, "-e", "demo/allow", "--inputs", inputs).out())
        .isEqualTo("{\"result\": true}\n{\"result\": false}\n");
    Ran other = eunomia("eval", "-b", bundle, "data.demo.other");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("there is no entrypoint demo/other, only");
    Path few = new Workspace(dir).write("c.json", "{\"builtins\": []}");
    assertThat(eunomia("eval", "-b", bundle, "data.demo.size", "--capabilities", few).err())
        .contains("undefined function count");
  }

  @Test
  void whenABundleHoldsAPlan_thenItIsCompiledToAModule_alwaysTheSame() throws IOException {
    Path bundle = plan();
    Path made = dir.resolve("made.tar.gz");
    Path again = dir.resolve("again.tar.gz");

    Ran ran = eunomia("build", "-b", bundle, "-o", made);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("demo/allow", "demo/size");
    eunomia("build", "-b", bundle, "-o", again);
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(made));
    assertThat(eunomia("eval", "-b", made, "data.demo.size").out()).contains("\"value\": 2");
    assertThat(eunomia("inspect", made).out())
        .containsPattern("entrypoints +demo/allow  in /policy.wasm\n")
        .doesNotContain("plan.json");
    assertThat(eunomia("inspect", bundle).out())
        .containsPattern("entrypoints +demo/allow  in /plan.json\n +demo/size  in /plan.json\n");
    assertThat(eunomia("inspect", bundle, "--format", "json").out())
        .containsPattern("\"plan_entrypoints\": \\[\\s+\"demo/allow\",\\s+\"demo/size\"");
    assertThat(eunomia("build", "-b", bundle, "-e", "demo/x", "-o", made).err())
        .contains("entrypoint demo/x is not in the plan");
    Ran sources = eunomia("build", "-b", bundle, "--target", "rego", "-o", made);
    assertThat(sources.exitCode()).isEqualTo(3);
    assertThat(sources.err()).contains("bundle_nothing_to_compile");
  }

  @Test
  void whenAPlanIsBroken_thenThatIsSaid() throws IOException {
    Path bundle =
        bundle("/plan.json", "{\"static\": {}, \"plans\": {\"plans\": 1}, \"funcs\": {}}");

    Ran ran = eunomia("build", "-b", bundle, "-o", dir.resolve("x.tar.gz"));
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err())
        .contains("bundle_invalid_plan: /plan.json: /plans/plans: must be an array");
    assertThat(eunomia("eval", "-b", bundle, "data.a").exitCode()).isEqualTo(3);
    assertThat(eunomia("inspect", bundle).exitCode()).isZero();
  }

  @Test
  void whenABundleHoldsOnlySourcesOfBothVersions_thenTheyAreCompiledAsItSays() throws IOException {
    Path bundle =
        bundle(
            "/.manifest",
            "{\"rego_version\": 1, \"file_rego_versions\": {\"*/old.rego\": 0}}",
            "/new.rego",
            NEW,
            "/a/old.rego",
            OLD);
    Path input = new Workspace(dir).write("i.json", "{\"x\": 7}");
    Path made = dir.resolve("made.tar.gz");

    Ran asked = eunomia("eval", "-b", bundle, "[data.new.p, data.old.q]", "-i", input);
    assertThat(asked.out().replaceAll("\\s", "")).contains("\"value\":[[1],[7]]");
    Path inputs = new Workspace(dir).write("i.jsonl", "{\"x\": 7}\n");
    assertThat(eunomia("eval", "-b", bundle, "-e", "old/q", "--inputs", inputs).out())
        .isEqualTo("{\"result\": [7]}\n");
    Ran built = eunomia("build", "-b", bundle, "-e", "new/p", "-e", "old/q", "-o", made);
    assertThat(built.exitCode()).as(built.err()).isZero();
    assertThat(eunomia("inspect", made).out())
        .containsPattern("language +Rego v1, /a/old.rego v0\n");
    assertThat(eunomia("eval", "-b", made, "data.old.q", "-i", input).exitCode()).isZero();
  }

  @Test
  void whenABundleDoesNotSayItsVersion_thenTheOptionDoes() throws IOException {
    Path bundle = bundle("/old.rego", OLD);
    Path made = dir.resolve("made.tar.gz");

    assertThat(eunomia("eval", "-b", bundle, "data.old.q").exitCode()).isEqualTo(1);
    assertThat(eunomia("eval", "-b", bundle, "data.old.q", "--v0-compatible").exitCode()).isZero();
    assertThat(eunomia("build", "-b", bundle, "-e", "old/q", "-o", made).exitCode()).isEqualTo(1);
    assertThat(
            eunomia("build", "-b", bundle, "-e", "old/q", "-o", made, "--v0-compatible").exitCode())
        .isZero();
    assertThat(eunomia("inspect", made).out()).containsPattern("language +Rego v0\n");
  }

  @Test
  void whenAServicesBundleIsBuiltAgain_thenItIsTheSame_whateverItWas() throws IOException {
    Path[] bundles = new Path[3];
    String[] targets = {"wasm", "plan", "rego"};
    for (int i = 0; i < targets.length; i++) {
      bundles[i] = dir.resolve(targets[i] + ".tar.gz");
      Ran built =
          eunomia(
              "build",
              Workspace.EXAMPLES,
              "--service",
              "users-service",
              "--target",
              targets[i],
              "--revision",
              "abc",
              "--sequence",
              "3",
              "-o",
              bundles[i]);
      assertThat(built.exitCode()).isZero();
      assertThat(built.out()).contains("users_service/authz/allow");
      assertThat(eunomia("eval", "-b", bundles[i], "data.users_service.authz.allow").out())
          .contains("\"value\": false");
    }
    Path again = dir.resolve("again.tar.gz");
    for (Path from : bundles) {
      for (int i = 0; i < targets.length; i++) {
        eunomia("build", "-b", from, "--target", targets[i], "-o", again);
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(bundles[i]));
      }
    }
    assertThat(eunomia("build", "-b", bundles[0], Workspace.EXAMPLES).exitCode()).isEqualTo(2);
    assertThat(eunomia("build", "-b", bundles[0], "--service", "a").exitCode()).isEqualTo(2);
    assertThat(eunomia("build", Workspace.EXAMPLES).exitCode()).isEqualTo(2);
    assertThat(eunomia("build", "--service", "a").exitCode()).isEqualTo(2);
  }

  @Test
  void whenNothingNamesAnEntrypoint_thenOneIsAskedFor() throws IOException {
    Path bundle = bundle("/new.rego", NEW);
    Path made = dir.resolve("made.tar.gz");

    Ran ran = eunomia("build", "-b", bundle, "-o", made);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("wasm compilation requires at least one entrypoint");
    Path annotated =
        bundle(
            "/new.rego", "# METADATA\n# entrypoint: true\npackage new\n\np contains 1 if true\n");
    assertThat(eunomia("build", "-b", annotated, "-o", made).out())
        .containsPattern("entrypoints +new\n");
    Path empty = bundle("/data.json", "{}");
    assertThat(eunomia("build", "-b", empty, "-o", made).err())
        .contains("bundle_nothing_to_compile: the bundle: has neither sources nor a plan");
  }

  private Path plan() throws IOException {
    try (InputStream in = BundleTargetsTest.class.getResourceAsStream("plan.json")) {
      byte[] plan = Objects.requireNonNull(in).readAllBytes();
      return write(List.of(BundleFile.of("/plan.json", plan), BundleFile.of("/data.json", DATA)));
    }
  }

  private Path bundle(String... pathsAndTexts) throws IOException {
    List<BundleFile> files = new ArrayList<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.add(BundleFile.of(pathsAndTexts[i], pathsAndTexts[i + 1]));
    }
    return write(files);
  }

  private Path write(List<BundleFile> files) throws IOException {
    return Files.write(dir.resolve("bundle.tar.gz"), BundleWriter.toBytes(Bundle.of(files)));
  }
}
