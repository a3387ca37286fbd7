package io.eunomia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleLimits;
import io.eunomia.bundle.signature.SignatureException;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.source.LoadLimits;
import io.eunomia.rego.analysis.IgnoreComments;
import io.eunomia.rego.analysis.PolicyAnalysis;
import io.eunomia.rego.format.RegoFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the documentation to what it says: every fenced block is run, compiled or read, and what a
 * page shows as output must be what is printed.
 */
class DocsTest {
  private static final Path ROOT = Path.of(System.getProperty("eunomia.root", ".."));
  private static final String ERRORS = "docs/errors";
  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern CODE_ROW =
      Pattern.compile(
          "^\\| (?:`(\\w+)`|\\[`(\\w+)`]\\(errors/\\2\\.md\\)) \\|.*", Pattern.MULTILINE);

  static List<String> pages() throws IOException {
    List<String> pages =
        new ArrayList<>(List.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"));
    pages.addAll(markdown("docs"));
    pages.addAll(markdown(ERRORS));
    return pages;
  }

  private static List<String> markdown(String directory) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
      return files
          .map(file -> directory + "/" + file.getFileName())
          .filter(file -> file.endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  static List<String> pagesWithBlocks() throws IOException {
    List<String> pages = new ArrayList<>();
    for (String page : pages()) {
      if (!DocsBlock.read(ROOT, page).isEmpty()) {
        pages.add(page);
      }
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pagesWithBlocks")
  @Execution(ExecutionMode.CONCURRENT)
  void whenAPageShowsSomething_thenItIsSo(String page, @TempDir Path temporary) throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("checkout"));
    List<DocsBlock> blocks = DocsBlock.read(ROOT, page);
    for (String tool : DocsShell.tools(blocks)) {
      assumeTrue(
          DocsShell.has(tool), "skipped: " + page + " shows " + tool + ", which is not here");
    }
    assertThat(DocsPage.run(ROOT, blocks, directory)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void whenAPageLinks_thenThereIsWhatItLinksTo(String page) throws IOException {
    List<String> dead = new ArrayList<>();
    List<String> lines = Files.readAllLines(ROOT.resolve(page));
    for (int i = 0; i < lines.size(); i++) {
      Matcher link = LINK.matcher(lines.get(i));
      while (link.find()) {
        if (!link.group(1).contains("://") && !exists(page, link.group(1))) {
          dead.add(page + ":" + (i + 1) + ": " + link.group(1));
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void whenThereIsAPage_thenTheReadmeLeadsToIt() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    assertThat(markdown("docs")).allSatisfy(page -> assertThat(readme).contains("(" + page + ")"));
  }

  @Test
  void whenThereIsACode_thenItIsExplainedAndNoOther() throws IOException {
    Set<String> codes = new TreeSet<>();
    Stream.of(BundleException.Reason.values()).forEach(reason -> codes.add(reason.code()));
    Stream.of(SignatureException.Reason.values()).forEach(reason -> codes.add(reason.code()));
    Stream.of(ActivationException.Code.values()).forEach(code -> codes.add(code.name()));
    Stream.of(EvaluationException.Reason.values()).forEach(reason -> codes.add(reason.name()));
    Stream.of(PolicyDecision.Cause.values()).forEach(cause -> codes.add(cause.json()));
    codes.addAll(codesWithPages());
    String page = Files.readString(ROOT.resolve("docs/error-codes.md"));
    Set<String> explained =
        CODE_ROW
            .matcher(page)
            .results()
            .map(row -> row.group(1) == null ? row.group(2) : row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(explained).isEqualTo(codes);
  }

  @Test
  void whenACodeIsOfPoliciesOrEvaluations_thenItHasAPage() throws IOException {
    Set<String> codes = codesWithPages();
    assertThat(markdown(ERRORS))
        .containsExactlyElementsOf(
            codes.stream().map(code -> ERRORS + "/" + code + ".md").toList());
    String list = Files.readString(ROOT.resolve("docs/error-codes.md"));
    assertThat(codes)
        .allSatisfy(
            code -> assertThat(list).contains("| [`" + code + "`](errors/" + code + ".md) |"));
  }

  @Test
  void whenAPageShowsAMistake_thenItShowsHowItIsDoneRight() throws IOException {
    List<String> alone = new ArrayList<>();
    for (String page : markdown(ERRORS)) {
      DocsBlock wrong = null;
      DocsBlock before = null;
      for (DocsBlock block : DocsBlock.read(ROOT, page)) {
        if (wrong != null && !wrong.equals(before) && DocsMistake.isIn(block)) {
          alone.add(wrong.problem(-1, "nothing right follows it"));
        }
        if (DocsMistake.isIn(block)) {
          wrong = block;
        } else if (block.info().equals("rego")) {
          wrong = null;
        }
        before = block;
      }
      if (wrong != null) {
        alone.add(wrong.problem(-1, "nothing right follows it"));
      }
    }
    assertThat(alone).isEmpty();
  }

  @Test
  void whenALimitIsDocumented_thenItIsTheDefault() throws IOException {
    Limits limits = Limits.defaults();
    BundleLimits bundle = BundleLimits.defaults();
    LoadLimits load = LoadLimits.defaults();
    assertThat(rows("docs/operating.md"))
        .contains(
            "| `maxSteps` | " + count(limits.maxSteps()) + " |",
            "| `timeout` | " + limits.timeout().toSeconds() + " s |",
            "| `maxMemoryBytes` | " + mebibytes(limits.maxMemoryBytes()) + " |",
            "| `maxInputBytes` | " + mebibytes(limits.maxInputBytes()) + " |",
            "| `maxResultBytes` | " + mebibytes(limits.maxResultBytes()) + " |")
        .contains(
            "| `compressedBytes` | " + mebibytes(bundle.compressedBytes()) + " |",
            "| `expandedBytes` | " + mebibytes(bundle.expandedBytes()) + " |",
            "| `ratio` | " + bundle.ratio() + " to 1 |",
            "| `entries` | " + count(bundle.entries()) + " |")
        .contains(
            "| `fileBytes` | " + mebibytes(load.fileBytes()) + " |",
            "| `totalBytes` | " + mebibytes(load.totalBytes()) + " |",
            "| `files` | " + count(load.files()) + " |",
            "| `depth` | " + load.depth() + " |");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check",
        "test",
        "fmt",
        "build",
        "eval",
        "inspect",
        "diff",
        "capabilities",
        "sign",
        "verify",
        "run",
        "push",
        "rollback",
        "status",
        "audit",
        "demo"
      })
  void whenThereIsACommand_thenAPageShowsIt(String command) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String page : pages()) {
      DocsBlock.read(ROOT, page).stream()
          .filter(block -> block.info().equals("sh"))
          .forEach(block -> all.append(block.text()));
    }
    assertThat(EunomiaCli.commandLine().getSubcommands())
        .containsOnlyKeys(
            "check",
            "test",
            "fmt",
            "build",
            "eval",
            "inspect",
            "diff",
            "capabilities",
            "sign",
            "verify",
            "run",
            "push",
            "rollback",
            "status",
            "audit",
            "demo");
    assertThat(all.toString()).contains("./eunomia " + command);
  }

  private static Set<String> codesWithPages() throws IOException {
    Set<String> codes = diagnosticCodes();
    codes.addAll(
        Set.of(
            "json_parse_error",
            "yaml_parse_error",
            "eunomia_no_service",
            "invalid_input",
            "invalid_module"));
    return codes;
  }

  /** The codes of diagnostics and of evaluation errors: they are literals in the sources. */
  private static Set<String> diagnosticCodes() throws IOException {
    Pattern code = Pattern.compile("\"[^\"\\n]*?\\b((?:rego|eval)_\\w*_?error)\\b");
    Set<String> codes = new TreeSet<>(Set.of(IgnoreComments.CODE, RegoFormatter.FORMAT_ERROR));
    PolicyAnalysis.checks().forEach(check -> codes.add(check.code()));
    for (String tree :
        List.of(
            "eunomia-core/src/main",
            "eunomia-archimedes-sdk/src/main",
            "eunomia-testkit/src/main",
            "eunomia-cli/src/main")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(tree))) {
        for (Path file :
            files
                .filter(
                    f -> f.toString().matches(".*\\.(java|c)") && !f.toString().contains("/tests/"))
                .toList()) {
          code.matcher(Files.readString(file))
              .results()
              .forEach(found -> codes.add(found.group(1)));
        }
      }
    }
    // What http.send says to the policy ends no evaluation; its own page has them.
    codes.removeIf(found -> found.startsWith("eval_http_send_"));
    return codes;
  }

  private static boolean exists(String page, String link) throws IOException {
    int anchor = link.indexOf('#');
    String path = anchor < 0 ? link : link.substring(0, anchor);
    Path file = path.isEmpty() ? ROOT.resolve(page) : ROOT.resolve(page).resolveSibling(path);
    if (!Files.exists(file)) {
      return false;
    }
    return anchor < 0
        || Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
            .anyMatch(link.substring(anchor + 1)::equals);
  }

  private static List<String> rows(String page) throws IOException {
    // The first two columns; a third one explains.
    return Files.readAllLines(ROOT.resolve(page)).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.replaceFirst("^(\\|[^|]*\\|[^|]*\\|).*", "$1"))
        .toList();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
