package io.eunomia.testkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.eunomia.policy.source.DocumentReader;
import io.eunomia.policy.source.PolicyFile;
import io.eunomia.policy.source.PolicyLoadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of fixtures. What it does not know is refused: a misspelt expectation is none. */
final class FixtureReader {
  private static final Set<String> TOP = Set.of("name", "fixtures");
  private static final Set<String> FIELDS =
      Set.of("name", "description", "input", "data", "expected_allowed", "expected_reasons");

  private final String file;
  private final List<JsonLocation> places;

  private FixtureReader(String file, List<JsonLocation> places) {
    this.file = file;
    this.places = places;
  }

  static List<Fixture> read(PolicyFile file) throws PolicyLoadException {
    String name = file.source().name();
    byte[] bytes = file.source().text().getBytes(StandardCharsets.UTF_8);
    JsonNode root = DocumentReader.read(name, bytes);
    FixtureReader reader = new FixtureReader(name, places(name, bytes));
    reader.allowOnly("", root, TOP);
    reader.text("name", root.get("name"), false);
    JsonNode list = root.get("fixtures");
    if (list == null || !list.isArray()) {
      throw reader.invalid("fixtures", "must be an array");
    }
    List<Fixture> fixtures = new ArrayList<>();
    for (JsonNode fixture : list) {
      fixtures.add(reader.fixture(fixtures.size(), fixture));
    }
    return fixtures;
  }

  private Fixture fixture(int index, JsonNode json) throws PolicyLoadException {
    String path = "fixtures[" + index + "]";
    allowOnly(path, json, FIELDS);
    String name = text(path + ".name", json.get("name"), true);
    text(path + ".description", json.get("description"), false);
    JsonNode input = json.get("input");
    if (input == null) {
      throw invalid(path + ".input", "is missing");
    }
    JsonNode allowed = json.get("expected_allowed");
    if (allowed == null || !allowed.isBoolean()) {
      throw invalid(path + ".expected_allowed", "must be true or false");
    }
    JsonNode data = json.get("data");
    if (data != null && !data.isObject()) {
      throw invalid(path + ".data", "must be an object");
    }
    JsonLocation at = index < places.size() ? places.get(index) : JsonLocation.NA;
    return new Fixture(
        name,
        input,
        data,
        allowed.asBoolean(),
        reasons(path + ".expected_reasons", json.get("expected_reasons")),
        Math.max(1, at.getLineNr()),
        Math.max(1, at.getColumnNr()));
  }

  private @Nullable List<String> reasons(String path, @Nullable JsonNode json)
      throws PolicyLoadException {
    if (json == null) {
      return null;
    }
    if (!json.isArray()) {
      throw invalid(path, "must be an array of strings");
    }
    List<String> reasons = new ArrayList<>();
    for (JsonNode reason : json) {
      if (!reason.isTextual()) {
        throw invalid(path, "must be an array of strings");
      }
      reasons.add(reason.textValue());
    }
    return reasons;
  }

  private String text(String path, @Nullable JsonNode json, boolean required)
      throws PolicyLoadException {
    if (json == null && !required) {
      return "";
    }
    if (json == null || !json.isTextual()) {
      throw invalid(path, json == null ? "is missing" : "must be a string");
    }
    return json.textValue();
  }

  private void allowOnly(String path, JsonNode json, Set<String> known) throws PolicyLoadException {
    if (!json.isObject()) {
      throw invalid(path, "must be an object");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw invalid(path.isEmpty() ? name : path + "." + name, "is not known");
      }
    }
  }

  private PolicyLoadException invalid(String path, String message) {
    return new PolicyLoadException(file, path.isEmpty() ? message : path + " " + message, null);
  }

  /** Where each fixture begins. */
  private static List<JsonLocation> places(String name, byte[] bytes) throws PolicyLoadException {
    List<JsonLocation> places = new ArrayList<>();
    JsonFactory factory = name.endsWith(".json") ? new JsonFactory() : new YAMLFactory();
    try (JsonParser parser = factory.createParser(bytes)) {
      int depth = 0;
      boolean inside = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && depth == 1) {
          inside = parser.currentName().equals("fixtures");
        } else if (inside && depth == 2 && token.isStructStart()) {
          places.add(parser.currentTokenLocation());
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      }
    } catch (IOException e) {
      throw new PolicyLoadException(name, String.valueOf(e.getMessage()), e);
    }
    return places;
  }
}
