package io.eunomia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the documentation says of a code.
 *
 * @param markdown the whole page
 */
record ErrorPage(String markdown) {
  /** The page of a code; empty if it has none. */
  static Optional<ErrorPage> of(String code) {
    try (InputStream page = ErrorPage.class.getResourceAsStream("errors/" + code + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(new ErrorPage(new String(page.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its first paragraph, on one line. */
  String summary() {
    return markdown.strip().split("\n\n", 3)[1].replace('\n', ' ');
  }
}
