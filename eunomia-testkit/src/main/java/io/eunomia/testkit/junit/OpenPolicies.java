package io.eunomia.testkit.junit;

import io.eunomia.testkit.TestRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The runtimes that a test, or a class of them, has asked for; closed at its end. Thread-safe. */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else, and later ones warn
final class OpenPolicies implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  private final PolicySource source;
  private final CompiledBundles bundles;
  private final Consumer<TestRuntime.Builder> configuration;
  private final Map<String, OpenPolicy> open = new TreeMap<>();

  OpenPolicies(
      PolicySource source, CompiledBundles bundles, Consumer<TestRuntime.Builder> configuration) {
    this.source = source;
    this.bundles = bundles;
    this.configuration = configuration;
  }

  /**
   * The runtime of a service, started when it is first asked for.
   *
   * @throws AssertionError if its policy does not compile
   * @throws UncheckedIOException if it cannot be read
   */
  synchronized OpenPolicy of(String service) {
    OpenPolicy known = open.get(service);
    if (known == null) {
      try {
        known = new OpenPolicy(service, bundles.get(source, service), configuration);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      open.put(service, known);
    }
    return known;
  }

  @Override
  public synchronized void close() {
    open.values().forEach(OpenPolicy::close);
    open.clear();
  }
}
