package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleReader;
import io.eunomia.bundle.BundleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignCommandTest {
  @TempDir private Path dir;
  private Path bundle = Path.of(".");
  private Path key = Path.of(".");
  private Path open = Path.of(".");

  @BeforeEach
  void files() throws Exception {
    Path policies = Files.createDirectory(dir.resolve("policies"));
    new Workspace(policies).service();
    bundle = dir.resolve("out.tar.gz");
    assertThat(eunomia("build", policies, "--service", "users-service", "-o", bundle).exitCode())
        .isZero();
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    key = pem("key.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
    open = pem("open.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
  }

  @Test
  void whenABundleIsSigned_thenItVerifies_andInspectShowsByWhom() {
    assertThat(eunomia("inspect", bundle).out()).containsPattern("signed +no\n");
    Ran signed = eunomia("sign", bundle, "--key", key);

    assertThat(signed.exitCode()).isZero();
    assertThat(signed.out())
        .containsPattern("key +[\\w-]{43}\n")
        .containsPattern("algorithm +EdDSA\n");
    Ran verified = eunomia("verify", bundle, "--key", open);
    assertThat(verified.exitCode()).isZero();
    assertThat(verified.out()).containsPattern("verified +" + bundle + "\n");
    assertThat(eunomia("inspect", bundle).out())
        .containsPattern("signed +by [\\w-]{43} with EdDSA; not verified here\n");
  }

  @Test
  void whenAnIdIsGiven_thenVerifiersMustKnowIt() throws IOException {
    Path out = dir.resolve("signed.tar.gz");
    byte[] before = Files.readAllBytes(bundle);
    assertThat(eunomia("sign", bundle, "--key", key, "--key-id", "release", "-o", out).exitCode())
        .isZero();

    assertThat(Files.readAllBytes(bundle)).isEqualTo(before);
    assertThat(eunomia("verify", out, "--key", "release=" + open).exitCode()).isZero();
    Ran unknown = eunomia("verify", out, "--key", open);
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("signature_unknown_key").contains("'release'");
    assertThat(eunomia("verify", out, "--key", "a=" + open, "--key", "release=" + open).exitCode())
        .isZero();
    assertThat(eunomia("verify", out, "--key", "a=" + open, "--key", "a=" + open).exitCode())
        .isEqualTo(2);
  }

  @Test
  void whenTheBundleIsBuiltWithAKey_thenItIsSigned_andTheSameBytesAgain() throws IOException {
    Path policies = dir.resolve("policies");
    Object[] build = {
      "build",
      policies,
      "--service",
      "users-service",
      "-o",
      bundle,
      "--signing-key",
      key,
      "--signing-key-id",
      "k1"
    };
    Ran ran = eunomia(build);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("signed       by k1 with EdDSA\n");
    byte[] first = Files.readAllBytes(bundle);
    eunomia(build);
    assertThat(Files.readAllBytes(bundle)).isEqualTo(first);
    assertThat(eunomia("verify", bundle, "--key", "k1=" + open).exitCode()).isZero();
    assertThat(
            eunomia(
                    "build",
                    policies,
                    "--service",
                    "users-service",
                    "-o",
                    bundle,
                    "--signing-key-id",
                    "k")
                .exitCode())
        .isEqualTo(2);
  }

  @Test
  void whenAFileIsChanged_thenItIsRefusedByName() throws IOException {
    eunomia("sign", bundle, "--key", key);
    Bundle changed =
        BundleReader.withDefaults()
            .read(bundle)
            .with(BundleFile.of("/users-service/allow.rego", "package users_service.authz\n"));
    Files.write(bundle, BundleWriter.toBytes(changed));

    Ran ran = eunomia("verify", bundle, "--key", open);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "error: "
                + bundle
                + ": signature_file_changed: /users-service/allow.rego: is not as it"
                + " was when it was signed\n");
    JsonNode json = json(eunomia("verify", bundle, "--key", open, "--format", "json"));
    assertThat(json.path("verified").asBoolean(true)).isFalse();
    assertThat(json.path("code").asText()).isEqualTo("signature_file_changed");
    assertThat(json.path("file").asText()).isEqualTo("/users-service/allow.rego");
  }

  @Test
  void whenThereIsNoSignature_thenThatIsARefusal_andAnUnreadableFileIsNot() throws IOException {
    assertThat(eunomia("verify", bundle, "--key", open).exitCode()).isEqualTo(1);
    assertThat(eunomia("verify", bundle, "--key", open).err()).contains("signature_missing");
    assertThat(eunomia("verify", bundle).exitCode()).isEqualTo(2);
    assertThat(eunomia("verify", open, "--key", open).exitCode()).isEqualTo(3);
    assertThat(eunomia("verify", bundle, "--key", dir.resolve("no.pem")).exitCode()).isEqualTo(3);
    assertThat(eunomia("verify", bundle, "--key", dir).exitCode()).isEqualTo(3);
    Ran wrong = eunomia("verify", bundle, "--key", key);
    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err()).contains("key.pem: is a private key");
    assertThat(eunomia("sign", bundle, "--key", open).err()).contains("open.pem: is public");
    assertThat(eunomia("sign", bundle, "--key", key, "--algorithm", "HS256").exitCode())
        .isEqualTo(2);
    assertThat(eunomia("sign", bundle, "--key", key, "--algorithm", "RS256").exitCode())
        .isEqualTo(2);
    assertThat(eunomia("sign", bundle, "--key", key, "--key-id", "").exitCode()).isEqualTo(2);
  }

  @Test
  void whenJsonIsAskedFor_thenProgramsCanReadIt() throws IOException {
    JsonNode signed =
        json(eunomia("sign", bundle, "--key", key, "--key-id", "k", "--format", "json"));
    assertThat(signed.path("key_id").asText()).isEqualTo("k");
    JsonNode verified = json(eunomia("verify", bundle, "--key", "k=" + open, "--format", "json"));
    assertThat(verified.path("verified").asBoolean()).isTrue();
    assertThat(verified.path("digest")).isEqualTo(signed.path("digest"));
    assertThat(json(eunomia("inspect", bundle, "--format", "json")).path("signature").toString())
        .isEqualTo("{\"key_id\":\"k\",\"algorithm\":\"EdDSA\"}");
  }

  @Test
  void whenKeysAreJwks_thenTheyAreReadToo() throws IOException {
    Path secret =
        Files.writeString(
            dir.resolve("key.jwk"),
            "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"r\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}");
    String jwk =
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"r\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    eunomia("sign", bundle, "--key", secret);
    Path one = Files.writeString(dir.resolve("open.jwk"), jwk);
    Path set = Files.writeString(dir.resolve("keys.json"), "{\"keys\":[" + jwk + "]}");
    assertThat(eunomia("verify", bundle, "--key", one).exitCode()).isZero();
    assertThat(eunomia("verify", bundle, "--key", set).exitCode()).isZero();
  }

  private Path pem(String name, String label, byte[] content) throws IOException {
    return Files.writeString(
        dir.resolve(name),
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(content)
            + "\n-----END "
            + label
            + "-----\n");
  }

  private static JsonNode json(Ran ran) throws IOException {
    return new ObjectMapper().readTree(ran.out());
  }
}
