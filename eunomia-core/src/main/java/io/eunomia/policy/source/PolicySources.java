package io.eunomia.policy.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.DataTree;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policies as they were read. Immutable and thread-safe as long as nobody changes documents.
 *
 * @param policies all policies, without tests
 * @param tests all files of tests: {@code *_test.rego}
 * @param data all data files
 * @param services the services' directories, by name
 * @param shared the policies of {@code common}
 * @param sharedData the data of {@code common}
 * @param warnings what may not be as it was meant
 */
public record PolicySources(
    List<PolicyFile> policies,
    List<PolicyFile> tests,
    List<DataFile> data,
    List<ServiceDirectory> services,
    List<PolicyFile> shared,
    List<DataFile> sharedData,
    List<Diagnostic> warnings) {
  public PolicySources {
    policies = List.copyOf(policies);
    tests = List.copyOf(tests);
    data = List.copyOf(data);
    services = List.copyOf(services);
    shared = List.copyOf(shared);
    sharedData = List.copyOf(sharedData);
    warnings = List.copyOf(warnings);
  }

  /** The directory of a service. */
  public Optional<ServiceDirectory> service(String name) {
    return services.stream().filter(service -> service.name().equals(name)).findFirst();
  }

  /**
   * The directory of a service that must be there.
   *
   * @throws IllegalArgumentException if it is not, or no service can have that name; the message
   *     says which services there are
   */
  public ServiceDirectory requiredService(String name) {
    EntrypointConvention wanted = EntrypointConvention.of(name);
    return service(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no directory "
                        + name
                        + " with the package "
                        + wanted.packageName()
                        + (services.isEmpty()
                            ? ""
                            : "; the services are "
                                + services.stream()
                                    .map(ServiceDirectory::name)
                                    .collect(Collectors.joining(", ")))));
  }

  /** What decides for a service: its own policies and data, and the shared ones; no tests. */
  public PolicySources only(ServiceDirectory service) {
    List<PolicyFile> kept = new ArrayList<>(service.policies());
    kept.addAll(shared);
    List<DataFile> keptData = new ArrayList<>(service.data());
    keptData.addAll(sharedData);
    return new PolicySources(
        kept, List.of(), keptData, List.of(service), shared, sharedData, List.of());
  }

  /** The policies' texts. */
  public List<SourceText> sources() {
    return policies.stream().map(PolicyFile::source).toList();
  }

  /**
   * The versions of the language of single files, tests too, by the names of their texts; nothing
   * of files that no bundle says it of.
   */
  public Map<String, RegoVersion> versions() {
    Map<String, RegoVersion> versions = new HashMap<>();
    Stream.concat(policies.stream(), tests.stream())
        .forEach(
            file -> {
              if (file.version() != null) {
                versions.put(file.source().name(), file.version());
              }
            });
    return versions;
  }

  /** The policies' texts, and those of the tests. */
  public List<SourceText> sourcesWithTests() {
    List<SourceText> all = new ArrayList<>(sources());
    tests.forEach(test -> all.add(test.source()));
    return all;
  }

  /**
   * The base document: all data together. A new tree whose leaves are shared, so not to be changed.
   *
   * @throws PolicyLoadException if two files contradict each other, or one at the top is no object
   */
  public ObjectNode document() throws PolicyLoadException {
    DataTree tree = new DataTree();
    for (DataFile file : data) {
      try {
        // Merging changes what it merges into, so it gets a copy.
        tree.add(file.name(), file.place(), file.document().deepCopy());
      } catch (BundleException e) {
        throw new PolicyLoadException(file.name(), withoutName(file, e), e);
      }
    }
    return tree.root();
  }

  // The exception of bundles begins with the file's name, as ours does.
  private static String withoutName(DataFile file, BundleException e) {
    String message = String.valueOf(e.getMessage());
    String name = file.name() + ": ";
    return message.startsWith(name) ? message.substring(name.length()) : message;
  }
}
