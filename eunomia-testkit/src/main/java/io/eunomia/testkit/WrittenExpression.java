package io.eunomia.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An expression as its author wrote it, and where in it the terms are whose values are known.
 *
 * @param text its text, on as many lines as it has
 * @param offsets where each of the values' texts begins first, in chars from the start of the text
 */
public record WrittenExpression(String text, Map<String, Integer> offsets) {
  public WrittenExpression {
    offsets = Collections.unmodifiableMap(new LinkedHashMap<>(offsets));
  }
}
