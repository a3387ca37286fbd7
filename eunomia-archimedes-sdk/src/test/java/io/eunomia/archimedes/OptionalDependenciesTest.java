package io.eunomia.archimedes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.eunomia.archimedes.enforce.Enforcer;
import io.eunomia.archimedes.metrics.RuntimeMetrics;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who does not use a part does not need what that part needs. */
@AnalyzeClasses(packages = "io.eunomia.archimedes", importOptions = DoNotIncludeTests.class)
class OptionalDependenciesTest {
  private static final String ROOT = "io.eunomia.archimedes";
  private static final Pattern OPTIONAL =
      Pattern.compile("(?i).*(servlet|jetty|grpc|protobuf|proto-|micrometer|opentelemetry).*");

  @ArchTest
  static final ArchRule whatIsOptionalIsUsedInPackagesOfItsOwn =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + ".enforce.servlet",
              ROOT + ".enforce.grpc",
              ROOT + ".enforce.opentelemetry",
              ROOT + ".metrics.micrometer",
              ROOT + ".metrics.opentelemetry",
              ROOT + ".control.servlet")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.servlet..",
              "io.grpc..",
              "com.google.rpc..",
              "com.google.protobuf..",
              "io.micrometer..",
              "io.opentelemetry..");

  @Test
  void whenNothingOptionalIsThere_thenTheRestLoads() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!OPTIONAL.matcher(Path.of(entry).getFileName().toString()).matches()) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
    }
    try (URLClassLoader loader =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> Class.forName(ROOT + ".enforce.servlet.EunomiaFilter", true, loader))
          .isInstanceOf(NoClassDefFoundError.class);
      List<String> names = new ArrayList<>();
      names.addAll(classes(Enforcer.class, "enforce"));
      names.addAll(classes(Enforcer.class, "enforce/httpserver"));
      names.addAll(classes(RuntimeMetrics.class, "metrics"));
      assertThat(names).hasSizeGreaterThan(20);
      for (String name : names) {
        Class<?> loaded = Class.forName(name, true, loader);
        assertThat(loaded.getClassLoader()).isSameAs(loader);
        // Links signatures too.
        assertThat(loaded.getDeclaredMethods()).isNotNull();
        assertThat(loaded.getDeclaredConstructors()).isNotNull();
      }
    }
  }

  private static List<String> classes(Class<?> neighbour, String directory) throws Exception {
    Path classes = Path.of(neighbour.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files =
        Files.list(classes.resolve(ROOT.replace('.', '/') + "/" + directory))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .map(name -> ROOT + "." + directory.replace('/', '.') + "." + name)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
