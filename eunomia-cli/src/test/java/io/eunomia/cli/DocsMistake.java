package io.eunomia.cli;

import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rego that a page shows for what is wrong with it, in one block or in several that follow each
 * other. A page of an error code shows nothing but that error.
 *
 * @param blocks the blocks
 */
record DocsMistake(List<DocsBlock> blocks) {
  /** What follows the fence of such a block. */
  static final String WRONG = "rego wrong";

  /** The same of one that only {@code --strict} finds wrong. */
  static final String WRONG_IF_STRICT = "rego wrong strict";

  static final DocsMistake NONE = new DocsMistake(List.of());

  private static final String FILE = "policy.rego";
  private static final Pattern PAGE_OF_CODE = Pattern.compile("docs/errors/(\\w+)\\.md");

  static boolean isIn(DocsBlock block) {
    return block.info().startsWith(WRONG);
  }

  boolean isOpen() {
    return !blocks.isEmpty();
  }

  DocsMistake with(DocsBlock block) {
    List<DocsBlock> more = new ArrayList<>(blocks);
    more.add(block);
    return new DocsMistake(more);
  }

  /** What the page has to show below. */
  String shown() {
    return DiagnosticRenderer.render(diagnostics(last().info().equals(WRONG_IF_STRICT)));
  }

  /** What is not as the page says it is. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    Matcher page = PAGE_OF_CODE.matcher(last().page());
    if (page.matches()) {
      for (Diagnostic found : diagnostics(last().info().equals(WRONG_IF_STRICT))) {
        if (!found.code().equals(page.group(1))) {
          problems.add(last().problem(-1, "has another code: " + found));
        }
      }
    }
    if (last().info().equals(WRONG_IF_STRICT) && !diagnostics(false).isEmpty()) {
      problems.add(last().problem(-1, "is wrong without --strict, too"));
    }
    return problems;
  }

  private DocsBlock last() {
    return blocks.get(blocks.size() - 1);
  }

  private List<Diagnostic> diagnostics(boolean strict) {
    List<SourceText> sources = new ArrayList<>();
    for (DocsBlock block : blocks) {
      sources.add(SourceText.of(block.target() == null ? FILE : block.target(), block.text()));
    }
    return RegoPolicyCompiler.compile(
            sources, RegoPolicyOptions.defaults().withWasm(false).withStrict(strict))
        .diagnostics();
  }
}
