package io.eunomia.cli;

import io.eunomia.policy.source.PolicyLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code -b}, where paths may be bundles: whether they are. */
final class BundleOption {
  @Option(
      names = {"-b", "--bundle"},
      description =
          "Files are archives of bundles, and directories with a .manifest are what is in one;"
              + " other directories are read as always.")
  private boolean given;

  /** How these paths are read; refuses archives, unless they are meant. */
  PolicyLoader in(PolicyLoader loader, List<Path> paths) {
    if (given) {
      return loader.withBundles();
    }
    for (Path path : paths) {
      String name = path.toString();
      if ((name.endsWith(".tar.gz") || name.endsWith(".tgz")) && Files.isRegularFile(path)) {
        throw CommandException.invalidInput(path + ": is a bundle, which -b reads");
      }
    }
    return loader;
  }
}
