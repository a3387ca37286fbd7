package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every module of the data, printed and parsed again, is the same module. */
class RoundTripConformanceTest {
  private static final int MAX_SHOWN = 10;
  private static final Set<String> KEYWORDS = Set.of("if", "contains", "in", "every");

  @ParameterizedTest
  @CsvSource({"v1, 1500", "mutants, 3000", "generated, 3000", "fmt, 6000"})
  void whenModulesArePrinted_thenTheyParseToTheSame(String folder, int atLeast) {
    List<String> failures = new ArrayList<>();
    int compared = 0;
    for (JsonNode node : ConformanceData.cases(folder)) {
      for (String text : modules(node)) {
        for (RegoVersion version : RegoVersion.values()) {
          ParserOptions options =
              (version == RegoVersion.V0 ? ParserOptions.V0 : ParserOptions.V1)
                  .withMetadata(!folder.equals("fmt"));
          Module module = parse(text, options);
          if (module != null && isWritableInV1(module)) {
            compared++;
            String difference = difference(module, options.metadata());
            if (!difference.isEmpty()) {
              failures.add(node.path("note").asText() + " " + version + "\n" + difference);
            }
          }
        }
      }
    }
    assertThat(failures.stream().limit(MAX_SHOWN).toList())
        .as("%d of %d", failures.size(), compared)
        .isEmpty();
    assertThat(compared).isGreaterThan(atLeast);
  }

  private static List<String> modules(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.path("modules").forEach(text -> texts.add(text.asText()));
    for (String side : List.of("in", "out")) {
      if (node.has(side)) {
        texts.add(node.path(side).asText());
      }
    }
    return texts;
  }

  private static String difference(Module module, boolean metadata) {
    String printed = AstPrinter.print(module);
    Module again = parse(printed, ParserOptions.V1.withMetadata(metadata));
    if (again == null) {
      return "is refused:\n" + printed;
    }
    if (!TreeShape.of(again).equals(TreeShape.of(module))) {
      return TreeShape.of(module) + "\nbecame\n" + TreeShape.of(again) + "\n" + printed;
    }
    return AstPrinter.print(again).equals(printed) ? "" : "is printed in two ways:\n" + printed;
  }

  /** What is a name in v0 may be a keyword in v1, which is what is printed. */
  private static boolean isWritableInV1(Module module) {
    Set<String> names = new HashSet<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Var v) {
          names.add(v.name());
        }
        return true;
      }
    }.walk(module);
    return module.version() == RegoVersion.V1 || Collections.disjoint(names, KEYWORDS);
  }

  private static @Nullable Module parse(String text, ParserOptions options) {
    return RegoParser.parseModule(SourceText.of("m.rego", text), options, new Diagnostics());
  }
}
