package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.pull.PullException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the page on registries to what it says. */
class RegistryPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("eunomia.root", ".."), "docs", "registry.md");
  private static final Pattern CODE =
      Pattern.compile("^\\| `([A-Z_]+)` \\| (yes|no) \\|", Pattern.MULTILINE);

  @Test
  void whenThereIsACode_thenThePageExplainsItAndNoOther() throws IOException {
    List<String> explained =
        CODE.matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1) + ' ' + row.group(2))
            .toList();

    assertThat(explained)
        .containsExactlyElementsOf(
            Arrays.stream(Code.values())
                .map(
                    code ->
                        code.name() + (new PullException(code, "").temporary() ? " yes" : " no"))
                .toList());
  }
}
