package io.eunomia.bundle.signature;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document of JSON in the one form that OPA hashes: members sorted by the bytes of their names,
 * no space, numbers as they are written, strings as Go's {@code encoding/json} writes them without
 * its escapes for HTML.
 *
 * <p>Takes memory for the form, which is not much larger than the document, and time linear in it
 * but for the sorting.
 */
final class CanonicalDocument {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser parser;
  private final CanonicalText text = new CanonicalText();

  /** Of each object that is not sorted, by where its brace is: where its members are. */
  private final TreeMap<Integer, Members> unsorted = new TreeMap<>();

  private CanonicalDocument(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * Feeds a document's form to a digest.
   *
   * @throws JsonProcessingException for what is not one document of JSON
   * @throws IOException for what is not text
   */
  static void digest(byte[] json, MessageDigest to) throws IOException {
    try (JsonParser parser = FACTORY.createParser(json)) {
      CanonicalDocument document = new CanonicalDocument(parser);
      document.value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw document.invalid("has more than one document");
      }
      document.emit(0, document.text.length(), to);
    }
  }

  private record Member(String name, int from, int to) {}

  private record Members(List<Member> sorted, int end) {}

  private void value(@Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw invalid("ends before its value does");
    }
    switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> text.ascii(parser.getText());
      case VALUE_TRUE -> text.ascii("true");
      case VALUE_FALSE -> text.ascii("false");
      case VALUE_NULL -> text.ascii("null");
      default -> throw invalid("has something that is not JSON");
    }
  }

  private void object() throws IOException {
    int start = text.length();
    text.ascii("{");
    List<Member> members = new ArrayList<>();
    boolean sorted = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (!members.isEmpty()) {
        text.ascii(",");
        sorted &= CanonicalText.compare(members.get(members.size() - 1).name(), name) < 0;
      }
      int from = text.length();
      string(name);
      text.ascii(":");
      value(parser.nextToken());
      members.add(new Member(name, from, text.length()));
    }
    if (!sorted) {
      members.sort((a, b) -> CanonicalText.compare(a.name(), b.name()));
      unsorted.put(start, new Members(members, text.length()));
    }
    text.ascii("}");
  }

  private void array() throws IOException {
    text.ascii("[");
    boolean first = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (!first) {
        text.ascii(",");
      }
      value(token);
      first = false;
    }
    text.ascii("]");
  }

  private void string(String value) throws JsonProcessingException {
    if (!text.string(value)) {
      // OPA reads any such as U+FFFD; two documents that differ would be one to it.
      throw invalid("has half of a surrogate pair");
    }
  }

  /** Each byte goes out once: what is sorted already as it lies there, the rest by member. */
  private void emit(int from, int to, MessageDigest digest) {
    int at = from;
    for (Map.Entry<Integer, Members> next = unsorted.ceilingEntry(at);
        next != null && next.getKey() < to;
        next = unsorted.ceilingEntry(at)) {
      text.digest(at, next.getKey() + 1, digest);
      boolean first = true;
      for (Member member : next.getValue().sorted()) {
        if (!first) {
          digest.update((byte) ',');
        }
        emit(member.from(), member.to(), digest);
        first = false;
      }
      at = next.getValue().end();
    }
    text.digest(at, to, digest);
  }

  private JsonProcessingException invalid(String message) {
    return new JsonParseException(parser, message);
  }
}
