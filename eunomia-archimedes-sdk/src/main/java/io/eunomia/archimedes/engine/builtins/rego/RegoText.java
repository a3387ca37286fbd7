package io.eunomia.archimedes.engine.builtins.rego;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.json.ModuleJson;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Reads Rego into the JSON of its syntax tree. Thread-safe. */
public final class RegoText {
  private static final ParserOptions OPTIONS = ParserOptions.V1.withMetadata(false);

  private RegoText() {}

  /**
   * The syntax tree of a module, in OPA's form.
   *
   * @param name what errors and comments say that the file is called
   * @throws RegoException if it is none; the message says what is wrong and shows where, as OPA
   *     does
   */
  public static JsonNode parse(String name, String text) throws RegoException {
    Diagnostics diagnostics = new Diagnostics();
    Module module = RegoParser.parseModule(SourceText.of(name, text), OPTIONS, diagnostics);
    if (module == null) {
      throw new RegoException(describe(diagnostics.all()));
    }
    return ModuleJson.write(module);
  }

  private static String describe(List<Diagnostic> errors) {
    String all = errors.stream().map(RegoText::describe).collect(Collectors.joining("\n"));
    return errors.size() == 1
        ? "1 error occurred: " + all
        : errors.size() + " errors occurred:\n" + all;
  }

  private static String describe(Diagnostic error) {
    Span span = error.span();
    return span.source().name()
        + ":"
        + span.line()
        + ": "
        + error.code()
        + ": "
        + error.message()
        + shown(span.source().text(), span.start());
  }

  /** The line, and a caret below the last character up to the place that is no space. */
  private static String shown(String text, int place) {
    if (text.isEmpty()) {
      return "";
    }
    int at = Math.min(place, text.length() - 1);
    while (at > 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    int begin = text.lastIndexOf('\n', at) + 1;
    int end = text.indexOf('\n', at);
    String line = text.substring(begin, end < 0 ? text.length() : end);
    String bare = line.replaceFirst("^\t+", "");
    int tabs = line.length() - bare.length();
    int before = text.substring(begin, Math.max(begin, at)).getBytes(StandardCharsets.UTF_8).length;
    return "\n\t" + bare + "\n\t" + " ".repeat(Math.max(0, before - tabs)) + "^";
  }
}
