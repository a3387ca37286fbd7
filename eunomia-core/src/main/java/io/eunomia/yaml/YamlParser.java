package io.eunomia.yaml;

import io.eunomia.yaml.Token.Kind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The grammar of YAML: tokens in, nodes out. */
final class YamlParser {
  private static final int MAX_DEPTH = 1000;

  private final YamlText text;
  private final YamlScanner tokens;
  private final Tags tags;
  private final Map<String, Node> anchors = new HashMap<>();
  private int depth;

  /** What goes before a node. */
  private record Properties(Mark start, @Nullable String anchor, @Nullable String tag) {}

  YamlParser(YamlText text) {
    this.text = text;
    tokens = new YamlScanner(text);
    tags = new Tags(text);
  }

  /** Reads the first document, or returns {@code null} if there is none. */
  @Nullable Node document() throws YamlException {
    Token first = tokens.peek();
    if (first.is(Kind.STREAM_END)) {
      return null;
    }
    if (!first.isOneOf(Kind.VERSION_DIRECTIVE, Kind.TAG_DIRECTIVE, Kind.DOCUMENT_START)) {
      Node root = node(true, false);
      tokens.peek();
      return root;
    }
    tags.readDirectives(tokens);
    if (!tokens.peek().is(Kind.DOCUMENT_START)) {
      throw failure(null, "did not find expected <document start>");
    }
    tokens.take();
    boolean empty =
        tokens
            .peek()
            .isOneOf(
                Kind.VERSION_DIRECTIVE,
                Kind.TAG_DIRECTIVE,
                Kind.DOCUMENT_START,
                Kind.DOCUMENT_END,
                Kind.STREAM_END);
    Node root = empty ? nothing() : node(true, false);
    // What is next has to be a token, even if it is none of this document.
    tokens.peek();
    return root;
  }

  /** Nothing may follow the first document. */
  void end() throws YamlException {
    while (tokens.peek().is(Kind.DOCUMENT_END)) {
      tokens.take();
    }
    Token next = tokens.peek();
    if (next.isOneOf(Kind.VERSION_DIRECTIVE, Kind.TAG_DIRECTIVE, Kind.DOCUMENT_START)) {
      throw failure(null, "has more than one document");
    }
    if (!next.is(Kind.STREAM_END)) {
      throw failure(null, "did not find expected <document start>");
    }
  }

  /**
   * Reads a node.
   *
   * @param block whether collections may be in lines of their own
   * @param indentless whether a sequence may be indented as what it is in
   */
  private Node node(boolean block, boolean indentless) throws YamlException {
    if (tokens.peek().is(Kind.ALIAS)) {
      return alias(tokens.take());
    }
    Properties properties = properties();
    Token token = tokens.peek();
    if (depth == MAX_DEPTH) {
      throw failure(null, "exceeded max depth of " + MAX_DEPTH);
    }
    depth++;
    Node node =
        switch (token.kind()) {
          case PLAIN_SCALAR, TEXT_SCALAR -> scalar(properties, tokens.take());
          case FLOW_SEQUENCE_START -> flowSequence(sequence(properties));
          case FLOW_MAPPING_START -> flowMapping(mapping(properties));
          case BLOCK_SEQUENCE_START -> block ? blockSequence(sequence(properties)) : null;
          case BLOCK_MAPPING_START -> block ? blockMapping(mapping(properties)) : null;
          case BLOCK_ENTRY -> indentless ? indentlessSequence(sequence(properties)) : null;
          default -> null;
        };
    depth--;
    if (node != null) {
      return node;
    }
    if (properties.anchor == null && properties.tag == null) {
      throw failure(properties.start, "did not find expected node content");
    }
    return named(
        properties, new Node.Scalar(token.start(), "", properties.tag, properties.tag == null));
  }

  private Node alias(Token token) throws YamlException {
    Node target = anchors.get(token.text());
    if (target == null) {
      String problem = "unknown anchor '" + token.text() + "' referenced";
      throw text.failure(token.start(), problem, "yaml: " + problem);
    }
    return new Node.Alias(token.start(), token.text(), target);
  }

  private Properties properties() throws YamlException {
    Mark start = tokens.peek().start();
    String anchor = null;
    Token tag = null;
    while (true) {
      Token token = tokens.peek();
      if (token.is(Kind.ANCHOR) && anchor == null) {
        anchor = token.text();
      } else if (token.is(Kind.TAG) && tag == null) {
        tag = token;
      } else {
        return new Properties(start, anchor, tag == null ? null : tags.inFull(tag, start));
      }
      tokens.take();
    }
  }

  private <N extends Node> N named(Properties properties, N node) {
    if (properties.anchor != null) {
      anchors.put(properties.anchor, node);
    }
    return node;
  }

  private Node.Sequence sequence(Properties properties) {
    return named(properties, new Node.Sequence(properties.start));
  }

  private Node.Mapping mapping(Properties properties) {
    return named(properties, new Node.Mapping(properties.start));
  }

  private Node scalar(Properties properties, Token token) {
    // A lone exclamation mark makes a scalar a text, and yet << a merge.
    boolean resolved =
        properties.tag == null ? token.is(Kind.PLAIN_SCALAR) : properties.tag.equals("!");
    return named(
        properties, new Node.Scalar(properties.start, token.text(), properties.tag, resolved));
  }

  private Node nothing() throws YamlException {
    return new Node.Scalar(tokens.peek().start(), "", null, true);
  }

  private Node nodeUnless(boolean block, boolean indentless, Kind... ends) throws YamlException {
    return tokens.peek().isOneOf(ends) ? nothing() : node(block, indentless);
  }

  private Node blockSequence(Node.Sequence sequence) throws YamlException {
    Mark start = tokens.take().start();
    while (tokens.peek().is(Kind.BLOCK_ENTRY)) {
      tokens.take();
      sequence.elements.add(nodeUnless(true, false, Kind.BLOCK_ENTRY, Kind.BLOCK_END));
    }
    return closed(sequence, Kind.BLOCK_END, start, "'-' indicator");
  }

  private Node indentlessSequence(Node.Sequence sequence) throws YamlException {
    while (tokens.peek().is(Kind.BLOCK_ENTRY)) {
      tokens.take();
      sequence.elements.add(
          nodeUnless(true, false, Kind.BLOCK_ENTRY, Kind.KEY, Kind.VALUE, Kind.BLOCK_END));
    }
    return sequence;
  }

  private Node blockMapping(Node.Mapping mapping) throws YamlException {
    Mark start = tokens.take().start();
    while (tokens.peek().is(Kind.KEY)) {
      tokens.take();
      Node key = nodeUnless(true, true, Kind.KEY, Kind.VALUE, Kind.BLOCK_END);
      Node value;
      if (tokens.peek().is(Kind.VALUE)) {
        tokens.take();
        value = nodeUnless(true, true, Kind.KEY, Kind.VALUE, Kind.BLOCK_END);
      } else {
        value = nothing();
      }
      mapping.add(key, value);
    }
    return closed(mapping, Kind.BLOCK_END, start, "key");
  }

  private Node flowSequence(Node.Sequence sequence) throws YamlException {
    Mark start = tokens.take().start();
    while (isNext(Kind.FLOW_SEQUENCE_END, sequence.elements.isEmpty(), start, "',' or ']'")) {
      Token token = tokens.peek();
      if (token.is(Kind.KEY)) {
        tokens.take();
        sequence.elements.add(pair(token));
      } else if (!token.is(Kind.FLOW_SEQUENCE_END)) {
        sequence.elements.add(node(false, false));
      }
    }
    return sequence;
  }

  /** A mapping of one member, between brackets that are not its own. */
  private Node pair(Token start) throws YamlException {
    Node.Mapping pair = new Node.Mapping(start.start());
    Node key;
    if (tokens.peek().isOneOf(Kind.VALUE, Kind.FLOW_ENTRY, Kind.FLOW_SEQUENCE_END)) {
      key = nothing();
      // Not what the grammar says, but what libyaml does.
      tokens.take();
    } else {
      key = node(false, false);
    }
    pair.add(key, flowValue(Kind.FLOW_SEQUENCE_END));
    return pair;
  }

  private Node flowMapping(Node.Mapping mapping) throws YamlException {
    Mark start = tokens.take().start();
    while (isNext(Kind.FLOW_MAPPING_END, mapping.members.isEmpty(), start, "',' or '}'")) {
      Token token = tokens.peek();
      if (token.is(Kind.KEY)) {
        tokens.take();
        Node key = nodeUnless(false, false, Kind.VALUE, Kind.FLOW_ENTRY, Kind.FLOW_MAPPING_END);
        mapping.add(key, flowValue(Kind.FLOW_MAPPING_END));
      } else if (!token.is(Kind.FLOW_MAPPING_END)) {
        mapping.add(node(false, false), nothing());
      }
    }
    return mapping;
  }

  /** Whether there is more between brackets; takes the comma, or the closing bracket. */
  private boolean isNext(Kind end, boolean first, Mark start, String expected)
      throws YamlException {
    if (!tokens.peek().is(end) && !first) {
      if (!tokens.peek().is(Kind.FLOW_ENTRY)) {
        throw failure(start, "did not find expected " + expected);
      }
      tokens.take();
    }
    if (!tokens.peek().is(end)) {
      return true;
    }
    tokens.take();
    return false;
  }

  private Node flowValue(Kind end) throws YamlException {
    if (!tokens.peek().is(Kind.VALUE)) {
      return nothing();
    }
    tokens.take();
    return nodeUnless(false, false, Kind.FLOW_ENTRY, end);
  }

  private Node closed(Node node, Kind end, Mark start, String expected) throws YamlException {
    if (!tokens.peek().is(end)) {
      throw failure(start, "did not find expected " + expected);
    }
    tokens.take();
    return node;
  }

  private YamlException failure(@Nullable Mark context, String problem) throws YamlException {
    Mark at = tokens.peek().start();
    return text.failure(
        at, problem, at.line() != 0 || context == null ? at.line() : context.line());
  }
}
