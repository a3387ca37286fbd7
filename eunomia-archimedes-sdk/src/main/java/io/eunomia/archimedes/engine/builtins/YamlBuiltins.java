package io.eunomia.archimedes.engine.builtins;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.bundle.DataFormat;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code yaml.*}: read as bundles' data files are, with what JSON can say for values. */
final class YamlBuiltins {
  private static final ObjectMapper WRITER =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .build());

  private static final Pattern EXPECTED = Pattern.compile("expected (.+?), but (?:got|found)");

  private YamlBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .add("yaml.marshal", YamlBuiltins::marshal)
        .add("yaml.unmarshal", YamlBuiltins::unmarshal)
        .add("yaml.is_valid", YamlBuiltins::isValid);
  }

  private static Value marshal(BuiltinContext context, Value... arguments) throws BuiltinException {
    try {
      return Value.of(WRITER.writeValueAsString(JsonTree.write(arguments[0])));
    } catch (JsonProcessingException e) {
      throw new BuiltinException("yaml: " + e.getOriginalMessage());
    }
  }

  private static Value unmarshal(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    return parse(Operands.string(arguments, 0));
  }

  private static Value isValid(BuiltinContext context, Value... arguments) {
    if (!(arguments[0] instanceof StringValue text)) {
      return Value.of(false);
    }
    try {
      parse(text.text());
      return Value.of(true);
    } catch (BuiltinException e) {
      return Value.of(false);
    }
  }

  private static Value parse(String text) throws BuiltinException {
    try {
      return JsonTree.read(DataFormat.YAML.parse(text.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw new BuiltinException("yaml: " + describe(e));
    }
  }

  private static String describe(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : "line " + at.getLineNr() + ": ";
    Matcher expected = EXPECTED.matcher(e.getOriginalMessage());
    return place
        + (expected.find()
            ? "did not find expected " + expected.group(1)
            : e.getOriginalMessage().lines().findFirst().orElse("invalid"));
  }
}
