package io.eunomia.testkit.trace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Traces with the members that OPA gives to events; {@code Node} is text, and {@code Locals} are an
 * object of texts, those of the values in Rego.
 */
public final class TraceJson {
  private TraceJson() {}

  /** An array of the events that were kept. */
  public static ArrayNode of(EvaluationTrace trace) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    trace.events().forEach(event -> event(event, array.addObject()));
    return array;
  }

  private static void event(TraceEvent event, ObjectNode json) {
    json.put("Op", event.operation().text());
    json.putObject("Location").put("file", event.file()).put("row", event.row());
    json.put("Node", event.text());
    json.put("QueryID", event.query()).put("ParentID", event.parent());
    ObjectNode locals = json.putObject("Locals");
    event.locals().forEach(locals::put);
    json.put("Message", event.message());
  }
}
