package io.eunomia.archimedes.engine.builtins.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.builtins.template.Data.Decimal;
import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import io.eunomia.archimedes.engine.builtins.template.Node.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A template of Go's text/template: actions, pipelines, variables, {@code if}, {@code range},
 * {@code with}, {@code define}, {@code template} and {@code block}, and Go's builtin functions.
 * What is not there is written as {@code <undefined>}. Nesting, steps and output are limited.
 * Immutable and thread-safe.
 *
 * @see <a href="https://pkg.go.dev/text/template">text/template</a>
 */
public final class Template {
  private final String source;
  private final Map<String, List<Statement>> templates;

  private Template(String source, Map<String, List<Statement>> templates) {
    this.source = source;
    this.templates = templates;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException if it is none; the message says at which line
   */
  public static Template parse(String source) throws TemplateException {
    return new Template(source, Parser.parse(source));
  }

  /**
   * What the template makes of the data, an object.
   *
   * @throws TemplateException if it cannot be executed with them, or does too much
   */
  public String render(JsonNode data) throws TemplateException {
    return new Execution(source, templates, data(data)).run();
  }

  private static Object data(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> new Decimal(node.asText());
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(data(element)));
        yield list;
      }
      case OBJECT -> {
        Map<String, Object> map = new TreeMap<>();
        node.properties().forEach(member -> map.put(member.getKey(), data(member.getValue())));
        yield map;
      }
      default -> Nothing.NULL;
    };
  }
}
