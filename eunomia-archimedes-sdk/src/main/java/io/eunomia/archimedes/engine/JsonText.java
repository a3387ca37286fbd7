package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.layout.Constants;
import io.eunomia.archimedes.engine.layout.InputPaths;
import io.eunomia.archimedes.engine.layout.InvalidJsonException;
import io.eunomia.archimedes.engine.layout.JsonInput;
import io.eunomia.archimedes.engine.layout.LayoutWriter;
import io.eunomia.archimedes.engine.layout.StringTable;
import io.eunomia.archimedes.engine.layout.Utf8;
import java.util.List;

/** Checks JSON before another compiler's module sees it: such a one takes bad text for no text. */
final class JsonText {
  private static final InputPaths NONE = InputPaths.of(List.of());

  private JsonText() {}

  /**
   * The same text, as valid UTF-8.
   *
   * @throws EvaluationException if it is not JSON; says what is wrong, and where
   */
  static byte[] checked(String what, byte[] json) {
    byte[] text = Utf8.valid(json);
    try {
      // Without paths the reader skips over everything, and keeps nothing.
      new JsonInput(new LayoutWriter(new Constants(0, 0, 0), new StringTable()), NONE).read(text);
      return text;
    } catch (InvalidJsonException e) {
      throw new EvaluationException(
          EvaluationException.Reason.ERROR, "the " + what + " is not JSON: " + e.getMessage(), e);
    }
  }
}
