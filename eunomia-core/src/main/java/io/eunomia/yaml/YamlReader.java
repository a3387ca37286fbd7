package io.eunomia.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.ParserException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.scanner.ScannerException;

/**
 * Reads documents of YAML as trees of JSON, as OPA does: by the rules of YAML 1.1 as Go's library
 * has them. Values within each other, and what aliases stand for, are limited. Stateless and
 * thread-safe; costs time in proportion to the text and to what its aliases stand for.
 */
public final class YamlReader {
  private YamlReader() {}

  /**
   * Reads a text as OPA's {@code yaml.unmarshal} does: of several documents the first, of several
   * members with the same key the last, and numbers with the precision of a double, or integers of
   * 64 bits. A text without a document is {@code null}.
   *
   * @throws YamlException for what is not YAML, or has values that JSON does not have
   */
  public static JsonNode lenient(String text) throws YamlException {
    return read(text, false);
  }

  /**
   * Reads a file in which nothing may get lost: there is one document at most, a key is there once,
   * and numbers keep all of their digits. All else is as {@link #lenient}.
   *
   * @param bytes the file in UTF-8, or in UTF-16 with a byte order mark
   * @throws YamlException for anything else, with the place
   */
  public static JsonNode strict(byte[] bytes) throws YamlException {
    return read(decode(bytes), true);
  }

  private static JsonNode read(String content, boolean strict) throws YamlException {
    YamlText text = new YamlText(content);
    YamlScanner scanner = new YamlScanner(text);
    ParserImpl events = new ParserImpl(scanner);
    try {
      events.getEvent();
      if (events.getEvent().is(Event.ID.StreamEnd)) {
        return JsonNodeFactory.instance.nullNode();
      }
      JsonNode root = new TreeBuilder(events, text, strict).value();
      // Whatever comes next in the text has to be a token, even if it is none of this document.
      scanner.peekToken();
      if (strict) {
        events.getEvent();
        Event next = events.getEvent();
        if (!next.is(Event.ID.StreamEnd)) {
          String message = "has more than one document";
          throw new YamlException(
              message, text.place(next.getStartMark().getIndex()), "yaml: " + message);
        }
      }
      return root;
    } catch (MarkedYAMLException e) {
      throw failure(text, e);
    }
  }

  private static YamlException failure(YamlText text, MarkedYAMLException e) {
    Mark at = e.getProblemMark();
    String problem = e instanceof ParserException ? grammar(e) : e.getProblem();
    // Go counts lines from 0 where it parses and from 1 where it scans, and has no line 0.
    int line = at.getLine();
    if (line != 0) {
      line += e instanceof ScannerException ? 1 : 0;
    } else if (e.getContextMark() != null) {
      line = e.getContextMark().getLine();
    }
    String place = line == 0 ? "" : "line " + line + ": ";
    return new YamlException(problem, text.place(at.getIndex()), "yaml: " + place + problem);
  }

  /** The same in the words of Go's library. */
  private static String grammar(MarkedYAMLException e) {
    @Nullable String context = e.getContext();
    String problem = e.getProblem();
    if (problem.startsWith("expected <block end>")) {
      boolean mapping = context != null && context.contains("mapping");
      return "did not find expected " + (mapping ? "key" : "'-' indicator");
    }
    if (problem.startsWith("expected '<document start>'")) {
      return "did not find expected <document start>";
    }
    if (problem.startsWith("expected the node content")) {
      return "did not find expected node content";
    }
    if (problem.startsWith("expected ',' or")) {
      return "did not find " + problem.substring(0, "expected ',' or ']'".length());
    }
    if (problem.startsWith("found undefined tag handle")) {
      return "found undefined tag handle";
    }
    return problem.startsWith("duplicate tag handle")
        ? "found duplicate %TAG directive"
        : problem;
  }

  private static String decode(byte[] bytes) throws YamlException {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      charset = StandardCharsets.UTF_16BE;
    } else if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      charset = StandardCharsets.UTF_16LE;
    }
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String message = "is not text: not " + charset;
      throw new YamlException(message, null, "yaml: " + message);
    }
  }
}
