package io.eunomia.archimedes.engine.layout;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The JSON text of values that a reference itself says: the module need not write it. */
public final class ScalarText {
  private ScalarText() {}

  /** The text of a boolean, null or a small integer; null for any other value. */
  public static byte @Nullable [] of(int ref, Constants constants) {
    String text = null;
    if ((ref & 1) != 0) {
      text = Integer.toString(ref >> 1);
    } else if (ref == constants.trueRef()) {
      text = "true";
    } else if (ref == constants.falseRef()) {
      text = "false";
    } else if (ref == constants.nullRef()) {
      text = "null";
    }
    return text == null ? null : text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
