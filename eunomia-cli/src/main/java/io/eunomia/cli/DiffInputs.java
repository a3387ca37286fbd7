package io.eunomia.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.DataFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Reads a file of inputs, one a line. */
final class DiffInputs {
  private DiffInputs() {}

  /**
   * Reads them.
   *
   * @param file {@code -} for standard input
   * @param asks gets each with its place: {@code requests.jsonl:3}
   */
  static void read(String file, BiConsumer<JsonNode, String> asks) throws IOException {
    long number = 0;
    long asked = 0;
    try (InputStream in =
            file.equals(EvalCommand.STANDARD_INPUT)
                ? System.in
                : Files.newInputStream(Path.of(file));
        // Bytes that are not UTF-8 must not become other characters in silence.
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          String place = file + ":" + number;
          asks.accept(input(line, place), place);
          asked++;
        }
      }
    } catch (CharacterCodingException e) {
      throw CommandException.invalidInput(file + ":" + (number + 1) + ": is not UTF-8");
    }
    if (asked == 0) {
      throw CommandException.invalidInput(file + ": has no input");
    }
  }

  /** The input, also of a line that says more about it, such as what is expected. */
  private static JsonNode input(String line, String place) {
    try {
      JsonNode json = DataFormat.JSON.parse(line.getBytes(StandardCharsets.UTF_8));
      return json.path("input").isObject() && !json.has("caller") ? json.get("input") : json;
    } catch (JsonProcessingException e) {
      throw CommandException.invalidInput(place + ": is not JSON: " + DataFormat.describe(e));
    }
  }
}
