package io.eunomia.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a text of YAML, and where: {@link #getOriginalMessage()} has no place. */
public final class YamlException extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  private final String goMessage;

  YamlException(String message, @Nullable JsonLocation place, String goMessage) {
    super(message, place);
    this.goMessage = goMessage;
  }

  /** The same as Go's library says it, like {@code yaml: line 1: did not find expected key}. */
  public String goMessage() {
    return goMessage;
  }
}
