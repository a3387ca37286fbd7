package io.eunomia.bundle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
  private static final String SECRET = TestKeys.pkcs8(TestKeys.ED25519);

  @TempDir Path directory;

  @Test
  void whenItIsAPrivateKey_thenItSigns() throws IOException {
    SigningKey key = KeyFiles.signing(write(SECRET));

    assertThat(key.keyId()).isEqualTo(SigningKey.fromPem(SECRET).keyId());
    assertThat(key.withKeyId("k").verificationKey().thumbprint()).isEqualTo(key.keyId());
  }

  @Test
  void whenItBeginsAsJson_thenItIsAJwkOrASetOfThem() throws IOException {
    String jwk =
        """
        {"kty": "OKP", "crv": "Ed25519", "kid": "a",
         "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
        """;
    assertThat(KeyFiles.verification(write(jwk), null))
        .extracting(VerificationKey::keyId)
        .containsExactly("a");
    assertThat(KeyFiles.verification(write(jwk), "b"))
        .extracting(VerificationKey::keyId)
        .containsExactly("b");
    assertThat(KeyFiles.verification(write("{\"keys\": [" + jwk + "]}"), null))
        .extracting(VerificationKey::keyId)
        .containsExactly("a");
  }

  @Test
  void whenItIsNoKey_thenItIsSaidOfWhichFile_andNothingOfItIsQuoted() throws IOException {
    Path damaged = write(SECRET.replaceFirst("M", "!"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyFiles.signing(damaged))
        .withMessageStartingWith(damaged + ": ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET.lines().toList().get(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyFiles.signing(directory))
        .withMessage(directory + ": is a directory, not a key");
    assertThatThrownBy(() -> KeyFiles.signing(directory.resolve("missing")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("key"), text);
  }
}
