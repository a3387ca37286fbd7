package io.eunomia.policy.source;

import io.eunomia.policy.EntrypointConvention;
import io.eunomia.rego.source.SourceText;
import java.util.List;

/**
 * A directory whose name is a service's, and which holds the package that decides for it.
 *
 * @param convention the service's name, and what follows from it
 * @param policies its policies, without tests
 * @param tests its tests
 * @param fixtures its files of fixtures
 * @param data its data files
 */
public record ServiceDirectory(
    EntrypointConvention convention,
    List<PolicyFile> policies,
    List<PolicyFile> tests,
    List<PolicyFile> fixtures,
    List<DataFile> data) {
  public ServiceDirectory {
    policies = List.copyOf(policies);
    tests = List.copyOf(tests);
    fixtures = List.copyOf(fixtures);
    data = List.copyOf(data);
  }

  /** The service's name. */
  public String name() {
    return convention.service();
  }

  /** The policies' texts. */
  public List<SourceText> sources() {
    return policies.stream().map(PolicyFile::source).toList();
  }
}
