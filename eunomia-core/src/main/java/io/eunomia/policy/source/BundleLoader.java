package io.eunomia.policy.source;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleReader;
import io.eunomia.policy.source.FileWalk.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads bundles for their sources: archives, and directories with a manifest. */
final class BundleLoader {
  private static final String MANIFEST = ".manifest";

  private final LoadLimits limits;
  private final IgnoredNames ignored;

  BundleLoader(LoadLimits limits, IgnoredNames ignored) {
    this.limits = limits;
    this.ignored = ignored;
  }

  /** Whether a file of this name says what is in a bundle. */
  static boolean isManifest(String name) {
    return name.equals(MANIFEST);
  }

  /** Whether a directory is the root of a bundle: one that says so. */
  static boolean isRoot(Path directory) {
    return Files.exists(directory.resolve(MANIFEST));
  }

  /** Reads an archive, which any compiler may have made. */
  SourceBundle archive(Path file) throws PolicyLoadException {
    String name = file.toString();
    if (FileNames.isRego(name) || DocumentReader.isDocument(name)) {
      throw new PolicyLoadException(
          name, "is no bundle: what stands beside bundles is given by its directory", null);
    }
    try {
      Bundle read = BundleReader.withDefaults().read(file);
      List<BundleFile> kept = read.files().stream().filter(this::isKept).toList();
      Bundle bundle = kept.size() == read.files().size() ? read : Bundle.of(kept);
      return checked(new SourceBundle(name, bundle, path -> name + ":" + path));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** Reads the files of a bundle that is not packed. */
  SourceBundle directory(Path root, FileReader reader) throws PolicyLoadException {
    String name = root.toString();
    List<BundleFile> files = new ArrayList<>();
    try {
      Path manifest = root.resolve(MANIFEST);
      FileWalk.checkInside(manifest, root);
      files.add(BundleFile.of("/" + MANIFEST, reader.bytes(manifest)));
      for (Found found : FileWalk.of(root, limits, ignored, FileNames::isBundled)) {
        files.add(BundleFile.of("/" + found.path(), reader.bytes(found.file())));
      }
      return checked(
          new SourceBundle(
              name, Bundle.of(files), path -> root.resolve(path.substring(1)).toString()));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** What says of the others what they are is never left out. */
  private boolean isKept(BundleFile file) {
    return !FileNames.isWanted(file.name())
        || Stream.of(file.path().split("/")).noneMatch(ignored::test);
  }

  private static SourceBundle checked(SourceBundle read) throws PolicyLoadException {
    Bundle bundle = read.bundle();
    boolean compiled = bundle.wasm() != null || bundle.plan() != null;
    if (bundle.sources().isEmpty() && (compiled || !bundle.manifest().wasm().isEmpty())) {
      throw new PolicyLoadException(
          read.name(), "has no sources, only what they were compiled to", null);
    }
    return read;
  }

  private static PolicyLoadException unreadable(String name, IOException e) {
    if (e instanceof PolicyLoadException told) {
      return told;
    }
    return e instanceof BundleException invalid
        ? new PolicyLoadException(name, invalid.reason().code() + ": " + e.getMessage(), e)
        : FileErrors.unreadable(name, e);
  }
}
