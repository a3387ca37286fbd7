package io.eunomia.rego.format;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Formats Rego as {@code opa fmt} does.
 *
 * <p>What it gives parses to the same tree as the source, and has all of its comments; where that
 * cannot be had, there is an error instead of a text. It never throws for what stands in a source.
 * The work grows linearly with the text. Stateless and thread-safe.
 */
public final class RegoFormatter {
  /** The code of what says that a source cannot be formatted, though it is Rego. */
  public static final String FORMAT_ERROR = "eunomia_format_error";

  private static final int MAX_PASSES = 4;

  private RegoFormatter() {}

  /**
   * The tidy text of a module, or what is wrong with it. Tidy text stays as it is: a comment in an
   * odd place may take a second pass to come to rest.
   */
  public static FormatResult format(SourceText source, FormatOptions options) {
    FormatResult result = pass(source, options);
    String text = result.text();
    for (int i = 1; i < MAX_PASSES && text != null; i++) {
      FormatResult again = pass(SourceText.of(source.name(), text), options);
      if (text.equals(again.text()) || again.text() == null) {
        break;
      }
      result = again;
      text = again.text();
    }
    return result;
  }

  private static FormatResult pass(SourceText source, FormatOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    Module module = parse(source, options, diagnostics);
    if (module == null) {
      return new FormatResult(null, diagnostics.all());
    }
    Style style = Style.of(module, options);
    String text = ModuleWriter.write(module, style);
    Diagnostic wrong = ResultCheck.difference(module, text, style, options);
    return wrong == null
        ? new FormatResult(text, List.of())
        : new FormatResult(null, List.of(wrong));
  }

  /** What is to be both may be either: what reads as Rego v1 is that, and Rego v0 otherwise. */
  private static @Nullable Module parse(
      SourceText source, FormatOptions options, Diagnostics diagnostics) {
    if (options.version() == RegoVersion.V0_V1) {
      Module module = RegoParser.parseModule(source, parser(RegoVersion.V1), new Diagnostics());
      return module == null
          ? RegoParser.parseModule(source, parser(RegoVersion.V0), diagnostics)
          : module;
    }
    return RegoParser.parseModule(source, parser(options.version()), diagnostics);
  }

  /** Metadata is comments here, and need not be right. */
  static ParserOptions parser(RegoVersion version) {
    return ParserOptions.of(version).withMetadata(false);
  }
}
