package io.eunomia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.policy.build.CompilerVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The BOM has no parent, so that nothing but the build itself keeps it in step. */
class BomTest {
  private static final Path ROOT = Path.of(System.getProperty("eunomia.root", ".."));

  @Test
  void whenItIsOfABuild_thenItHasItsVersion() throws Exception {
    assertThat(texts(pom("eunomia-bom"), "/project/version"))
        .containsExactly(CompilerVersion.version());
  }

  @Test
  void whenAModuleIsALibrary_thenItIsThere() throws Exception {
    List<String> libraries = new ArrayList<>();
    for (String module : texts(pom("."), "/project/modules/module")) {
      Document pom = pom(module);
      if (texts(pom, "/project/packaging").isEmpty() && !module.equals("benchmarks")) {
        libraries.add(module);
      }
    }
    assertThat(
            texts(
                pom("eunomia-bom"),
                "//dependencyManagement//dependency[groupId='io.eunomia']/artifactId"))
        .containsExactlyInAnyOrderElementsOf(libraries);
  }

  @Test
  void whenItNamesAPlugin_thenItIsTheOneOfTheBuild() throws Exception {
    Map<String, String> ofBuild = plugins(pom("."));
    assertThat(plugins(pom("eunomia-bom")))
        .isNotEmpty()
        .allSatisfy((plugin, version) -> assertThat(version).isEqualTo(ofBuild.get(plugin)));
  }

  @Test
  void whenItNamesALibrary_thenTheBuildDoesNotNameItAgain() throws Exception {
    String managed =
        "/project/dependencyManagement/dependencies/dependency[not(artifactId='eunomia-bom')]/artifactId";
    assertThat(texts(pom("."), managed))
        .doesNotContainAnyElementsOf(texts(pom("eunomia-bom"), managed));
  }

  private static Map<String, String> plugins(Document pom) throws Exception {
    Map<String, String> versions = new TreeMap<>();
    for (String plugin : texts(pom, "/project/build//plugin[version]/artifactId")) {
      texts(pom, "/project/build//plugin[artifactId='" + plugin + "']/version")
          .forEach(version -> versions.put(plugin, version));
    }
    return versions;
  }

  private static Document pom(String module) throws Exception {
    Path file = ROOT.resolve(module).resolve("pom.xml");
    assertThat(Files.exists(file)).isTrue();
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<String> texts(Document pom, String path) throws Exception {
    NodeList found =
        (NodeList)
            XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent().strip());
    }
    return texts;
  }
}
