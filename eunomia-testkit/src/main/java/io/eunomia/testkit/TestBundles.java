package io.eunomia.testkit;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.source.DiagnosticRenderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles policies to bundles, as {@code eunomia build} does, for tests. A policy that does not
 * compile fails the test with what the compiler says of it.
 */
public final class TestBundles {
  private TestBundles() {}

  /**
   * The bundle of a service, of policies in a directory.
   *
   * @param policies the directory of services, or files and directories of them
   * @param service which of the services
   * @param version its version
   * @param sequence its place in the order of the service's bundles
   * @throws AssertionError if the policy does not compile
   * @throws UncheckedIOException if it cannot be read
   */
  public static Bundle compile(Path policies, String service, String version, long sequence) {
    return compile(policies, service, version, sequence, RegoPolicyOptions.defaults());
  }

  /**
   * The bundle of a service, of policies in a directory that are compiled in some way: such as with
   * capabilities that have builtins of the service's own.
   *
   * @param policies the directory of services, or files and directories of them
   * @param service which of the services
   * @param version its version
   * @param sequence its place in the order of the service's bundles
   * @param rego how its policy is compiled
   * @throws AssertionError if the policy does not compile
   * @throws UncheckedIOException if it cannot be read
   */
  public static Bundle compile(
      Path policies, String service, String version, long sequence, RegoPolicyOptions rego) {
    try {
      PolicySources sources = PolicyLoader.withDefaults().load(List.of(policies));
      ServiceDirectory directory =
          sources
              .service(service)
              .orElseThrow(() -> new AssertionError(policies + " has no directory of " + service));
      BuildResult built =
          BundleBuilder.build(
              sources,
              directory,
              BuildOptions.defaults().withRego(rego).withVersion(version).withSequence(sequence));
      Bundle bundle = built.bundle();
      if (bundle == null) {
        throw new AssertionError(
            "the policy of "
                + service
                + " does not compile:\n"
                + DiagnosticRenderer.render(built.diagnostics()));
      }
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The bundle of a service, of one text.
   *
   * @param rego the whole module, with its package: {@code package users_service.authz}
   * @throws AssertionError if the policy does not compile
   */
  public static Bundle compileText(String rego, String service, String version, long sequence) {
    return compileText(rego, service, version, sequence, RegoPolicyOptions.defaults());
  }

  /**
   * The bundle of a service, of one text that is compiled in some way.
   *
   * @param module the whole module, with its package: {@code package users_service.authz}
   * @param rego how it is compiled
   * @throws AssertionError if the policy does not compile
   */
  public static Bundle compileText(
      String module, String service, String version, long sequence, RegoPolicyOptions rego) {
    try {
      Path directory = Files.createTempDirectory("eunomia-test-policies");
      try {
        Path own = Files.createDirectories(directory.resolve(service));
        Files.writeString(own.resolve("policy.rego"), module);
        return compile(directory, service, version, sequence, rego);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A bundle's bytes. */
  public static byte[] bytes(Bundle bundle) {
    return BundleWriter.toBytes(bundle);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
