package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthChallengeTest {
  @Test
  void whenARegistryChallenges_thenItsParametersAreRead() {
    assertThat(
            parse(
                "Bearer realm=\"https://auth.example.com/token\",service=\"a, b\","
                    + "scope=\"repository:a/b:pull,push\""))
        .containsExactly(
            new AuthChallenge(
                "bearer",
                Map.of(
                    "realm",
                    "https://auth.example.com/token",
                    "service",
                    "a, b",
                    "scope",
                    "repository:a/b:pull,push")));
  }

  @Test
  void whenAHeaderHasSeveralChallenges_thenTheyAreToldApart() {
    // The example of RFC 9110, section 11.6.1, and more of what may stand beside it.
    assertThat(
            parse(
                "Basic realm=\"simple\", Newauth realm=\"apps\", type=1,  title=\"Login to"
                    + " \\\"apps\\\"\", Negotiate, Custom dG9rZW4=, , Bare"))
        .containsExactly(
            new AuthChallenge("basic", Map.of("realm", "simple")),
            new AuthChallenge(
                "newauth", Map.of("realm", "apps", "type", "1", "title", "Login to \"apps\"")),
            new AuthChallenge("negotiate", Map.of()),
            new AuthChallenge("custom", Map.of()),
            new AuthChallenge("bare", Map.of()));
  }

  @Test
  void whenThereAreSeveralHeaders_thenAllAreRead() {
    assertThat(AuthChallenge.parse(List.of("Basic realm=x", "BEARER Realm = \"y\"")))
        .containsExactly(
            new AuthChallenge("basic", Map.of("realm", "x")),
            new AuthChallenge("bearer", Map.of("realm", "y")));
  }

  @Test
  void whenThereIsNoChallenge_thenNone() {
    assertThat(AuthChallenge.parse(List.of())).isEmpty();
    assertThat(parse(" , ,")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer realm=\"x",
        "Bearer a=b, c=",
        "Bearer realm=\"x\" y",
        "Bearer realm=x, realm=y",
        "=",
        "\"x\"",
        "Bearer realm=\"x\\",
        "Bearer a b",
        "Bearer ,=x"
      })
  void whenItIsNoChallenge_thenTheErrorSaysWhere(String header) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(header))
        .withMessageMatching(".* at character [0-9]+|a parameter is there twice.*");
  }

  @Property
  void whenChallengesAreWritten_thenReadAgain(@ForAll("challenges") List<AuthChallenge> all) {
    List<String> written = new ArrayList<>();
    for (AuthChallenge challenge : all) {
      List<String> parameters = new ArrayList<>();
      challenge
          .parameters()
          .forEach(
              (name, value) ->
                  parameters.add(
                      name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
      written.add((challenge.scheme() + ' ' + String.join(", ", parameters)).strip());
    }

    assertThat(parse(String.join(", ", written))).isEqualTo(all);
    assertThat(AuthChallenge.parse(written)).isEqualTo(all);
  }

  @Property
  void whenTextIsAnything_thenReadOrRefused(@ForAll("texts") String text) {
    try {
      assertThat(parse(text)).allMatch(challenge -> !challenge.scheme().isEmpty());
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("at character");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab=\"\\, \t/").ofMaxLength(40);
  }

  @Provide
  Arbitrary<List<AuthChallenge>> challenges() {
    Arbitrary<String> name =
        Arbitraries.strings().withChars("abc-_1").ofMinLength(1).ofMaxLength(5);
    Arbitrary<String> value = Arbitraries.strings().withChars("ab ,=\"\\:/").ofMaxLength(12);
    Arbitrary<AuthChallenge> challenge =
        Combinators.combine(name, Arbitraries.maps(name, value).ofMaxSize(3))
            .as(AuthChallenge::new);
    return challenge.list().ofMaxSize(4);
  }

  private static List<AuthChallenge> parse(String header) {
    return AuthChallenge.parse(List.of(header));
  }
}
