package io.eunomia.testkit;

import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Policies in a directory, and what comes of testing them. */
record PolicyFiles(Path directory) {
  PolicyFiles write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    return this;
  }

  PolicySources sources() throws IOException {
    return PolicyLoader.withDefaults().load(List.of(directory));
  }

  TestReport run(TestOptions options) throws IOException {
    return PolicyTests.run(sources(), options);
  }

  /** The results of one file of tests. */
  List<TestResult> results(String tests) throws IOException {
    TestReport report = write("x_test.rego", tests).run(TestOptions.defaults());
    if (report.hasErrors()) {
      throw new AssertionError(report.diagnostics().toString());
    }
    return report.results();
  }
}
