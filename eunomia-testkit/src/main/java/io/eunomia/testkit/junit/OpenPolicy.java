package io.eunomia.testkit.junit;

import io.eunomia.testkit.RecordedAudit;
import io.eunomia.testkit.TestRuntime;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A runtime with what it tells of itself. */
final class OpenPolicy implements AutoCloseable {
  private final RecordedAudit audit = new RecordedAudit();
  private final @Nullable Meters meters = Meters.isThere() ? new Meters() : null;
  private final TestRuntime runtime;

  OpenPolicy(String service, byte[] bundle, Consumer<TestRuntime.Builder> configuration)
      throws IOException {
    TestRuntime started = null;
    try {
      TestRuntime.Builder builder =
          TestRuntime.builder(service)
              .bundle(bundle)
              .configure(runtimeBuilder -> runtimeBuilder.audit(audit.log()));
      if (meters != null) {
        builder.configure(runtimeBuilder -> runtimeBuilder.metrics(meters.metrics()));
      }
      configuration.accept(builder);
      started = builder.start();
    } finally {
      if (started == null) {
        audit.close();
      }
    }
    runtime = started;
  }

  TestRuntime runtime() {
    return runtime;
  }

  RecordedAudit audit() {
    return audit;
  }

  @Nullable Meters meters() {
    return meters;
  }

  @Override
  public void close() {
    runtime.close();
    audit.close();
  }
}
