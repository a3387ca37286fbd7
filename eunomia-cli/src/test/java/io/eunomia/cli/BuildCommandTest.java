package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildCommandTest {
  @TempDir private Path dir;
  private Workspace files = new Workspace(Path.of("."));
  private Path policies = Path.of(".");
  private Path bundle = Path.of(".");

  @BeforeEach
  void service() throws IOException {
    policies = Files.createDirectory(dir.resolve("policies"));
    files = new Workspace(policies).service();
    bundle = dir.resolve("out.tar.gz");
  }

  @Test
  void whenPolicyIsRight_thenBundleIsWrittenAndDescribed() throws IOException {
    Ran ran = build("--revision", "abc", "--sequence", "7");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .containsPattern("digest +sha256:[0-9a-f]{64}\n")
        .containsPattern("size +" + Files.size(bundle) + " bytes\n")
        .containsPattern("entrypoints +users_service/authz/allow\n");
    Ran inspected = eunomia("inspect", bundle);
    assertThat(inspected.exitCode()).isZero();
    assertThat(inspected.out())
        .containsPattern("service +users-service\n")
        .containsPattern("revision +abc\n")
        .containsPattern("sequence +7\n")
        .contains("/policy.wasm", "/users-service/allow.rego")
        .doesNotContain("authz_test");
  }

  @Test
  void whenLevelsAreAskedFor_thenModulesDiffer_andOthersAreRefused() throws IOException {
    byte[] fast = bytes("-O", "1");

    assertThat(bytes()).isEqualTo(fast);
    assertThat(bytes("-O1")).isEqualTo(fast);
    assertThat(bytes("-O0").length).isGreaterThan(fast.length);
    assertThat(bytes("-O", "2")).isNotEmpty();
    Ran refused = build("-O", "3");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("-O").contains("there are the levels 0, 1 and 2");
  }

  private byte[] bytes(Object... options) throws IOException {
    assertThat(build(options).exitCode()).isZero();
    return Files.readAllBytes(bundle);
  }

  @Test
  void whenBuiltTwice_thenBytesAreTheSame_andAnotherPolicyGivesOthers() throws IOException {
    for (String service : new String[] {"users-service", "documents-service", "payments-service"}) {
      eunomia("build", Workspace.EXAMPLES, "--service", service, "-o", bundle);
      byte[] first = Files.readAllBytes(bundle);
      eunomia("build", Workspace.EXAMPLES, "--service", service, "-o", bundle);

      assertThat(Files.readAllBytes(bundle)).isEqualTo(first);
    }
    build();
    byte[] before = Files.readAllBytes(bundle);
    files.write("users-service/data.json", "{\"roles\": [\"admin\", \"root\"]}");
    build();
    assertThat(Files.readAllBytes(bundle)).isNotEqualTo(before);
  }

  @Test
  void whenTargetIsAnother_thenThatIsInTheBundle() {
    build("--target", "plan");
    assertThat(eunomia("inspect", bundle).out()).contains("/plan.json").doesNotContain(".wasm");
    build("--target", "rego");
    assertThat(eunomia("inspect", bundle).out())
        .doesNotContain("/plan.json")
        .doesNotContain(".wasm");
    assertThat(build("--target", "exe").exitCode()).isEqualTo(2);
  }

  @Test
  void whenEntrypointsAreNamed_thenTheyAreThere() throws IOException {
    files.write("users-service/more.rego", "package users_service.authz\n\nfilter := 1\n");

    assertThat(build("-e", "data.users_service.authz.filter").out())
        .contains("users_service/authz/filter");
    Ran ran = build("-e", "users_service/authz/nope");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("users_service/authz/nope is not defined");
  }

  @Test
  void whenPolicyDoesNotCompile_thenNothingIsWritten() throws IOException {
    files.write("users-service/allow.rego", Workspace.POLICY + "\nx := y\n");

    Ran ran = build();

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            policies.resolve("users-service/allow.rego") + ":7:1: error rego_unsafe_var_error");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void whenServiceIsUnknown_thenThoseThatAreThereAreNamed() {
    Ran ran = eunomia("build", policies, "--service", "orders-service", "-o", bundle);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("the services are users-service");
    assertThat(eunomia("build", policies, "--service", "../x", "-o", bundle).exitCode())
        .isEqualTo(2);
    assertThat(eunomia("build", policies).exitCode()).isEqualTo(2);
    assertThat(build("--sequence", "-1").exitCode()).isEqualTo(2);
  }

  @Test
  void whenInputOrOutputCannotBeUsed_thenInputIsInvalid() {
    assertThat(eunomia("build", dir.resolve("no"), "--service", "a").exitCode()).isEqualTo(3);
    bundle = dir.resolve("no/such/dir.tar.gz");
    Ran ran = build();
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("there is no directory");
  }

  @Test
  void whenJsonIsAskedFor_thenProgramsCanReadIt() throws IOException {
    JsonNode json = new ObjectMapper().readTree(build("--format", "json").out());

    assertThat(json.path("digest").asText()).startsWith("sha256:");
    assertThat(json.at("/entrypoints/0").asText()).isEqualTo("users_service/authz/allow");
    JsonNode inspected =
        new ObjectMapper().readTree(eunomia("inspect", "--format", "json", bundle).out());
    assertThat(inspected.path("digest")).isEqualTo(json.path("digest"));
    assertThat(inspected.at("/manifest/rego_version").asInt()).isEqualTo(1);
  }

  @Test
  void whenBundleIsDamaged_thenInputIsInvalid() throws IOException {
    build();
    byte[] whole = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(whole, whole.length / 2));
    assertRefused("bundle_");
    Files.writeString(bundle, "no bundle");
    assertRefused("bundle_invalid_gzip");
    Files.write(bundle, archive("../evil.rego"));
    assertRefused("bundle_unsafe_path");
    assertThat(eunomia("inspect", dir.resolve("no")).err()).contains("does not exist");
    assertThat(eunomia("inspect", dir).exitCode()).isEqualTo(3);
  }

  private void assertRefused(String code) {
    for (Ran ran : new Ran[] {eunomia("inspect", bundle), eunomia("eval", "-b", bundle, "data")}) {
      assertThat(ran.exitCode()).isEqualTo(3);
      assertThat(ran.err()).startsWith("error: " + bundle + ": " + code);
    }
  }

  private Ran build(Object... more) {
    Object[] args =
        Arrays.copyOf(
            new Object[] {"build", policies, "--service", "users-service", "-o", bundle},
            6 + more.length);
    System.arraycopy(more, 0, args, 6, more.length);
    return eunomia(args);
  }

  /** A gzipped archive of one empty file. */
  private static byte[] archive(String name) throws IOException {
    byte[] header = new byte[512 * 3];
    put(header, 0, name);
    put(header, 100, "0000644\0000000000\0000000000\00000000000000\00000000000000\0");
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = '0';
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += header[i] & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(header);
    }
    return out.toByteArray();
  }

  private static void put(byte[] header, int from, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, from, bytes.length);
  }
}
