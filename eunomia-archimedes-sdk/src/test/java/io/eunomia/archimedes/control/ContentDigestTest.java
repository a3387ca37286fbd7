package io.eunomia.archimedes.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.bundle.BundleDigest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {
  // The example of RFC 9530, appendix A: {"hello": "world"} and a line feed.
  private static final String HELLO = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
  private static final BundleDigest DIGEST =
      BundleDigest.of("{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8));

  @Test
  void whenItIsTheExampleOfTheRfc_thenReadsAndWritesIt() {
    assertThat(ContentDigest.parse(List.of(HELLO))).isEqualTo(DIGEST);
    assertThat(ContentDigest.format(DIGEST)).isEqualTo(HELLO);
  }

  @Test
  void whenOthersStandBeside_thenTheyCountForNothing() {
    assertThat(ContentDigest.parse(List.of("sha-512=:AAAA:, " + HELLO + ";a=1 ,unixsum=:AA==:")))
        .isEqualTo(DIGEST);
    assertThat(ContentDigest.parse(List.of("sha-512=:AAAA:", HELLO, HELLO))).isEqualTo(DIGEST);
  }

  @Test
  void whenItIsMissing_thenSaysSo() {
    assertThatThrownBy(() -> ContentDigest.parse(List.of())).hasMessageContaining("is required");
    assertThatThrownBy(() -> ContentDigest.parse(List.of(" "))).hasMessageContaining("is required");
    assertThatThrownBy(() -> ContentDigest.parse(List.of("sha-512=:AAAA:")))
        .hasMessageContaining("is required");
  }

  @Test
  void whenItSaysTwoThings_thenIsRefused() {
    String other = ContentDigest.format(BundleDigest.of(new byte[0]));
    assertThatThrownBy(() -> ContentDigest.parse(List.of(HELLO, other)))
        .hasMessageContaining("two different");
    assertThatThrownBy(() -> ContentDigest.parse(List.of(other + ", " + HELLO)))
        .hasMessageContaining("two different");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha-256",
        "sha-256=",
        "sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=",
        "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=",
        "sha-256=:RK_0qy18MlBSVnWgjwz6lZEWjP_lF5HF9bvEF8FabDg=:",
        "sha-256=:RK/0:",
        "sha-256=:=:",
        "SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
        "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:,",
        ",sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
        "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=: x",
        "sha-512, sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
      })
  void whenItCannotBeRead_thenIsRefused(String text) {
    assertThatThrownBy(() -> ContentDigest.parse(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Content-Digest must be");
  }

  @Test
  void whenItIsVeryLong_thenIsRefusedUnread() {
    assertThatThrownBy(() -> ContentDigest.parse(List.of(HELLO + ",a=::".repeat(1000))))
        .hasMessageContaining("longer than");
  }

  @Property
  void whenWritten_thenIsReadBack(@ForAll byte[] body) {
    BundleDigest digest = BundleDigest.of(body);
    assertThat(ContentDigest.parse(List.of(ContentDigest.format(digest)))).isEqualTo(digest);
  }

  @Property
  void whenItIsAnything_thenIsReadOrRefused(@ForAll List<String> values) {
    try {
      assertThat(ContentDigest.parse(values)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("Content-Digest");
    }
  }
}
