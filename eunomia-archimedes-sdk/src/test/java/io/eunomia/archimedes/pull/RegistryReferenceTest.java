package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryReferenceTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @Test
  void whenEverythingIsSaid_thenTakenApart() {
    RegistryReference reference =
        RegistryReference.parse("registry.example.com:5000/policies/users-service:1.4.2@" + DIGEST);

    assertThat(reference)
        .isEqualTo(
            new RegistryReference(
                "registry.example.com:5000", "policies/users-service", "1.4.2", DIGEST));
    assertThat(reference.wanted()).isEqualTo(DIGEST);
  }

  @Test
  void whenThereIsNoTag_thenLatest() {
    assertThat(RegistryReference.parse("oci://localhost/users-service"))
        .hasToString("localhost/users-service:latest");
  }

  @Test
  void whenThereIsADigest_thenNoTagIsMadeUp() {
    assertThat(RegistryReference.parse("localhost/users-service@" + DIGEST).tag()).isNull();
  }

  @Test
  void whenTheHostHasCapitals_thenTheyMeanNothing() {
    assertThat(RegistryReference.parse("Registry.Example.COM/a:V1"))
        .isEqualTo(RegistryReference.parse("registry.example.com/a:V1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost/a",
        "localhost:5000/a",
        "127.0.0.1:5000/a",
        "[::1]:5000/a",
        "registry:5000/a/b/c",
        "r.example/a__b/c--d/e.f_g",
        "r.example/a:_x",
        "r.example/a:1.0.0-rc.1"
      })
  void whenItIsAReference_thenRead(String text) {
    RegistryReference reference = RegistryReference.parse(text);

    assertThat(RegistryReference.parse(reference.toString())).isEqualTo(reference);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "r.example                 | has no repository",
        "registry.example.com      | has no repository",
        "https://r.example/a       | scheme other than oci://",
        "/a                        | there is no registry",
        "r.example/                | there is no repository",
        "policies/users-service    | 'policies' is not a registry",
        "r.example:0/a             | is not a registry",
        "r.example:65536/a         | is not a registry",
        "r.example:/a              | is not a registry",
        "user@r.example/a          | is not a registry",
        "r_r.example/a             | is not a registry",
        "-r.example/a              | is not a registry",
        "r..example/a              | is not a registry",
        "[::1/a                    | is not a registry",
        "[:::]/a                   | is not a registry",
        "r.example/A               | 'A' is not a name in a repository",
        "r.example/a//b            | '' is not a name in a repository",
        "r.example/a/              | '' is not a name in a repository",
        "r.example/a/../b          | '..' is not a name in a repository",
        "r.example/a___b           | is not a name in a repository",
        "r.example/a-              | is not a name in a repository",
        "r.example/ä               | is not a name in a repository",
        "r.example/a b             | is not a name in a repository",
        "r.example/a?x=y           | is not a name in a repository",
        "r.example/a:              | '' is not a tag",
        "r.example/a:.x            | '.x' is not a tag",
        "r.example/a:x/y           | 'x/y' is not a tag",
        "r.example/a:x:y           | 'x:y' is not a tag",
        "r.example/a@              | does not start with sha256:",
        "r.example/a@sha256:12     | is not a SHA-256",
        "r.example/a@sha512:12     | only sha256 digests are supported",
        "r.example/a@md5:12        | does not start with sha256:",
      })
  void whenItIsNone_thenTheErrorSaysWhat(String text, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryReference.parse(text))
        .withMessageContaining(problem);
  }

  @Test
  void whenPartsAreTooLong_thenRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryReference.parse("r.example/a:" + "x".repeat(129)))
        .withMessageContaining("is not a tag");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryReference.parse("r.example/" + "a".repeat(246)))
        .withMessageContaining("longer than 255");
    assertThat(RegistryReference.parse("r.example/" + "a".repeat(245)).repository()).hasSize(245);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryReference.parse("r.example/" + "a-".repeat(1_000_000)))
        .withMessageContaining("longer than 255");
  }

  @Test
  void whenTheTextHasControlCharacters_thenTheErrorHasNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryReference.parse("r.example/a\u001b[31m\n\u202e"))
        .withMessageNotContainingAny("\u001b", "\n", "\u202e");
  }

  @Property
  void whenAReferenceIsWritten_thenReadAgain(@ForAll("references") RegistryReference reference) {
    assertThat(RegistryReference.parse(reference.toString())).isEqualTo(reference);
    assertThat(RegistryReference.parse("oci://" + reference)).isEqualTo(reference);
  }

  @Property
  void whenTextIsAnything_thenReadOrRefused(@ForAll("texts") String text) {
    RegistryReference reference;
    try {
      reference = RegistryReference.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("'");
      return;
    }
    assertThat(RegistryReference.parse(reference.toString())).isEqualTo(reference);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(1, Arbitraries.strings()),
        net.jqwik.api.Tuple.of(3, Arbitraries.strings().withChars("ab1.:/@-_[]").ofMaxLength(30)),
        net.jqwik.api.Tuple.of(
            3,
            Arbitraries.strings()
                .withChars("abZ1.:/@-_")
                .ofMaxLength(20)
                .map(rest -> "r.example/a" + rest)));
  }

  @Provide
  Arbitrary<RegistryReference> references() {
    Arbitrary<String> label =
        Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> host = label.list().ofMinSize(2).ofMaxSize(4).map(l -> String.join(".", l));
    Arbitrary<String> port =
        Arbitraries.integers().between(1, 65_535).map(p -> ":" + p).injectNull(0.3);
    Arbitrary<String> registry =
        Combinators.combine(host, port).as((h, p) -> p == null ? h : h + p);
    Arbitrary<String> word =
        Arbitraries.strings().withChars("abc019").ofMinLength(1).ofMaxLength(6);
    Arbitrary<String> segment =
        Combinators.combine(word, Arbitraries.of(".", "_", "__", "-", "---"), word)
            .as((a, separator, b) -> a + separator + b);
    Arbitrary<String> repository =
        segment.list().ofMinSize(1).ofMaxSize(4).map(l -> String.join("/", l));
    Arbitrary<String> tag =
        Combinators.combine(
                Arbitraries.strings().withChars("aZ0_").ofLength(1),
                Arbitraries.strings().withChars("aZ0_.-").ofMaxLength(127))
            .as(String::concat);
    Arbitrary<String> digest =
        Arbitraries.strings().withChars("0123456789abcdef").ofLength(64).map(h -> "sha256:" + h);
    return Combinators.combine(registry, repository, tag.injectNull(0.3), digest.injectNull(0.5))
        .as(
            (r, name, t, d) ->
                new RegistryReference(r, name, t == null && d == null ? "latest" : t, d));
  }
}
