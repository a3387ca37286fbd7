package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {
  private static final String SECRET = "correct-horse:battery";

  @TempDir Path directory;

  @Test
  void whenCredentialsArePrinted_thenNoSecretIs() {
    assertThat(RegistryCredentials.basic("deployer", SECRET)).hasToString("Basic[user=deployer]");
    assertThat(RegistryCredentials.bearer("sesame")).hasToString("Bearer[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nX-Other: b", "ä"})
  void whenATokenIsNone_thenRefusedWithoutRepeatingIt(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryCredentials.bearer(token))
        .withMessage("a bearer token is visible ASCII without spaces");
  }

  @Test
  void whenAUserCannotBe_thenRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryCredentials.basic("a:b", SECRET))
        .withMessageContaining("no colon");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryCredentials.basic("a", SECRET + "\n"))
        .withMessage("user and password have no control characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r.example:5000",
        "https://r.example:5000",
        "https://r.example:5000/v2/",
        "R.Example:5000"
      })
  void whenDockerKnowsTheRegistry_thenItsCredentialsAreUsed(String key) throws IOException {
    CredentialsSource source =
        config("{\"auths\": {\"" + key + "\": {\"auth\": \"" + pair("deployer") + "\"}}}");

    assertThat(source.credentials("r.example:5000"))
        .isEqualTo(RegistryCredentials.basic("deployer", SECRET));
    assertThat(source.credentials("r.example")).isEqualTo(RegistryCredentials.none());
    assertThat(source.credentials("r.example:5001")).isEqualTo(RegistryCredentials.none());
  }

  @Test
  void whenDockerHubIsMeant_thenItsOldNameIsKnown() throws IOException {
    CredentialsSource source =
        config(
            "{\"auths\": {\"https://index.docker.io/v1/\": {\"auth\": \"" + pair("me") + "\"}}}");

    assertThat(source.credentials("docker.io")).isEqualTo(RegistryCredentials.basic("me", SECRET));
  }

  @Test
  void whenDockerHasATokenOrNames_thenTheyAreUsed() throws IOException {
    CredentialsSource source =
        config(
            """
            {"auths": {
              "a.example": {"registrytoken": "sesame"},
              "b.example": {"username": "me", "password": "%s"},
              "c.example": {}}}
            """
                .formatted(SECRET));

    assertThat(source.credentials("a.example")).isEqualTo(RegistryCredentials.bearer("sesame"));
    assertThat(source.credentials("b.example")).isEqualTo(RegistryCredentials.basic("me", SECRET));
    assertThat(source.credentials("c.example")).isEqualTo(RegistryCredentials.none());
  }

  @Test
  void whenTheFileChanges_thenTheNewCredentialsAreUsed() throws IOException {
    CredentialsSource source = config("{}");
    assertThat(source.credentials("r.example")).isEqualTo(RegistryCredentials.none());

    config("{\"auths\": {\"r.example\": {\"auth\": \"" + pair("me") + "\"}}}");
    assertThat(source.credentials("r.example")).isEqualTo(RegistryCredentials.basic("me", SECRET));
  }

  @Test
  void whenTheFileCannotBeUsed_thenTheErrorSaysWhyAndNoSecret() throws IOException {
    refused("{\"auths\": {\"r.example\": \"" + SECRET, "is not JSON");
    refused(
        "{\"auths\": {\"r.example\": {\"auth\": \"" + SECRET + "\"}}}", "no usable credentials");
    refused(
        "{\"auths\": {\"r.example\": {\"auth\": \"" + encode("no-colon") + "\"}}}",
        "no usable credentials");
    refused(
        "{\"auths\": {\"r.example\": {\"identitytoken\": \"" + SECRET + "\"}}}", "identity token");
    refused("{\"credHelpers\": {\"r.example\": \"pass\"}}", "in a program, which is not run");
    refused("{\"credsStore\": \"pass\"}", "in a program, which is not run");
    refused(" ".repeat(1 << 20) + "{}", "longer than 1048576 bytes");
    CredentialsSource missing = CredentialsSource.dockerConfig(directory.resolve("missing.json"));
    assertThatThrownBy(() -> missing.credentials("r.example")).hasMessageContaining("not exist");
  }

  private void refused(String json, String problem) throws IOException {
    CredentialsSource source = config(json);
    assertThatThrownBy(() -> source.credentials("r.example"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(problem)
        .message()
        .doesNotContain("correct-horse");
  }

  private CredentialsSource config(String json) throws IOException {
    Path file = Files.writeString(directory.resolve("config.json"), json);
    return CredentialsSource.dockerConfig(file);
  }

  private static String pair(String user) {
    return encode(user + ':' + SECRET);
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
