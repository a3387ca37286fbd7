package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation that two definitions give different values in.
 *
 * @param rule the rule's or function's name, as in {@code data.orders.limit}
 * @param arguments what a function is called with, or {@code null} if it is none
 * @param input the input; {@code null} if it does not matter
 * @param places where the two definitions are
 */
public record Example(
    String rule, @Nullable ArrayNode arguments, @Nullable ObjectNode input, List<Span> places) {
  public Example {
    places = List.copyOf(places);
  }

  /** What is to be asked: {@code data.orders.limit}, or {@code data.orders.fee(101)}. */
  public String query() {
    return arguments == null
        ? rule
        : StreamSupport.stream(arguments.spliterator(), false)
            .map(JsonNode::toString)
            .collect(Collectors.joining(", ", rule + "(", ")"));
  }
}
