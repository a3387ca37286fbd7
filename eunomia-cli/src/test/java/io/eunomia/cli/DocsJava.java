package io.eunomia.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Java as a page shows it: a class with its imports, or statements with theirs. Each block is
 * compiled by itself; one with a {@code main} or with tests is run.
 */
final class DocsJava {
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:(?:public|final|abstract|sealed) )*(?:class|record|interface|enum) (\\w+)",
          Pattern.MULTILINE);

  private final DocsBlock block;
  private final String name;
  private final String source;
  private final boolean isType;

  DocsJava(DocsBlock block) {
    this.block = block;
    Matcher type = TYPE.matcher(block.text());
    isType = type.find();
    name = isType ? type.group(1) : "Statements";
    source = isType ? block.text() : wrapped(block.text());
  }

  String name() {
    return name;
  }

  boolean hasMain() {
    return isType && source.contains("static void main(");
  }

  boolean hasTests() {
    return isType && source.contains("import org.junit.jupiter.api.Test");
  }

  /** Compiles it, with what was compiled before; returns what is wrong. */
  List<String> compile(Path classes, List<Path> libraries) throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    boolean done =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                found,
                List.of(
                    "--release",
                    "17",
                    "-proc:none",
                    "-Xlint:all,-classfile,-try",
                    "-d",
                    classes.toString(),
                    "-cp",
                    DocsShell.classPath(libraries)),
                null,
                List.of(new Source(name, source)))
            .call();
    List<String> problems = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : found.getDiagnostics()) {
      if (!done || each.getKind() == Diagnostic.Kind.WARNING) {
        int line = (int) Math.max(0, each.getLineNumber() - 1);
        problems.add(block.problem(line, each.getMessage(Locale.ROOT)));
      }
    }
    return problems;
  }

  /** Statements in a method, on the lines where they are in the block. */
  private static String wrapped(String text) {
    StringBuilder out = new StringBuilder();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      if (!inside && !line.isBlank() && !line.startsWith("import ")) {
        out.append("class Statements { static void run() throws Exception { ");
        inside = true;
      }
      out.append(line).append('\n');
    }
    return out.append(inside ? "}}\n" : "").toString();
  }

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
