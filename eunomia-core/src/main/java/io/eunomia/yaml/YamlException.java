package io.eunomia.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.ContentReference;
import org.jspecify.annotations.Nullable;

/** What is wrong with a text of YAML, and where: {@link #getOriginalMessage()} has no place. */
public final class YamlException extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  private final String goMessage;

  YamlException(String message, @Nullable JsonLocation place, String goMessage) {
    super(message, place);
    this.goMessage = goMessage;
  }

  /** What is wrong at a place, if that is known. */
  static YamlException at(@Nullable Mark place, String message) {
    return at(
        place, message, "yaml: " + (place == null ? "" : "line " + place.line() + ": ") + message);
  }

  /** What is wrong at a place, if that is known, and how Go's library says it. */
  static YamlException at(@Nullable Mark place, String message, String goMessage) {
    JsonLocation location =
        place == null
            ? null
            : new JsonLocation(ContentReference.unknown(), -1, place.line(), place.column());
    return new YamlException(message, location, goMessage);
  }

  /** The same as Go's library says it, like {@code yaml: line 1: did not find expected key}. */
  public String goMessage() {
    return goMessage;
  }
}
