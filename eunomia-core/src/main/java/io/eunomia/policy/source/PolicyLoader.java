package io.eunomia.policy.source;

import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.source.FileWalk.Found;
import io.eunomia.rego.ast.RegoVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads policies from files: the one way in for the command line, the tests and the build.
 *
 * <p>A directory is read with all that is below it: {@code *.rego}, of which {@code *_test.rego}
 * are tests, {@code data.json} or {@code data.yaml}, whose document is put below {@code data} where
 * the directory is, as OPA does, and {@code fixtures.json} or {@code fixtures.yaml}. A file is read
 * whatever it is called; if it is JSON or YAML, it is data at the top.
 *
 * <p>A directory is a service's if it has a name that a service can have and holds the package that
 * decides for it: {@code users-service} with {@code users_service.authz}. Its data is put where its
 * package is, below {@code data.users_service}. Both what is given and what is directly below may
 * be such directories; {@code common} beside them is shared.
 *
 * <p>Immutable and thread-safe; takes memory and time linear in the files.
 */
public final class PolicyLoader {
  private final LoadLimits limits;
  private final RegoVersion version;
  private final IgnoredNames ignored;
  private final boolean bundles;

  private PolicyLoader(
      LoadLimits limits, RegoVersion version, IgnoredNames ignored, boolean bundles) {
    this.limits = limits;
    this.version = version;
    this.ignored = ignored;
    this.bundles = bundles;
  }

  /** A loader of Rego v1 with the default limits. */
  public static PolicyLoader withDefaults() {
    return new PolicyLoader(
        LoadLimits.defaults(), RegoVersion.V1, IgnoredNames.of(List.of()), false);
  }

  /** The same with other limits. */
  public PolicyLoader withLimits(LoadLimits other) {
    return new PolicyLoader(other, version, ignored, bundles);
  }

  /** The same for files of another version of the language. */
  public PolicyLoader withVersion(RegoVersion other) {
    return new PolicyLoader(limits, other, ignored, bundles);
  }

  /**
   * The same without files and directories of some names, below the directories that are read.
   *
   * @param globs patterns of single names, such as {@code *_draft.rego}
   * @throws IllegalArgumentException if one is no pattern
   */
  public PolicyLoader withIgnored(List<String> globs) {
    return new PolicyLoader(limits, version, IgnoredNames.of(globs), bundles);
  }

  /**
   * The same that takes each file for an archive of a bundle, by whichever compiler, and each
   * directory with a {@code .manifest} for a bundle's root; other directories are read as always.
   *
   * <p>Of a bundle, all {@code *.rego} are read and its data, which is put where OPA puts it. Its
   * manifest says which version of the language its sources are in, and which service its policies
   * are of; it has no fixtures. What lies outside of its roots is an error, and so are roots of two
   * bundles that overlap. An archive is read within the default limits of bundles.
   */
  public PolicyLoader withBundles() {
    return new PolicyLoader(limits, version, ignored, true);
  }

  /** Whether a file of this name is read, where it is found below a directory. */
  public boolean reads(String name) {
    if (BundleLoader.isManifest(name)) {
      return bundles;
    }
    boolean wanted = FileNames.isWanted(name) || (bundles && FileNames.isBundled(name));
    return wanted && FileWalk.isKept(name, ignored);
  }

  /** Whether a directory of this name is entered, where it is found below another. */
  public boolean enters(String name) {
    return FileWalk.isKept(name, ignored);
  }

  /**
   * Reads files and directories. What is wrong in a policy's text is not looked for here.
   *
   * @throws PolicyLoadException if a file cannot be read or is too large, a link leads out of its
   *     directory, or data is not JSON or YAML, or contradicts itself; or if a bundle is damaged,
   *     has no sources but what they were compiled to, or is not within its roots
   */
  public PolicySources load(List<Path> paths) throws PolicyLoadException {
    FileReader reader = new FileReader(limits);
    Set<Path> seen = new HashSet<>();
    SourceTree tree = new SourceTree(version);
    for (Path path : paths) {
      boolean directory = Files.isDirectory(path);
      if (bundles && (!directory || BundleLoader.isRoot(path))) {
        bundle(path, reader, seen, tree);
      } else if (directory) {
        directory(path, reader, seen, tree);
      } else {
        file(path, reader, seen, tree);
      }
    }
    PolicySources sources = tree.sources();
    // Contradictions are found here, and not by whoever asks first.
    sources.document();
    return sources;
  }

  private void bundle(Path path, FileReader reader, Set<Path> seen, SourceTree tree)
      throws PolicyLoadException {
    if (seen.add(real(path))) {
      BundleLoader loader = new BundleLoader(limits, ignored);
      tree.add(Files.isDirectory(path) ? loader.directory(path, reader) : loader.archive(path));
    }
  }

  private void directory(Path root, FileReader reader, Set<Path> seen, SourceTree tree)
      throws PolicyLoadException {
    List<PolicyFile> rego = new ArrayList<>();
    List<PolicyFile> fixtures = new ArrayList<>();
    List<DataFile> data = new ArrayList<>();
    for (Found found : FileWalk.of(root, limits, ignored, FileNames::isWanted)) {
      if (!seen.add(real(found.file()))) {
        continue;
      }
      if (FileNames.isRego(found.path())) {
        rego.add(new PolicyFile(found.path(), reader.text(found.file())));
      } else if (FileNames.isFixtures(found.path())) {
        fixtures.add(new PolicyFile(found.path(), reader.text(found.file())));
      } else {
        String name = found.file().toString();
        data.add(
            new DataFile(
                found.path(),
                name,
                FileNames.directories(found.path()),
                DocumentReader.read(name, reader.bytes(found.file()))));
      }
    }
    tree.add(nameOf(root), rego, fixtures, data);
  }

  private static void file(Path file, FileReader reader, Set<Path> seen, SourceTree tree)
      throws PolicyLoadException {
    if (!Files.exists(file)) {
      throw new PolicyLoadException(file.toString(), "does not exist", null);
    }
    if (!seen.add(real(file))) {
      return;
    }
    String name = file.getFileName().toString();
    if (FileNames.isRego(name)) {
      tree.add(new PolicyFile(name, reader.text(file)));
    } else if (FileNames.isFixtures(name)) {
      throw new PolicyLoadException(
          file.toString(), "fixtures are a service's: give the service's directory", null);
    } else if (DocumentReader.isDocument(name)) {
      tree.add(
          new DataFile(
              name,
              file.toString(),
              List.of(),
              DocumentReader.read(file.toString(), reader.bytes(file))));
    } else {
      throw new PolicyLoadException(
          file.toString(), "is no policy and no data: not .rego, .json, .yaml or .yml", null);
    }
  }

  private static Path real(Path file) throws PolicyLoadException {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw FileErrors.unreadable(file.toString(), e);
    }
  }

  private static String nameOf(Path directory) throws PolicyLoadException {
    Path name = real(directory).getFileName();
    return name == null ? "" : name.toString();
  }

  /** The directory that services share. */
  static boolean isShared(String directory) {
    return directory.equals(EntrypointConvention.SHARED_DIRECTORY);
  }
}
