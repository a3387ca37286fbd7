package io.eunomia.archimedes.engine.layout;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text straight into the layout, without a tree in between: what lies on no path is
 * skipped. Where an object has a key twice, the last value counts. Not thread-safe.
 */
public final class JsonInput {
  private static final int MAX_DEPTH = 512;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(100_000)
                  .build())
          .build();

  private final LayoutWriter writer;
  private final InputPaths paths;
  private final int[] slots;
  private final int[] seen;
  private int generation;

  /** A reader for these paths that writes with this writer. */
  public JsonInput(LayoutWriter writer, InputPaths paths) {
    this.writer = writer;
    this.paths = paths;
    slots = new int[paths.size()];
    seen = new int[paths.nodeCount()];
  }

  /** Writes a whole document, such as {@code data}. Returns its reference. */
  public static int readAll(LayoutWriter writer, byte[] json) throws InvalidJsonException {
    JsonInput reader = new JsonInput(writer, InputPaths.of(List.of(List.of())));
    reader.read(json);
    return reader.slots[0];
  }

  /**
   * Reads a document; what its paths led to is then in {@link #slots()}. Bytes that are no UTF-8
   * become U+FFFD, as in OPA.
   *
   * @throws InvalidJsonException if it is not JSON, or nested too deeply
   * @throws LayoutException if it cannot be written
   */
  public void read(byte[] json) throws InvalidJsonException {
    Arrays.fill(slots, 0);
    generation++;
    try (JsonParser parser = JSON.createParser(Utf8.valid(json))) {
      if (parser.nextToken() == null) {
        throw new InvalidJsonException("it is empty");
      }
      value(parser, paths.root(), false);
      if (parser.nextToken() != null) {
        throw new InvalidJsonException("something follows the value" + place(parser));
      }
    } catch (JsonProcessingException e) {
      throw new InvalidJsonException(e.getOriginalMessage() + place(e.getLocation()));
    } catch (IOException e) {
      throw new InvalidJsonException(String.valueOf(e.getMessage()));
    }
  }

  /** The references by slot, 0 where the document has nothing there; reused by the next read. */
  public int[] slots() {
    return slots;
  }

  /** Reads the value at the current token; returns its reference if it is kept, else 0. */
  private int value(JsonParser parser, InputPaths.@Nullable Node node, boolean kept)
      throws IOException {
    boolean keep = kept || (node != null && node.slots().length > 0);
    if (!keep && (node == null || !isContainer(parser))) {
      parser.skipChildren();
      return 0;
    }
    int ref =
        switch (parser.currentToken()) {
          case START_OBJECT -> object(parser, node, keep);
          case START_ARRAY -> array(parser, keep);
          case VALUE_STRING -> string(parser);
          case VALUE_NUMBER_INT -> integer(parser);
          case VALUE_NUMBER_FLOAT -> writer.number(parser.getText());
          case VALUE_TRUE -> writer.bool(true);
          case VALUE_FALSE -> writer.bool(false);
          default -> writer.nullValue();
        };
    if (node != null) {
      for (int slot : node.slots()) {
        slots[slot] = ref;
      }
    }
    return ref;
  }

  private int object(JsonParser parser, InputPaths.@Nullable Node node, boolean keep)
      throws IOException {
    int mark = writer.mark();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      InputPaths.Node child = node == null ? null : node.child(name);
      if (keep) {
        writer.pushKey(name);
      }
      parser.nextToken();
      if (child != null) {
        if (seen[child.number] == generation) {
          child.clear(slots);
        }
        seen[child.number] = generation;
      }
      int ref = value(parser, child, keep);
      if (keep) {
        writer.push(ref);
      }
    }
    return keep ? writer.object(mark) : 0;
  }

  private int array(JsonParser parser, boolean keep) throws IOException {
    if (!keep) {
      parser.skipChildren();
      return 0;
    }
    int mark = writer.mark();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      writer.push(value(parser, null, true));
    }
    return writer.array(mark);
  }

  private int string(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    return writer.string(parser.getTextCharacters(), parser.getTextOffset(), length);
  }

  private int integer(JsonParser parser) throws IOException {
    // Fewer than 19 characters always fit; -0 keeps its spelling.
    if (parser.getTextLength() < 19) {
      long value = parser.getLongValue();
      return value == 0 && parser.getTextLength() > 1
          ? writer.number(parser.getText())
          : writer.integer(value);
    }
    return writer.number(parser.getText());
  }

  private static boolean isContainer(JsonParser parser) {
    return parser.currentToken().isStructStart();
  }

  private static String place(JsonParser parser) {
    return place(parser.currentTokenLocation());
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }
}
