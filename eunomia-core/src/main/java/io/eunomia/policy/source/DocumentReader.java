package io.eunomia.policy.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.DataFormat;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads documents of JSON or YAML, and says where they are neither. Stateless and thread-safe. */
public final class DocumentReader {
  private DocumentReader() {}

  /** Whether a file of this name is YAML. */
  static boolean isYaml(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  /** Whether a file of this name is JSON or YAML. */
  static boolean isDocument(String name) {
    return isYaml(name) || name.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /**
   * The document in a file: YAML if its name ends so, else JSON.
   *
   * @param name the file's name, as errors print it
   * @param bytes what is in it
   * @throws PolicyLoadException if that is no such document, with the place
   */
  public static JsonNode read(String name, byte[] bytes) throws PolicyLoadException {
    DataFormat format = isYaml(name) ? DataFormat.YAML : DataFormat.JSON;
    try {
      return format.parse(bytes);
    } catch (JsonProcessingException e) {
      throw new PolicyLoadException(diagnostic(name, bytes, format, e), e);
    }
  }

  private static Diagnostic diagnostic(
      String name, byte[] bytes, DataFormat format, JsonProcessingException e) {
    SourceText source = SourceText.of(name, new String(bytes, StandardCharsets.UTF_8));
    String code = format.name().toLowerCase(Locale.ROOT) + "_parse_error";
    String message = e.getOriginalMessage().lines().findFirst().orElse("is damaged");
    return Diagnostic.error(code, span(source, e.getLocation()), message);
  }

  private static Span span(SourceText source, JsonLocation at) {
    int line = at == null ? 1 : Math.max(1, at.getLineNr());
    int column = at == null ? 1 : Math.max(1, at.getColumnNr());
    String text = source.text();
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    int offset = Math.min(text.length(), start + column - 1);
    return source.span(offset, Math.min(text.length(), offset + 1));
  }
}
