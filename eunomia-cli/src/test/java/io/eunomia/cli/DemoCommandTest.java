package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void whenDemoRuns_thenEveryStepGoesWell() {
    Ran ran = eunomia("demo");

    assertThat(ran.exitCode()).as(ran.out()).isZero();
    assertThat(ran.out())
        .contains("tests passed")
        .contains("all of them as the tables say")
        .contains("none failed")
        .contains("decisions, 0 failed")
        .contains("All of it went well")
        .doesNotContain("FAILED");
  }
}
