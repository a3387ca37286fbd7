package io.eunomia.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eunomia.testkit.coverage.Coverage;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageReportTest {
  /** Of nothing, which is covered whole. */
  private static final Coverage WHOLE = new Coverage(List.of());

  @TempDir Path directory;

  @Test
  void whenNothingIsSaid_thenItIsNotCounted() {
    assertThat(new CoverageReport(null, null).isWanted()).isFalse();
    assertThat(new CoverageReport(0.0, null).isWanted()).isTrue();
    assertThat(new CoverageReport(null, new File("x.html")).isWanted()).isTrue();
  }

  @Test
  void whenEnoughIsCovered_thenItIsWritten() throws Exception {
    File file = directory.resolve("site/coverage.json").toFile();

    new CoverageReport(100.0, file).write(WHOLE, new SystemStreamLog());

    assertThat(file).content().startsWith("{");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 100.1, Double.NaN})
  void whenItIsNoPercentage_thenItIsRefused(double threshold) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CoverageReport(threshold, null));
  }

  @Test
  void whenTheFormatIsNotKnown_thenItIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CoverageReport(null, new File("coverage.xml")))
        .withMessageContaining("must end with .html, .json, .info, .lcov or .txt");
  }
}
