package io.eunomia.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** JSON whose bytes depend on its value alone: keys sorted, no space, numbers as they were read. */
final class CanonicalJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private CanonicalJson() {}

  static byte[] write(JsonNode json) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = MAPPER.createGenerator(out)) {
      write(json, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  private static void write(JsonNode json, JsonGenerator out) throws IOException {
    if (json.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>();
      json.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> member : members.entrySet()) {
        out.writeFieldName(member.getKey());
        write(member.getValue(), out);
      }
      out.writeEndObject();
    } else if (json.isArray()) {
      out.writeStartArray();
      for (JsonNode element : json) {
        write(element, out);
      }
      out.writeEndArray();
    } else {
      out.writeTree(json);
    }
  }
}
