package io.eunomia.testkit.junit;

import io.eunomia.bundle.BundleReader;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.testkit.TestBundles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the policies of tests are. Two of the same place are equal. */
sealed interface PolicySource {
  /**
   * The service that is meant if none is named.
   *
   * @throws IOException if the place cannot be read, or is not one service's
   */
  String onlyService() throws IOException;

  /**
   * The bundle of a service, as the bytes of a file.
   *
   * @throws IOException if the place cannot be read
   * @throws AssertionError if its policies do not compile
   */
  byte[] bundle(String service) throws IOException;

  /**
   * A directory of services.
   *
   * @param rego how they are compiled
   */
  record Directory(Path path, RegoPolicyOptions rego) implements PolicySource {
    public Directory {
      path = path.toAbsolutePath().normalize();
    }

    @Override
    public String onlyService() throws IOException {
      check();
      List<String> services =
          PolicyLoader.withDefaults().load(List.of(path)).services().stream()
              .map(ServiceDirectory::name)
              .toList();
      if (services.size() != 1) {
        throw new IOException(
            path
                + (services.isEmpty()
                    ? " has no service"
                    : " has the services " + String.join(", ", services) + ": name one of them"));
      }
      return services.get(0);
    }

    @Override
    public byte[] bundle(String service) throws IOException {
      check();
      return TestBundles.bytes(TestBundles.compile(path, service, "0.0.1", 0, rego));
    }

    private void check() throws IOException {
      if (!Files.isDirectory(path)) {
        throw new IOException("there is no directory " + path);
      }
    }
  }

  /** A bundle that is there already: a file, or else a resource. */
  record BundleFile(String name, ClassLoader resources) implements PolicySource {
    @Override
    public String onlyService() throws IOException {
      EunomiaMetadata metadata = BundleReader.withDefaults().read(bundle("")).manifest().eunomia();
      if (metadata == null || metadata.service().isEmpty()) {
        throw new IOException(name + " does not say which service it is for: name it");
      }
      return metadata.service();
    }

    @Override
    public byte[] bundle(String service) throws IOException {
      Path file = Path.of(name).toAbsolutePath().normalize();
      if (Files.exists(file)) {
        return Files.readAllBytes(file);
      }
      String resource = name.startsWith("/") ? name.substring(1) : name;
      try (InputStream in = resources.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException(
              "there is no bundle " + name + ": no file " + file + ", and no such resource");
        }
        return in.readAllBytes();
      }
    }
  }
}
