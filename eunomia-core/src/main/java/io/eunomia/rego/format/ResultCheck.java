package io.eunomia.rego.format;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds what was written against what was read. */
final class ResultCheck {
  private ResultCheck() {}

  /** What is wrong with a text that was made of a module; {@code null} if nothing is. */
  static @Nullable Diagnostic difference(
      Module module, String text, Style style, FormatOptions options) {
    SourceText result = SourceText.of(module.span().source().name(), text);
    Diagnostics diagnostics = new Diagnostics();
    Module again =
        RegoParser.parseModule(result, RegoFormatter.parser(options.version()), diagnostics);
    if (again == null) {
      Diagnostic first = diagnostics.all().get(0);
      return refused(
          module.path().span(),
          "what would be written is no Rego: " + first.message(),
          first.span().source().lineText(first.span().line()).strip());
    }
    List<Rule> rules = module.rules();
    List<Rule> found = again.rules();
    for (int i = 0; i < Math.min(rules.size(), found.size()); i++) {
      if (!print(rules.get(i)).equals(print(found.get(i)))) {
        return refused(
            rules.get(i).span(),
            "what would be written means something else",
            AstPrinter.print(found.get(i)).lines().findFirst().orElse(""));
      }
    }
    if (rules.size() != found.size()
        || !module.path().equals(again.path())
        || !imports(module, style).equals(imports(again, style))) {
      return refused(module.path().span(), "what would be written means something else", "");
    }
    return comments(module).equals(comments(again))
        ? null
        : refused(module.path().span(), "a comment would be lost", "");
  }

  private static Diagnostic refused(Span span, String why, String line) {
    String message = "cannot be formatted: " + why;
    return line.isEmpty()
        ? Diagnostic.error(RegoFormatter.FORMAT_ERROR, span, message)
        : Diagnostic.error(RegoFormatter.FORMAT_ERROR, span, message, "it would be: " + line);
  }

  /** All imports that matter, sorted as they are written. */
  private static List<String> imports(Module module, Style style) {
    return module.imports().stream()
        .filter(each -> !style.drops(each))
        .map(ResultCheck::print)
        .sorted()
        .toList();
  }

  private static String print(Import imported) {
    return AstPrinter.print(imported.path()) + " as " + imported.alias();
  }

  private static List<String> comments(Module module) {
    return module.comments().stream().map(Page::text).sorted().toList();
  }

  /** A rule as text that is the same for rules that say the same: {@code _} are all alike there. */
  private static String print(Rule rule) {
    boolean bare = rule.elses().isEmpty() && Truth.says(rule.body());
    Head head = rule.head();
    Head plain =
        new Head(
            head.ref(),
            head.args(),
            head.key(),
            head.value(),
            true,
            head.value() != null,
            head.span());
    List<Else> elses = rule.elses().stream().map(ResultCheck::plain).toList();
    List<Expr> body = bare ? List.of() : rule.body();
    return AstPrinter.print(new Rule(rule.isDefault(), plain, body, elses, rule.span()));
  }

  private static Else plain(Else branch) {
    List<Expr> body = Truth.says(branch.body()) ? List.of() : branch.body();
    return new Else(branch.value(), body, true, true, branch.span());
  }
}
