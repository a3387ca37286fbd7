package io.eunomia.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.build.CompilerVersion;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page's blocks, done one after the other, in a directory that has what a checkout has. */
final class DocsPage {
  private static final String EXIT_CODE = "echo $?";
  private static final String CAPABILITIES = "capabilities.json";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path root;
  private final List<DocsBlock> blocks;
  private final Path directory;
  private final DocsShell shell;
  private final Set<String> trees = new TreeSet<>();

  /** Where the classes of Java blocks are whose files the page names: later ones may use them. */
  private final List<Path> libraries = new ArrayList<>();

  private final List<String> problems = new ArrayList<>();

  /** What policies may use: the default, or what the page's own file says. */
  private Capabilities capabilities = Capabilities.defaults();

  /** The wrong policy of the blocks just before. */
  private DocsMistake mistake = DocsMistake.NONE;

  /** What the block before printed, if it printed something. */
  private @Nullable String printed;

  private DocsPage(Path root, List<DocsBlock> blocks, Path directory, DocsShell shell) {
    this.root = root;
    this.blocks = blocks;
    this.directory = directory;
    this.shell = shell;
  }

  /** Does all that a page shows; returns what is not as it shows it. */
  static List<String> run(Path root, List<DocsBlock> blocks, Path directory)
      throws IOException, InterruptedException {
    copy(root.resolve("examples"), directory.resolve("examples"));
    try (DocsShell shell = new DocsShell(directory)) {
      DocsPage page = new DocsPage(root, blocks, directory, shell);
      for (DocsBlock block : page.blocks) {
        page.block(block);
      }
      page.policies();
      return page.problems;
    }
  }

  private void block(DocsBlock block) throws IOException, InterruptedException {
    String before = printed;
    printed = null;
    if (!DocsMistake.isIn(block)) {
      if (mistake.isOpen() && !block.info().equals("text")) {
        problems.add(block.problem(-1, "what is wrong with the block before is not shown"));
      }
      mistake = DocsMistake.NONE;
    }
    if (block.target() != null) {
      write(block, block.target());
    }
    switch (block.info()) {
      case "sh" -> commands(block);
      case "text" -> text(block, before);
      case "rego" -> rego(block);
      case DocsMistake.WRONG, DocsMistake.WRONG_IF_STRICT -> wrong(block);
      case "json" -> json(block);
      case "json wrong" -> jsonWrong(block);
      case "java" -> java(block);
      case "xml" -> xml(block);
      default ->
          problems.add(
              block.problem(
                  -1, "'" + block.info() + "' is none of sh, text, rego, json, java, xml"));
    }
  }

  private void commands(DocsBlock block) throws IOException, InterruptedException {
    StringBuilder output = new StringBuilder();
    List<String> lines = block.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      DocsShell.Ran ran = shell.run(lines.get(i));
      output.append(ran.output());
      boolean asks = i + 1 < lines.size() && lines.get(i + 1).equals(EXIT_CODE);
      if (asks) {
        output.append(ran.exitCode()).append('\n');
        i++;
      } else if (ran.exitCode() != 0) {
        problems.add(block.problem(i, "ends with " + ran.exitCode() + ": " + ran.output()));
      }
    }
    printed = output.toString();
  }

  private void text(DocsBlock block, @Nullable String before) {
    if (before == null) {
      problems.add(block.problem(-1, "nothing before it prints this"));
    } else if (!DocsText.matches(block.text(), before)) {
      problems.add(block.problem(-1, "this is not what is printed, which is:\n" + before));
    }
  }

  private void rego(DocsBlock block) {
    if (block.target() != null) {
      trees.add(block.target().substring(0, block.target().indexOf('/')));
      return;
    }
    SourceText source = SourceText.of(block.page(), block.text());
    for (Diagnostic found : errors(List.of(source))) {
      problems.add(block.problem(found.span().line() - 1, found.code() + ": " + found.message()));
    }
  }

  /** What is wrong with it is what the page shows next; blocks that follow each other are one. */
  private void wrong(DocsBlock block) {
    if (block.target() != null && block.target().contains("/")) {
      return; // A command shows what is wrong with it.
    }
    mistake = mistake.with(block);
    problems.addAll(mistake.problems());
    printed = mistake.shown();
  }

  /** What the page's files are in the end must compile together. */
  private void policies() throws IOException {
    for (String tree : trees) {
      PolicySources sources = PolicyLoader.withDefaults().load(List.of(directory.resolve(tree)));
      for (Diagnostic found : errors(sources.sourcesWithTests())) {
        problems.add(blocks.get(0).page() + ": " + found);
      }
    }
  }

  private List<Diagnostic> errors(List<SourceText> sources) {
    return RegoPolicyCompiler.compile(
            sources,
            RegoPolicyOptions.defaults()
                .withWasm(false)
                .withStrict(true)
                .withCapabilities(capabilities))
        .diagnostics()
        .stream()
        .filter(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .toList();
  }

  private void json(DocsBlock block) {
    try {
      JSON.readTree(block.text());
      if (CAPABILITIES.equals(block.target())) {
        capabilities = Capabilities.parse(block.text());
      }
    } catch (JsonProcessingException e) {
      problems.add(
          block.problem(Math.max(0, e.getLocation().getLineNr() - 1), e.getOriginalMessage()));
    }
  }

  private void jsonWrong(DocsBlock block) {
    try {
      JSON.readTree(block.text());
      problems.add(block.problem(-1, "this is JSON"));
    } catch (JsonProcessingException isWanted) {
      // A command shows what is wrong with it.
    }
  }

  private void java(DocsBlock block) throws IOException, InterruptedException {
    DocsJava java = new DocsJava(block);
    Path classes =
        block.target() == null
            ? Files.createTempDirectory(directory.getParent(), "classes")
            : directory.resolve(block.target()).resolveSibling("");
    List<String> wrong = java.compile(classes, libraries);
    problems.addAll(wrong);
    if (block.target() != null) {
      libraries.add(classes);
    }
    if (wrong.isEmpty() && (java.hasMain() || java.hasTests())) {
      DocsShell.Ran ran =
          java.hasMain()
              ? shell.runMain(classes, libraries, java.name())
              : shell.runTests(classes, libraries, java.name());
      printed = ran.output();
      if (ran.exitCode() != 0) {
        problems.add(block.problem(-1, "ends with " + ran.exitCode() + ": " + ran.output()));
      }
    }
  }

  /** What is of this project must be modules of this build, of its version. */
  private void xml(DocsBlock block) throws IOException {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(block.text())));
      NodeList groups = document.getElementsByTagName("groupId");
      for (int i = 0; i < groups.getLength(); i++) {
        if (groups.item(i).getTextContent().equals("io.eunomia")) {
          module(block, (Element) groups.item(i).getParentNode());
        }
      }
    } catch (ParserConfigurationException | SAXException e) {
      problems.add(block.problem(-1, String.valueOf(e.getMessage())));
    }
  }

  private void module(DocsBlock block, Element coordinates) {
    String name = String.valueOf(child(coordinates, "artifactId"));
    if (!Files.exists(root.resolve(name).resolve("pom.xml"))) {
      problems.add(block.problem(-1, "there is no module " + name));
    }
    String version = child(coordinates, "version");
    if (version != null && !version.equals(CompilerVersion.version())) {
      problems.add(block.problem(-1, "the version is " + CompilerVersion.version()));
    }
  }

  private static @Nullable String child(Element parent, String name) {
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i).getNodeName().equals(name)) {
        return children.item(i).getTextContent();
      }
    }
    return null;
  }

  private void write(DocsBlock block, String target) throws IOException {
    Path file = directory.resolve(target).normalize();
    if (!file.startsWith(directory)) {
      throw new AssertionError(block.problem(-1, target + " leads out of the directory"));
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, block.text());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copied = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(file, copied);
        }
      }
    }
  }
}
