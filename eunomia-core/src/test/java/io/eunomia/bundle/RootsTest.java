package io.eunomia.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RootsTest {
  @Test
  void whenAPathIsInARoot_thenOnlyWholePartsCount() {
    Roots roots = Roots.of("/a/b/", "c");

    assertThat(roots.contain("a/b")).isTrue();
    assertThat(roots.contain("/a/b/c")).isTrue();
    assertThat(roots.contain("a/bc")).isFalse();
    assertThat(roots.contain("a")).isFalse();
    assertThat(Roots.everything().contain("anything/at/all")).isTrue();
  }

  @Test
  void whenRootsLieWithinEachOther_thenTheyOverlap() {
    assertThat(Roots.of("a", "b").overlaps()).isEmpty();
    assertThat(Roots.of("a", "a/b", "ab").overlaps()).containsExactly("a and a/b");
    assertThat(Roots.of("a/b").overlap(List.of("a"))).isTrue();
    assertThat(Roots.of("a/b").overlap(List.of("a/c", "b"))).isFalse();
    assertThat(Roots.everything().overlap(List.of("x"))).isTrue();
  }

  @Test
  void whenADigestIsRead_thenOnlySha256IsOne() {
    String text = "sha256:" + "0a".repeat(32);

    assertThat(BundleDigest.parse(text)).hasToString(text);
    assertThat(BundleDigest.of(new byte[0]).hex()).startsWith("e3b0c44298fc1c149afbf4c8996fb924");
    assertThatThrownBy(() -> BundleDigest.parse("md5:00")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> BundleDigest.parse("sha256:" + "0A".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
