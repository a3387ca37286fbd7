package io.eunomia.rego.compiler.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.List;

/** Finds rules whose place the base data takes. */
final class BaseDataConflicts {
  private final Compilation compilation;

  BaseDataConflicts(Compilation compilation) {
    this.compilation = compilation;
  }

  void check() {
    JsonNode data = compilation.options().baseDocument();
    if (data != null) {
      check(compilation.ruleTree(), data, List.of());
    }
  }

  /**
   * @param data what the base data has at the node's place
   */
  private void check(RuleTree node, JsonNode data, List<String> path) {
    if (!node.rules().isEmpty()) {
      compilation.error(
          ErrorCodes.COMPILE,
          node.rules().get(0).span(),
          "conflicting rule for data path " + String.join("/", path) + " found");
      return;
    }
    node.children().forEach((step, child) -> descend(step, child, data, path));
  }

  private void descend(Term step, RuleTree child, JsonNode data, List<String> path) {
    if (!(step instanceof StringTerm key)) {
      return;
    }
    // What is no object has no place for what would be in it.
    JsonNode inner = data.isObject() ? data.get(key.value()) : data;
    if (inner != null) {
      List<String> longer = new ArrayList<>(path);
      longer.add(key.value());
      check(child, inner, longer);
    }
  }
}
