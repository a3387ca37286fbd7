package io.eunomia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.builtins.Builtins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuiltinsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("eunomia.root", "..")).resolve("docs/builtins.md");

  /** With {@code -Deunomia.docs.write=true} it writes the page instead. */
  @Test
  void whenADeclarationChanges_thenThePageDoes() throws IOException {
    String page = BuiltinsPage.write();
    if (Boolean.getBoolean("eunomia.docs.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void whenABuiltinDiffers_thenItIsOneThatThereIs() {
    assertThat(Builtins.differences()).isNotEmpty();
    assertThat(Builtins.differences().values())
        .allSatisfy(why -> assertThat(why).endsWith(".").doesNotContain("|"));
  }
}
