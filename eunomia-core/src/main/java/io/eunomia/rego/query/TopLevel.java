package io.eunomia.rego.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What there is directly below {@code data}. Stateless and thread-safe. */
public final class TopLevel {
  private TopLevel() {}

  /**
   * The first names of the modules' packages, and the names of the documents.
   *
   * @param options how each module is to be parsed
   */
  public static Set<String> of(
      Collection<SourceText> modules, Function<SourceText, ParserOptions> options, JsonNode data) {
    Set<String> names = new TreeSet<>();
    for (SourceText source : modules) {
      Module module = RegoParser.parseModule(source, options.apply(source), new Diagnostics());
      if (module != null && module.path().path().get(0) instanceof StringTerm first) {
        names.add(first.value());
      }
    }
    data.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
