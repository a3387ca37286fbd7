package io.eunomia.maven;

import io.eunomia.testkit.coverage.Coverage;
import io.eunomia.testkit.coverage.CoverageFormat;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * What tests must evaluate of policies, and where it is written what they did.
 *
 * @param threshold in percent of the lines, or {@code null} for none
 * @param file or {@code null} for none; its name says the format
 */
record CoverageReport(@Nullable Double threshold, @Nullable File file) {
  /**
   * @throws IllegalArgumentException for what is no percentage, or a file of no known format
   */
  CoverageReport {
    if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
      throw new IllegalArgumentException("threshold must be between 0 and 100, not " + threshold);
    }
    if (file != null && CoverageFormat.ofFile(file.getName()).isEmpty()) {
      throw new IllegalArgumentException(
          "coverageFile must end with .html, .json, .info, .lcov or .txt: " + file);
    }
  }

  boolean isWanted() {
    return threshold != null || file != null;
  }

  Fingerprint addTo(Fingerprint fingerprint) {
    return fingerprint
        .add("threshold", String.valueOf(threshold))
        .add("coverageFile", String.valueOf(file));
  }

  /**
   * Writes it, and says how much it is.
   *
   * @throws MojoFailureException if it is too little
   */
  void write(Coverage coverage, Log log) throws IOException, MojoFailureException {
    if (file != null) {
      Files.createDirectories(file.getAbsoluteFile().toPath().getParent());
      CoverageFormat format = CoverageFormat.ofFile(file.getName()).orElseThrow();
      Files.writeString(file.toPath(), format.write(coverage));
    }
    String much = "policy tests cover " + coverage.lines().text() + " of the lines";
    if (threshold != null && !coverage.reaches(threshold)) {
      throw new MojoFailureException(
          much
              + ", less than the threshold of "
              + BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString()
              + "%");
    }
    log.info(much);
  }
}
