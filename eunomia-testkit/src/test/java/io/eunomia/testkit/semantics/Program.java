package io.eunomia.testkit.semantics;

import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program of a golden file, and what it is to give.
 *
 * @param title its name in the file
 * @param modules the sources, {@code m0.rego} and so on
 * @param input the input as JSON, or null for none
 * @param data the base document as JSON
 * @param options words that ask for other than the usual, {@code strict} for one
 * @param expectations lines: {@code ? a.b = JSON}, {@code ? a undefined}, {@code ? a error TEXT} of
 *     the document below {@code data.test}; or {@code ! CODE FILE:ROW MESSAGE} if it is refused
 */
record Program(
    String title,
    List<SourceText> modules,
    @Nullable String input,
    String data,
    List<String> options,
    List<String> expectations) {
  private static final String INPUT = "-- input ";
  private static final String NO_INPUT = "-- no input";
  private static final String DATA = "-- data ";
  private static final String MODULE = "-- module";
  private static final String OPTION = "-- option ";

  /**
   * Reads a golden file: programs begin with {@code == title}; what stands before the first is
   * input and data for all. A line {@code package …} begins another module, and so does a line
   * {@code -- module}; what has no package is of the package {@code test}.
   */
  static List<Program> read(String file) {
    String[] parts = file.split("(?m)^== ", -1);
    List<Program> programs = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      programs.add(read(parts[i].substring(0, end), parts[0] + parts[i].substring(end + 1)));
    }
    return programs;
  }

  private static Program read(String title, String text) {
    String input = null;
    String data = "{}";
    List<String> options = new ArrayList<>();
    List<String> expectations = new ArrayList<>();
    List<StringBuilder> modules = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(INPUT)) {
        input = line.substring(INPUT.length());
      } else if (line.equals(NO_INPUT)) {
        input = null;
      } else if (line.startsWith(DATA)) {
        data = line.substring(DATA.length());
      } else if (line.startsWith(OPTION)) {
        options.add(line.substring(OPTION.length()));
      } else if (line.startsWith("? ") || line.startsWith("! ")) {
        expectations.add(line);
      } else if (line.equals(MODULE)) {
        modules.add(new StringBuilder());
      } else if (line.startsWith("package ")) {
        if (modules.isEmpty() || modules.get(modules.size() - 1).indexOf("package ") >= 0) {
          modules.add(new StringBuilder());
        }
        modules.get(modules.size() - 1).append(line).append('\n');
      } else if (!line.isBlank() || !modules.isEmpty()) {
        if (modules.isEmpty()) {
          modules.add(new StringBuilder("package test\n"));
        }
        modules.get(modules.size() - 1).append(line).append('\n');
      }
    }
    List<SourceText> sources = new ArrayList<>();
    for (StringBuilder module : modules) {
      sources.add(SourceText.of("m" + sources.size() + ".rego", module.toString()));
    }
    return new Program(title, sources, input, data, options, expectations);
  }

  /** The entrypoints that are asked for. */
  List<String> entrypoints() {
    return expectations.stream()
        .filter(line -> line.startsWith("? "))
        .flatMap(line -> Stream.of(entrypoint(line)))
        .distinct()
        .toList();
  }

  /** The entrypoint that an expectation is about. */
  static String entrypoint(String expectation) {
    String name = expectation.split(" ", 3)[1];
    return name.startsWith("/") ? name.substring(1) : "test/" + name.replace('.', '/');
  }

  @Override
  public String toString() {
    return title;
  }
}
