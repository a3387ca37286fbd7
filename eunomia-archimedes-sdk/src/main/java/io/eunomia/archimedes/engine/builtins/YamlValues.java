package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.GoJson;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.yaml.YamlException;
import io.eunomia.yaml.YamlReader;
import io.eunomia.yaml.YamlWriter;

/**
 * Values as YAML and back, as OPA's builtins have them: of several documents the first, of several
 * members with one key the last, numbers with the precision of a double, or integers of 64 bits.
 * Stateless and thread-safe.
 */
public final class YamlValues {
  private YamlValues() {}

  /**
   * The value of a text of YAML; {@code null} if it has no document.
   *
   * @throws BuiltinException in the words of Go's library, if it is no YAML or not JSON's values
   */
  public static Value read(String text) throws BuiltinException {
    try {
      return JsonTree.read(YamlReader.lenient(text));
    } catch (YamlException e) {
      throw new BuiltinException(e.goMessage());
    }
  }

  /**
   * A value as YAML. It goes through JSON, which is YAML too, and that is where OPA loses what it
   * loses: digits of long numbers, and texts with control characters that JSON has and YAML has
   * not.
   *
   * @throws BuiltinException if its JSON is not YAML
   */
  public static String write(Value value) throws BuiltinException {
    try {
      return YamlWriter.write(YamlReader.lenient(GoJson.write(value)));
    } catch (YamlException e) {
      throw new BuiltinException(e.goMessage());
    }
  }
}
