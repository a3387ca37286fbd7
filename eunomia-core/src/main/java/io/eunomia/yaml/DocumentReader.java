package io.eunomia.yaml;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Makes nodes of the first document of a text, which SnakeYAML reads. */
final class DocumentReader {
  // SnakeYAML says both what it misses and what there is instead, Go the former only.
  private static final Pattern MISSING =
      Pattern.compile("expected (.+?), but (?:got|found).*", Pattern.DOTALL);

  private final Parser events;
  private final Map<String, Node> anchors = new HashMap<>();
  private int depth;

  DocumentReader(String text) throws YamlException {
    LoaderOptions options = new LoaderOptions();
    // How large a text may be is decided before it is read.
    options.setCodePointLimit(Integer.MAX_VALUE);
    try {
      events = new ParserImpl(new StreamReader(text), options);
    } catch (YAMLException e) {
      throw failure(e);
    }
  }

  /** Reads the first document, or returns {@code null} if there is none. */
  @Nullable Node document() throws YamlException {
    next(); // the start of the stream
    Event start = next();
    return start.is(Event.ID.DocumentStart) ? node(next()) : null;
  }

  /** Nothing may follow the first document. */
  void end() throws YamlException {
    next(); // the end of the document
    Event last = next();
    if (!last.is(Event.ID.StreamEnd)) {
      throw YamlException.at(mark(last), "has more than one document");
    }
  }

  private Node node(Event event) throws YamlException {
    if (event instanceof AliasEvent alias) {
      Node target = anchors.get(alias.getAnchor());
      if (target == null) {
        throw YamlException.at(
            mark(event), "unknown anchor '" + alias.getAnchor() + "' referenced");
      }
      return new Node.Alias(mark(event), alias.getAnchor(), target);
    }
    if (event instanceof ScalarEvent scalar) {
      // A lone exclamation mark is as no tag, also before quotes.
      String tag = "!".equals(scalar.getTag()) ? null : scalar.getTag();
      boolean resolved = scalar.getImplicit().canOmitTagInPlainScalar();
      return anchored(scalar, new Node.Scalar(mark(event), scalar.getValue(), tag, resolved));
    }
    if (++depth > TreeBuilder.MAX_DEPTH) {
      throw YamlException.at(mark(event), "exceeded max depth of " + TreeBuilder.MAX_DEPTH);
    }
    Node collection =
        event.is(Event.ID.SequenceStart)
            ? sequence((CollectionStartEvent) event)
            : mapping((CollectionStartEvent) event);
    depth--;
    return collection;
  }

  private Node sequence(CollectionStartEvent start) throws YamlException {
    Node.Sequence sequence = new Node.Sequence(mark(start));
    anchored(start, sequence);
    for (Event event = next(); !event.is(Event.ID.SequenceEnd); event = next()) {
      sequence.elements.add(node(event));
    }
    return sequence;
  }

  private Node mapping(CollectionStartEvent start) throws YamlException {
    Node.Mapping mapping = new Node.Mapping(mark(start));
    anchored(start, mapping);
    for (Event event = next(); !event.is(Event.ID.MappingEnd); event = next()) {
      Node key = node(event);
      mapping.add(key, node(next()));
    }
    return mapping;
  }

  private Node anchored(NodeEvent event, Node node) {
    if (event.getAnchor() != null) {
      anchors.put(event.getAnchor(), node);
    }
    return node;
  }

  private Event next() throws YamlException {
    try {
      return events.getEvent();
    } catch (YAMLException e) {
      throw failure(e);
    }
  }

  private static Mark mark(Event event) {
    return mark(event.getStartMark());
  }

  private static Mark mark(org.yaml.snakeyaml.error.Mark mark) {
    return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static YamlException failure(YAMLException cause) {
    if (!(cause instanceof MarkedYAMLException marked)) {
      return YamlException.at(null, "control characters are not allowed");
    }
    String problem = String.valueOf(marked.getProblem());
    Matcher missing = MISSING.matcher(problem);
    return YamlException.at(
        marked.getProblemMark() == null ? null : mark(marked.getProblemMark()),
        missing.matches() ? "did not find expected " + missing.group(1) : problem);
  }
}
