package io.eunomia.rego.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the compiler makes of sources, as text. */
final class Compiled {
  static final CompilerOptions OPTIONS =
      CompilerOptions.defaults().withCapabilities(Capabilities.all());

  private Compiled() {}

  /** The rules of the program; sources must be right, and what comes out in normal form. */
  static String rules(String... sources) {
    return rules(OPTIONS, sources);
  }

  static String rules(CompilerOptions options, String... sources) {
    Program program = program(options, sources);
    StringBuilder out = new StringBuilder();
    for (Module module : program.modules()) {
      for (Rule rule : module.rules()) {
        out.append(text(rule)).append('\n');
      }
    }
    return out.toString();
  }

  static Program program(CompilerOptions options, String... sources) {
    Diagnostics diagnostics = new Diagnostics();
    Program program = compile(options, ParserOptions.V1, diagnostics, sources);
    assertThat(diagnostics.all()).isEmpty();
    Objects.requireNonNull(program);
    assertThat(NormalFormCheck.problems(program)).isEmpty();
    return program;
  }

  /** What is wrong with the sources: {@code row code: message}. */
  static List<String> errors(String... sources) {
    return errors(OPTIONS, ParserOptions.V1, sources);
  }

  static List<String> errors(CompilerOptions options, ParserOptions parsing, String... sources) {
    Diagnostics diagnostics = new Diagnostics();
    Program program = compile(options, parsing, diagnostics, sources);
    assertThat(program == null).isEqualTo(diagnostics.hasErrors());
    return diagnostics.all().stream()
        .map(d -> d.span().line() + " " + d.code() + ": " + d.message())
        .toList();
  }

  private static @Nullable Program compile(
      CompilerOptions options, ParserOptions parsing, Diagnostics diagnostics, String... sources) {
    List<Module> modules = new ArrayList<>();
    for (String source : sources) {
      SourceText text = SourceText.of("m" + modules.size() + ".rego", source);
      Module module = RegoParser.parseModule(text, parsing, diagnostics);
      assertThat(diagnostics.all()).isEmpty();
      modules.add(Objects.requireNonNull(module));
    }
    return RegoCompiler.compile(modules, options, diagnostics);
  }

  private static String text(Rule rule) {
    StringBuilder out = new StringBuilder(rule.isDefault() ? "default " : "");
    out.append(rule.head().ref());
    if (rule.head().args() != null) {
      out.append(rule.head().args());
    }
    if (rule.head().key() != null) {
      out.append(" contains ").append(rule.head().key());
    } else {
      out.append(" = ").append(rule.head().value());
    }
    out.append(" { ").append(AstPrinter.print(rule.body())).append(" }");
    for (Else branch : rule.elses()) {
      out.append(" else = ").append(branch.value());
      out.append(" { ").append(AstPrinter.print(branch.body())).append(" }");
    }
    // Short names keep the tests readable.
    return out.toString().replaceAll("__local(\\d+)__", "_$1");
  }
}
