package io.eunomia.testkit.trace;

import io.eunomia.archimedes.engine.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Traces as OPA prints them: a line an event, with its place, a bar for each body that it is nested
 * in, what happened, and where.
 */
public final class TraceText {
  private static final String LEVEL = "| ";
  private static final String GAP = " ".repeat(4);

  private final int width;
  private final List<String> lines = new ArrayList<>();

  private TraceText(int width) {
    this.width = width;
  }

  /** The lines of a trace; none of an empty one. */
  public static List<String> lines(EvaluationTrace trace) {
    int width = trace.events().stream().mapToInt(event -> place(event).length()).max().orElse(0);
    TraceText text = new TraceText(width);
    trace.events().forEach(text::event);
    if (trace.omitted() > 0) {
      text.lines.add("… and " + trace.omitted() + " more");
    }
    return text.lines;
  }

  private void event(TraceEvent event) {
    String bars = LEVEL.repeat(event.depth());
    String text =
        event.operation() == TraceOperation.NOTE
            ? new StringValue(event.message()).toString()
            : event.text();
    line(place(event), bars + event.operation().text() + " " + text);
    if (!event.locals().isEmpty()) {
      line("", bars + LEVEL + locals(event.locals()));
    }
  }

  private void line(String place, String text) {
    lines.add(place + " ".repeat(width - place.length()) + GAP + text);
  }

  private static String place(TraceEvent event) {
    return event.file() + ":" + event.row();
  }

  private static String locals(Map<String, String> locals) {
    return locals.entrySet().stream()
        .map(local -> local.getKey() + ": " + local.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
