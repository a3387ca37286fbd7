package io.eunomia.rego.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.compiler.RegoCompiler;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Policies whose lines are marked where checks must find something: {@code # FINDS code}. What is
 * not marked must not be found. Several files are told apart by lines {@code # FILE name}.
 */
public final class Marked {
  private static final Pattern MARK = Pattern.compile("# FINDS (\\w+(?: \\w+)*)\\s*$");
  private static final Pattern FILE = Pattern.compile("(?m)^# FILE (\\S+)\\n");

  private final List<Module> modules = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();

  private Marked(String text) {
    Matcher file = FILE.matcher(text);
    if (!file.lookingAt()) {
      add("policy.rego", text);
      return;
    }
    int start = file.end();
    String name = file.group(1);
    while (file.find()) {
      add(name, text.substring(start, file.start()));
      start = file.end();
      name = file.group(1);
    }
    add(name, text.substring(start));
  }

  private void add(String name, String text) {
    Diagnostics diagnostics = new Diagnostics();
    Module module =
        RegoParser.parseModule(SourceText.of(name, text), ParserOptions.V1, diagnostics);
    assertThat(diagnostics.all()).isEmpty();
    modules.add(module);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = MARK.matcher(lines.get(i));
      if (mark.find()) {
        for (String code : mark.group(1).split(" ", -1)) {
          expected.add(name + ":" + (i + 1) + ": " + code);
        }
      }
    }
  }

  /** Runs all checks, compares what they find with the marks, and returns it. */
  public static List<Finding> check(String text) {
    return check(text, AnalysisOptions.defaults());
  }

  /** The same with options. */
  public static List<Finding> check(String text, AnalysisOptions options) {
    Marked marked = new Marked(text);
    Diagnostics diagnostics = new Diagnostics();
    RegoCompiler.compile(marked.modules, options.compiler(), diagnostics);
    assertThat(diagnostics.all()).as("it compiles").isEmpty();
    List<Finding> found = PolicyAnalysis.run(marked.modules, options);
    assertThat(found.stream().filter(each -> !each.isIgnored()).map(Marked::line))
        .as("%s", found)
        .containsExactlyInAnyOrderElementsOf(marked.expected);
    return found;
  }

  private static String line(Finding finding) {
    Diagnostic found = finding.diagnostic();
    return found.span().source().name() + ":" + found.span().line() + ": " + found.code();
  }
}
