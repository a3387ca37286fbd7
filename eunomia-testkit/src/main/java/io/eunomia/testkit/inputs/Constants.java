package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terms in which nothing varies, as JSON; sets as arrays. */
final class Constants {
  private Constants() {}

  static @Nullable JsonNode of(Term term) {
    if (term instanceof ObjectTerm object) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      for (ObjectTerm.Entry entry : object.entries()) {
        String key = RuleFlows.constant(entry.key());
        JsonNode value = of(entry.value());
        if (key == null || value == null) {
          return null;
        }
        json.set(key, value);
      }
      return json;
    }
    if (term instanceof ArrayTerm array) {
      return array(array.elements());
    }
    return term instanceof SetTerm set ? array(set.elements()) : TermFlows.scalar(term);
  }

  private static @Nullable JsonNode array(List<Term> terms) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Term element : terms) {
      JsonNode constant = of(element);
      if (constant == null) {
        return null;
      }
      json.add(constant);
    }
    return json;
  }
}
