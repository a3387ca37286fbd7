package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleResourceTest {
  private static final String PATH = "META-INF/eunomia/users-service/bundle.tar.gz";

  @TempDir Path directory;

  @Test
  void whenABundleIsOnTheClassPath_thenItIsRead() throws IOException {
    try (URLClassLoader loader = loader(classes("a", "one"))) {
      assertThat(read(loader)).isEqualTo("one");
    }
  }

  @Test
  void whenABundleIsInAJar_thenItIsRead_andTheJarCanBeReplaced() throws IOException {
    Path jar = jar("one");
    try (URLClassLoader loader = loader(jar)) {
      assertThat(read(loader)).isEqualTo("one");
    }
    jar("two");
    try (URLClassLoader loader = loader(jar)) {
      assertThat(read(loader)).isEqualTo("two");
    }
  }

  @Test
  void whenThereIsNone_thenItIsSaidWhereItShouldBe() throws IOException {
    try (URLClassLoader loader = loader(directory)) {
      assertThatThrownBy(() -> BundleResource.read("users-service", loader))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessage(PATH + " is not on the class path");
    }
    assertThatThrownBy(() -> BundleResource.read("users-service"))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void whenTheSameIsThereTwice_thenItIsRead() throws IOException {
    try (URLClassLoader loader = loader(classes("a", "one"), classes("b", "one"))) {
      assertThat(read(loader)).isEqualTo("one");
    }
  }

  @Test
  void whenTwoDiffer_thenNoneIsTaken() throws IOException {
    try (URLClassLoader loader = loader(classes("a", "one"), classes("b", "two"))) {
      assertThatThrownBy(() -> BundleResource.read("users-service", loader))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("several bundles are on the class path")
          .hasMessageContaining("/a/" + PATH)
          .hasMessageContaining("/b/" + PATH);
    }
  }

  @Test
  void whenNoServiceCanHaveTheName_thenNothingIsRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BundleResource.read("../../users", getClass().getClassLoader()));
  }

  private static String read(ClassLoader loader) throws IOException {
    return new String(BundleResource.read("users-service", loader), StandardCharsets.UTF_8);
  }

  private Path classes(String name, String content) throws IOException {
    Path classes = directory.resolve(name);
    Path file = classes.resolve(PATH);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return classes;
  }

  private Path jar(String content) throws IOException {
    Path jar = directory.resolve("service.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new ZipEntry(PATH));
      entries.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static URLClassLoader loader(Path... paths) throws IOException {
    URL[] urls = new URL[paths.length];
    for (int i = 0; i < paths.length; i++) {
      urls[i] = paths[i].toUri().toURL();
    }
    return new URLClassLoader(urls, null);
  }
}
