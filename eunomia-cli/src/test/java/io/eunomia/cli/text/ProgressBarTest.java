package io.eunomia.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  @Test
  void whenWorkIsDone_thenLineGrowsAndIsGoneInTheEnd() {
    StringWriter shown = new StringWriter();
    ProgressBar bar = new ProgressBar(new PrintWriter(shown), 4);

    bar.step(true);
    assertThat(shown.toString()).isEqualTo("\r[" + "#".repeat(10) + " ".repeat(30) + "] 1/4");
    bar.step(false);
    bar.step(true);
    bar.step(true);
    assertThat(shown.toString()).endsWith("\r[" + "#".repeat(40) + "] 4/4, 1 failed");
    bar.clear();
    assertThat(shown.toString()).endsWith("\r\u001b[K");
  }
}
