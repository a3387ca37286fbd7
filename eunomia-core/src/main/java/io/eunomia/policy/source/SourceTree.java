package io.eunomia.policy.source;

import io.eunomia.policy.EntrypointConvention;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sorts what was read: which directories are services', and where their data goes. */
final class SourceTree {
  private final RegoVersion version;
  private final List<PolicyFile> policies = new ArrayList<>();
  private final List<PolicyFile> tests = new ArrayList<>();
  private final List<DataFile> data = new ArrayList<>();
  private final List<ServiceDirectory> services = new ArrayList<>();
  private final List<PolicyFile> shared = new ArrayList<>();
  private final List<DataFile> sharedData = new ArrayList<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final Map<PolicyFile, @Nullable Module> parsed = new HashMap<>();
  private final BundleRoots roots = new BundleRoots();

  SourceTree(RegoVersion version) {
    this.version = version;
  }

  void add(PolicyFile file) {
    (FileNames.isTest(file.path()) ? tests : policies).add(file);
  }

  void add(DataFile file) {
    data.add(file);
  }

  /** Adds what a directory of that name holds. */
  void add(String name, List<PolicyFile> rego, List<PolicyFile> fixtures, List<DataFile> documents)
      throws PolicyLoadException {
    rego.forEach(this::add);
    List<PolicyFile> top = rego.stream().filter(file -> file.directory().isEmpty()).toList();
    if (isService(name, top) || isSharedLibrary(name, top)) {
      directory(name, rego, fixtures, moved(documents, List.of(root(name))));
      return;
    }
    Map<String, List<PolicyFile>> regoOf = group(rego, PolicyFile::directory);
    Map<String, List<PolicyFile>> fixturesOf = group(fixtures, PolicyFile::directory);
    Map<String, List<DataFile>> dataOf = group(documents, file -> first(file.place()));
    dataOf.forEach(
        (directory, files) -> {
          if (!isMember(directory, regoOf)) {
            data.addAll(files);
          }
        });
    boolean anyService = false;
    for (String directory : regoOf.keySet()) {
      if (isMember(directory, regoOf)) {
        List<DataFile> renamed = new ArrayList<>();
        for (DataFile file : dataOf.getOrDefault(directory, List.of())) {
          List<String> place = new ArrayList<>(file.place());
          place.set(0, root(directory));
          renamed.add(new DataFile(file.path(), file.name(), place, file.document()));
        }
        List<PolicyFile> own = fixturesOf.getOrDefault(directory, List.of());
        fixturesOf.remove(directory);
        directory(directory, regoOf.getOrDefault(directory, List.of()), own, renamed);
        anyService |= !PolicyLoader.isShared(directory);
      }
    }
    for (List<PolicyFile> lost : fixturesOf.values()) {
      throw new PolicyLoadException(
          lost.get(0).source().name(), "has fixtures, but its directory is no service's", null);
    }
    if (anyService) {
      regoOf.forEach(this::warnIfNoService);
    }
  }

  /** Adds what a bundle holds. */
  void add(SourceBundle bundle) throws PolicyLoadException {
    roots.add(bundle);
    List<PolicyFile> rego = bundle.sources();
    for (PolicyFile file : rego) {
      add(file);
      Module module = module(file);
      if (module != null) {
        BundleRoots.check(bundle, module);
      }
    }
    EntrypointConvention service = bundle.service();
    if (service != null && hasPackage(rego, service.packageName()::equals)) {
      directory(service.service(), rego, List.of(), List.of(bundle.data()));
    } else {
      data.add(bundle.data());
    }
  }

  PolicySources sources() {
    services.sort(Comparator.comparing(ServiceDirectory::name));
    return new PolicySources(policies, tests, data, services, shared, sharedData, warnings);
  }

  private void directory(
      String name, List<PolicyFile> rego, List<PolicyFile> fixtures, List<DataFile> documents)
      throws PolicyLoadException {
    data.addAll(documents);
    List<PolicyFile> own = rego.stream().filter(f -> !FileNames.isTest(f.path())).toList();
    if (PolicyLoader.isShared(name)) {
      shared.addAll(own);
      sharedData.addAll(documents);
      if (!fixtures.isEmpty()) {
        throw new PolicyLoadException(
            fixtures.get(0).source().name(),
            "has fixtures, but its directory is no service's",
            null);
      }
      return;
    }
    for (ServiceDirectory other : services) {
      if (other.name().equals(name)) {
        throw new PolicyLoadException(
            own.get(0).source().name(),
            "the service " + name + " is there already: " + other.policies().get(0).source().name(),
            null);
      }
    }
    services.add(
        new ServiceDirectory(
            EntrypointConvention.of(name),
            own,
            rego.stream().filter(f -> FileNames.isTest(f.path())).toList(),
            fixtures,
            documents));
  }

  private boolean isMember(String directory, Map<String, List<PolicyFile>> regoOf) {
    List<PolicyFile> rego = regoOf.getOrDefault(directory, List.of());
    return PolicyLoader.isShared(directory) ? !rego.isEmpty() : isService(directory, rego);
  }

  private boolean isService(String name, List<PolicyFile> rego) {
    return EntrypointConvention.isServiceName(name)
        && hasPackage(rego, EntrypointConvention.of(name).packageName()::equals);
  }

  private boolean isSharedLibrary(String name, List<PolicyFile> rego) {
    return PolicyLoader.isShared(name)
        && hasPackage(rego, found -> found.equals(name) || found.startsWith(name + "."));
  }

  private boolean hasPackage(List<PolicyFile> rego, java.util.function.Predicate<String> wanted) {
    return rego.stream()
        .filter(file -> !FileNames.isTest(file.path()))
        .map(this::packageOf)
        .anyMatch(wanted);
  }

  /** The package of a file without {@code data}; empty if the file cannot be parsed. */
  private String packageOf(PolicyFile file) {
    Module module = module(file);
    return module == null ? "" : module.path().dotted().replaceFirst("^data\\.", "");
  }

  private @Nullable Module module(PolicyFile file) {
    if (!parsed.containsKey(file)) {
      // Whoever compiles it says what is wrong with it.
      ParserOptions parsing = ParserOptions.of(Objects.requireNonNullElse(file.version(), version));
      parsed.put(file, RegoParser.parseModule(file.source(), parsing, new Diagnostics()));
    }
    return parsed.get(file);
  }

  private void warnIfNoService(String directory, List<PolicyFile> rego) {
    if (!EntrypointConvention.isServiceName(directory) || isService(directory, rego)) {
      return;
    }
    String wanted = EntrypointConvention.of(directory).packageName();
    for (PolicyFile file : rego) {
      Module module = module(file);
      if (module != null && !FileNames.isTest(file.path())) {
        warnings.add(
            new Diagnostic(
                "eunomia_no_service",
                Severity.WARNING,
                module.path().span(),
                "the directory " + directory + " has no policy for a service of that name",
                "a service's policy is the package " + wanted));
        return;
      }
    }
  }

  private static String root(String directory) {
    return directory.replace('-', '_');
  }

  private static String first(List<String> place) {
    return place.isEmpty() ? "" : place.get(0);
  }

  private static List<DataFile> moved(List<DataFile> documents, List<String> below) {
    List<DataFile> moved = new ArrayList<>();
    for (DataFile file : documents) {
      List<String> place = new ArrayList<>(below);
      place.addAll(file.place());
      moved.add(new DataFile(file.path(), file.name(), place, file.document()));
    }
    return moved;
  }

  private static <T> Map<String, List<T>> group(List<T> files, Function<T, String> directory) {
    Map<String, List<T>> groups = new TreeMap<>();
    for (T file : files) {
      groups.computeIfAbsent(directory.apply(file), key -> new ArrayList<>()).add(file);
    }
    return groups;
  }
}
