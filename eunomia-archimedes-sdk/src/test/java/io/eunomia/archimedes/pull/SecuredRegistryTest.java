package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.pull.PullException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, passwords and tokens, against real registries. */
class SecuredRegistryTest {
  private static final byte[] BUNDLE = "no bundle, but bytes".getBytes(StandardCharsets.UTF_8);
  private static final String USER = "deployer";
  private static final String PASSWORD = "correct-horse:ä";
  private static final String REPOSITORY = "policies/users-service";

  @TempDir static Path directory;
  private static TestAuthority authority;
  private static Path authorityPem;
  private static RegistryFixture open;
  private static RegistryFixture password;

  @BeforeAll
  static void start() throws Exception {
    RegistryFixture.assumeAvailable();
    authority = new TestAuthority();
    authorityPem = authority.writePem(directory.resolve("authority.pem"));
    open = RegistryFixture.tls(Files.createDirectory(directory.resolve("open")), authority);
    open.publish(REPOSITORY, "latest", BUNDLE, Map.of());
    password =
        RegistryFixture.password(
            Files.createDirectory(directory.resolve("password")), authority, USER, PASSWORD);
    password.publish(REPOSITORY, "latest", BUNDLE, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    for (RegistryFixture each : new RegistryFixture[] {open, password}) {
      if (each != null) {
        each.close();
      }
    }
  }

  @Test
  void whenTheAuthorityIsGiven_thenTrusted() throws Exception {
    assertThat(pull(builder(), open)).isEqualTo(BUNDLE);
    OciRegistry.Builder context = OciRegistry.builder().trust(authority.clientContext());
    assertThat(pull(context, open)).isEqualTo(BUNDLE);
  }

  @Test
  void whenTheAuthorityIsUnknown_thenRefusedAndNotTriedAgain() {
    PullException failure = failure(OciRegistry.builder(), open);

    assertThat(failure.code()).isEqualTo(Code.TLS);
    assertThat(failure.temporary()).isFalse();
    assertThat(failure).hasMessageContaining("certification path");
  }

  @Test
  void whenTheAuthorityIsAnother_thenRefused() throws Exception {
    Path other = new TestAuthority().writePem(directory.resolve("other.pem"));

    assertThat(failure(OciRegistry.builder().trust(other), open).code()).isEqualTo(Code.TLS);
  }

  @Test
  void whenTheServerIsCalledOtherwise_thenRefused() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy(open.port())) {
      OciRegistry client = builder().proxy("127.0.0.1", proxy.port()).build();
      PullException failure =
          Failures.of(
              () -> client.pull(RegistryReference.parse("wrong.test:5000/" + REPOSITORY), null));
      assertThat(failure.code()).isEqualTo(Code.TLS);
      assertThat(failure).hasMessageContaining("wrong.test");
    }
  }

  @Test
  void whenTheFileHasNoCertificates_thenTheErrorSaysSo() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");

    assertThatThrownBy(() -> OciRegistry.builder().trust(empty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("empty.pem has no certificate in it");
    assertThatThrownBy(() -> OciRegistry.builder().trust(nonsense))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nonsense.pem");
  }

  @Test
  void whenThereIsAProxy_thenItIsUsed() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy(open.port())) {
      OciRegistry client = builder().proxy("127.0.0.1", proxy.port()).build();

      PullResult pulled =
          client.pull(RegistryReference.parse("registry.test:5000/" + REPOSITORY), null);

      assertThat(pulled).isInstanceOf(PulledBundle.class);
      assertThat(proxy.targets()).contains("registry.test:5000");
    }
  }

  @Test
  void whenThePasswordIsRight_thenPulled() throws Exception {
    OciRegistry client = builder().credentials(RegistryCredentials.basic(USER, PASSWORD)).build();
    RegistryReference reference = password.reference(REPOSITORY);
    PullResult pulled = client.pull(reference, null);

    assertThat(((PulledBundle) pulled).bytes()).isEqualTo(BUNDLE);
    assertThat(client.pull(reference, pulled.state())).isInstanceOf(PullResult.Unchanged.class);
  }

  @Test
  void whenDockerHasThePassword_thenPulled() throws Exception {
    String pair =
        Base64.getEncoder()
            .encodeToString((USER + ':' + PASSWORD).getBytes(StandardCharsets.UTF_8));
    Path config =
        Files.writeString(
            directory.resolve("config.json"),
            "{\"auths\": {\"" + password.address() + "\": {\"auth\": \"" + pair + "\"}}}");

    assertThat(pull(builder().credentials(CredentialsSource.dockerConfig(config)), password))
        .isEqualTo(BUNDLE);
  }

  @Test
  void whenThePasswordIsWrongOrMissing_thenUnauthorizedWithoutRepeatingIt() {
    PullException wrong =
        failure(builder().credentials(RegistryCredentials.basic(USER, "sesame-wrong")), password);
    assertThat(wrong.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(wrong.temporary()).isFalse();
    assertThat(wrong)
        .hasMessageContaining("answered 401 (UNAUTHORIZED: authentication required)")
        .hasMessageNotContaining("sesame-wrong");

    PullException none = failure(builder(), password);
    assertThat(none.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(none).hasMessageContaining("wants credentials by [basic]; there are none");

    PullException other =
        failure(builder().credentials(RegistryCredentials.bearer("sesame")), password);
    assertThat(other.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(other).hasMessageContaining("there are others").hasMessageNotContaining("sesame");
  }

  @Test
  void whenThePasswordIsReplaced_thenTheNextPullUsesTheNewOne() throws Exception {
    String[] now = {"wrong"};
    OciRegistry client =
        builder().credentials(registry -> RegistryCredentials.basic(USER, now[0])).build();
    RegistryReference reference = password.reference(REPOSITORY);

    assertThat(Failures.of(() -> client.pull(reference, null)).code()).isEqualTo(Code.UNAUTHORIZED);
    now[0] = PASSWORD;
    assertThat(client.pull(reference, null)).isInstanceOf(PulledBundle.class);
  }

  @Test
  void whenCredentialsCannotBeRead_thenUnauthorizedAndItSaysWhy() {
    PullException failure =
        failure(
            builder().credentials(CredentialsSource.dockerConfig(directory.resolve("none.json"))),
            password);

    assertThat(failure.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(failure).hasMessageContaining("none.json does not exist");
  }

  @Test
  void whenTheRegistryTakesTokens_thenOneIsAskedForAndUsedAgain() throws Exception {
    try (TokenServerFixture tokens = new TokenServerFixture(authority, USER, PASSWORD);
        RegistryFixture registry = tokenRegistry("tokens", tokens)) {
      OciRegistry client = builder().credentials(RegistryCredentials.basic(USER, PASSWORD)).build();
      RegistryReference reference = registry.reference(REPOSITORY);

      PullResult pulled = client.pull(reference, null);
      client.pull(reference, pulled.state());

      assertThat(((PulledBundle) pulled).bytes()).isEqualTo(BUNDLE);
      assertThat(tokens.requests()).hasSize(1);
      assertThat(tokens.requests().get(0).query())
          .containsEntry("service", TokenServerFixture.SERVICE)
          .containsEntry("scope", "repository:" + REPOSITORY + ":pull");
    }
  }

  @Test
  void whenTokensDoNotLast_thenNewOnesAreAskedFor() throws Exception {
    try (TokenServerFixture tokens = new TokenServerFixture(authority, USER, PASSWORD);
        RegistryFixture registry = tokenRegistry("short", tokens)) {
      tokens.tokensLast(0);
      OciRegistry client = builder().credentials(RegistryCredentials.basic(USER, PASSWORD)).build();
      RegistryReference reference = registry.reference(REPOSITORY);

      PullResult pulled = client.pull(reference, null);
      client.pull(reference, pulled.state());

      assertThat(tokens.requests()).as("manifest, blob, manifest").hasSize(3);
    }
  }

  @Test
  void whenTheTokenServerRefuses_thenUnauthorizedWithoutAnySecret() throws Exception {
    try (TokenServerFixture tokens = new TokenServerFixture(authority, USER, PASSWORD);
        RegistryFixture registry = tokenRegistry("refused", tokens)) {
      PullException wrong =
          failure(builder().credentials(RegistryCredentials.basic(USER, "sesame")), registry);
      assertThat(wrong.code()).isEqualTo(Code.UNAUTHORIZED);
      assertThat(wrong)
          .hasMessageContaining(tokens.realm() + " answered 401")
          .hasMessageNotContaining("sesame");

      assertThat(failure(builder(), registry).code()).as("nobody").isEqualTo(Code.UNAUTHORIZED);

      assertThat(
              failure(builder().credentials(RegistryCredentials.bearer("sesame")), registry).code())
          .isEqualTo(Code.UNAUTHORIZED);

      tokens.grantNothing();
      PullException forbidden =
          failure(builder().credentials(RegistryCredentials.basic(USER, PASSWORD)), registry);
      assertThat(forbidden.code()).isEqualTo(Code.FORBIDDEN);
      assertThat(forbidden).hasMessageContaining("answered 401");
    }
  }

  @Test
  void whenATokenIsGiven_thenTheRegistryGetsItItself() throws Exception {
    try (TokenServerFixture tokens = new TokenServerFixture(authority, USER, PASSWORD);
        RegistryFixture registry = tokenRegistry("given", tokens)) {
      String token = tokens.mint(REPOSITORY, List.of("pull"));

      assertThat(pull(builder().credentials(RegistryCredentials.bearer(token)), registry))
          .isEqualTo(BUNDLE);
      assertThat(tokens.requests()).isEmpty();
    }
  }

  private static RegistryFixture tokenRegistry(String name, TokenServerFixture tokens)
      throws Exception {
    RegistryFixture registry =
        RegistryFixture.token(Files.createDirectory(directory.resolve(name)), authority, tokens);
    registry.publish(REPOSITORY, "latest", BUNDLE, Map.of());
    return registry;
  }

  private static OciRegistry.Builder builder() {
    try {
      return OciRegistry.builder().trust(authorityPem).retries(2, Duration.ofMillis(10));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] pull(OciRegistry.Builder builder, RegistryFixture from)
      throws PullException {
    return ((PulledBundle) builder.build().pull(from.reference(REPOSITORY), null)).bytes();
  }

  private static PullException failure(OciRegistry.Builder builder, RegistryFixture from) {
    return Failures.of(() -> pull(builder, from));
  }
}
