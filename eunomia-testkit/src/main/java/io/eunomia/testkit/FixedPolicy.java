package io.eunomia.testkit;

import com.fasterxml.jackson.databind.node.TextNode;
import io.eunomia.policy.EntrypointConvention;
import java.util.List;

/** Policies that say the same whatever they are asked, as Rego. */
final class FixedPolicy {
  private FixedPolicy() {}

  static String allowing(String service) {
    return header(service) + "allow := true\n";
  }

  static String denying(String service, List<String> reasons) {
    StringBuilder rego = new StringBuilder(header(service));
    for (String reason : reasons) {
      // A string of JSON is one of Rego.
      rego.append("\ndeny_reason contains ").append(new TextNode(reason)).append('\n');
    }
    return rego.toString();
  }

  private static String header(String service) {
    return "package "
        + EntrypointConvention.of(service).packageName()
        + "\n\ndefault allow := false\n\n";
  }
}
