package io.eunomia.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.policy.build.CompilerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds the page about this plugin to what is built here, and to the projects it is tested on. */
class BuildIntegrationPageTest {
  private static final Path ROOT = Path.of(System.getProperty("eunomia.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs/build-integration.md");
  private static final Pattern XML = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final String TABLE =
      "| parameter | property | default | goals | |\n|---|---|---|---|---|\n";

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  static List<String> snippets() throws IOException {
    return XML.matcher(page()).results().map(found -> found.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void whenThePageShowsXml_thenAProjectThatIsBuiltHasIt(String snippet) throws IOException {
    try (Stream<Path> its = Files.walk(ROOT.resolve("eunomia-maven-plugin/src/it"))) {
      List<Path> poms =
          Stream.concat(
                  Stream.of(ROOT.resolve("examples/service/pom.xml")),
                  its.filter(file -> file.endsWith("pom.xml")))
              .toList();
      List<String> texts = new ArrayList<>();
      for (Path pom : poms) {
        texts.add(flat(Files.readString(pom)));
      }
      assertThat(texts).anySatisfy(text -> assertThat(text).contains(flat(snippet)));
    }
  }

  @Test
  void whenThePageShowsALog_thenATestExpectsIt() throws IOException {
    String expected =
        Files.readString(ROOT.resolve("eunomia-maven-plugin/src/it/failures/verify.groovy"));
    List<String> shown = page().lines().filter(line -> line.startsWith("    [ERROR] …/")).toList();
    assertThat(shown).hasSize(2);
    assertThat(shown)
        .allSatisfy(line -> assertThat(expected).contains(line.substring(line.indexOf('…') + 1)));
  }

  /** Writes the table instead with {@code -Deunomia.docs.write=true}. */
  @Test
  void whenThereIsAParameter_thenThePageHasIt() throws Exception {
    String table = TABLE + String.join("", rows());
    String page = page();
    int start = page.indexOf(TABLE);
    assertThat(start).isPositive();
    if (Boolean.getBoolean("eunomia.docs.write")) {
      Files.writeString(PAGE, page.substring(0, start) + table);
    } else {
      assertThat(page.substring(start)).isEqualTo(table);
    }
  }

  private static List<String> rows() throws Exception {
    Map<String, List<String>> goals = new TreeMap<>();
    Map<String, String> rows = new TreeMap<>();
    for (Element mojo : children(descriptor(), "mojo")) {
      String goal = text(mojo, "goal");
      for (Element parameter : children(mojo, "parameter")) {
        String name = text(parameter, "name");
        Element value = configured(mojo, name);
        if (text(parameter, "editable").equals("false") || goal.equals("help")) {
          continue;
        }
        goals.computeIfAbsent(name, key -> new ArrayList<>()).add(goal);
        String byDefault = value.getAttribute("default-value");
        rows.put(
            name,
            "| `%s` | `%s` | %s | %%s | %s |\n"
                .formatted(
                    name,
                    value.getTextContent().replaceAll("[${}]", ""),
                    byDefault.isEmpty() ? "" : "`" + byDefault + "`",
                    text(parameter, "description").replaceAll("\\s+", " ").replace("%", "%%")));
      }
    }
    return rows.entrySet().stream()
        .map(row -> row.getValue().formatted(String.join(", ", goals.get(row.getKey()))))
        .collect(Collectors.toList());
  }

  private static Element configured(Element mojo, String parameter) {
    return children(mojo, "configuration").stream()
        .flatMap(configuration -> children(configuration, parameter).stream())
        .findFirst()
        .orElseThrow();
  }

  private static Element descriptor() throws Exception {
    try (InputStream in =
        BuildIntegrationPageTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(Objects.requireNonNull(in))
          .getDocumentElement();
    }
  }

  private static List<Element> children(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    return children(parent, name).get(0).getTextContent();
  }

  /** Without indentation, and with the version that is meant. */
  private static String flat(String xml) {
    return xml.lines()
        .map(String::strip)
        .collect(Collectors.joining("\n"))
        .replaceAll(
            Pattern.quote("${eunomia.version}") + "|@project\\.version@",
            Matcher.quoteReplacement(CompilerVersion.version()));
  }
}
