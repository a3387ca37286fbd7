package io.eunomia.cli;

import io.eunomia.archimedes.engine.builtins.BuiltinProvider;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import picocli.CommandLine.Option;

/** Where builtins are that OPA does not have: Java that somebody names, and no other. */
final class BuiltinsOption {
  @Option(
      names = "--builtins",
      paramLabel = "JAR",
      description =
          "Builtins of your own: a jar, or a directory of classes, with a BuiltinProvider or with"
              + " what one needs; may be given several times. Its code is run.")
  private List<Path> jars = new ArrayList<>();

  /** The standard builtins, and those of the providers. */
  BuiltinRegistry registry() throws IOException {
    BuiltinRegistry registry = BuiltinRegistry.standard();
    if (jars.isEmpty()) {
      return registry;
    }
    boolean any = false;
    try {
      for (BuiltinProvider provider : ServiceLoader.load(BuiltinProvider.class, classes())) {
        registry = registry.with(provider);
        any = true;
      }
    } catch (ServiceConfigurationError | IllegalArgumentException | LinkageError e) {
      throw CommandException.invalidInput("--builtins: " + e.getMessage());
    }
    if (!any) {
      throw CommandException.invalidInput(
          "--builtins: there is no META-INF/services/" + BuiltinProvider.class.getName());
    }
    return registry;
  }

  /** Never closed: builtins may load classes whenever they are called. */
  private ClassLoader classes() throws IOException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      if (!Files.exists(jars.get(i))) {
        throw new NoSuchFileException(jars.get(i).toString());
      }
      urls[i] = url(jars.get(i));
    }
    return new URLClassLoader("builtins", urls, BuiltinsOption.class.getClassLoader());
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }
}
