package io.eunomia.rego.ast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes annotations as {@code # METADATA} blocks: a line a field, its value as JSON. */
final class AnnotationPrinter {
  private AnnotationPrinter() {}

  /** A block, ended by a line break. */
  static void print(Annotation annotation, StringBuilder out) {
    out.append("# METADATA\n# scope: ").append(annotation.scope()).append('\n');
    for (Map.Entry<String, JsonNode> field : annotation.fields().properties()) {
      if (field.getKey().equals("scope")) {
        continue;
      }
      out.append("# ").append(field.getKey()).append(':');
      if (field.getKey().equals("schemas")) {
        out.append('\n');
        field.getValue().forEach(schema -> schema(schema, annotation, out));
      } else {
        out.append(' ');
        FlowYaml.write(field.getValue(), out);
        out.append('\n');
      }
    }
  }

  /** A pair of a path and what is there, which a tree has as an object of both. */
  private static void schema(JsonNode schema, Annotation annotation, StringBuilder out) {
    out.append("# - ");
    FlowYaml.quote(path(schema.path("path"), annotation), out);
    out.append(": ");
    if (schema.has("definition")) {
      FlowYaml.write(schema.get("definition"), out);
    } else {
      FlowYaml.quote(path(schema.path("schema"), annotation), out);
    }
    out.append('\n');
  }

  private static String path(JsonNode path, Annotation annotation) {
    List<Term> steps = new ArrayList<>();
    path.forEach(step -> steps.add(StringTerm.of(step.asText(), annotation.span())));
    Var root = new Var(path.path(0).asText(), annotation.span());
    Ref ref = new Ref(root, steps.subList(Math.min(1, steps.size()), steps.size()), root.span());
    return ref.toString();
  }
}
