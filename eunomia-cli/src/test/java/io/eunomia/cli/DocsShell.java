package io.eunomia.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs commands in a directory. The command line runs within one JVM for all of them, whose working
 * directory it is; what asks for a shell, in a shell.
 */
final class DocsShell implements AutoCloseable {
  /** What a command came to: its exit code, and what it printed in order. */
  record Ran(int exitCode, String output) {}

  private static final String EUNOMIA = "./eunomia ";
  private static final Pattern PLAIN = Pattern.compile("[^|<>;&$`*?#\\\\]*");
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]+|'[^']*'|\"[^\"]*\")+");
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
  private static final Pattern TOOL = Pattern.compile("\\b(?:openssl|curl)\\b");
  private static final long SECONDS = 120;

  private final Path directory;
  private final Process process;
  private final DataOutputStream to;
  private final DataInputStream from;

  DocsShell(Path directory) throws IOException {
    this.directory = directory;
    process =
        new ProcessBuilder(java(classPath(), DocsShell.class.getName(), List.of()))
            .directory(directory.toFile())
            .redirectError(Redirect.INHERIT)
            .start();
    launcher(directory.resolve("eunomia"));
    to = new DataOutputStream(process.getOutputStream());
    from = new DataInputStream(process.getInputStream());
  }

  /** The class path of this test. */
  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** The class path of this test, and what is before it. */
  static String classPath(List<Path> before) {
    return Stream.concat(before.stream().map(Path::toString), Stream.of(classPath()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Programs that commands need, beyond those that every system has. */
  static Set<String> tools(List<DocsBlock> blocks) {
    Set<String> tools = new TreeSet<>();
    for (DocsBlock block : blocks) {
      if (block.info().equals("sh")) {
        TOOL.matcher(block.text()).results().forEach(found -> tools.add(found.group()));
      }
    }
    return tools;
  }

  /** Whether there is such a program. */
  static boolean has(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }

  /** Runs one line. */
  Ran run(String command) throws IOException, InterruptedException {
    return command.startsWith(EUNOMIA) && PLAIN.matcher(command).matches()
        ? eunomia(words(command.substring(EUNOMIA.length())))
        : other(List.of("/bin/sh", "-c", command));
  }

  /** Runs the {@code main} of a class. */
  Ran runMain(Path classes, List<Path> libraries, String name)
      throws IOException, InterruptedException {
    List<Path> before = new ArrayList<>(libraries);
    before.add(0, classes);
    return other(java(classPath(before), name, List.of()));
  }

  /** Runs a class of tests of JUnit. */
  Ran runTests(Path classes, List<Path> libraries, String name)
      throws IOException, InterruptedException {
    List<Path> before = new ArrayList<>(libraries);
    before.add(0, classes);
    return other(java(classPath(before), DocsJUnit.class.getName(), List.of(name)));
  }

  private Ran eunomia(List<String> words) throws IOException {
    to.writeInt(words.size());
    for (String word : words) {
      to.writeUTF(word);
    }
    to.flush();
    int exitCode = from.readInt();
    return new Ran(exitCode, new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8));
  }

  private Ran other(List<String> command) throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!other.waitFor(SECONDS, TimeUnit.SECONDS)) {
      other.destroyForcibly();
      return new Ran(-1, output + "\n(does not end)");
    }
    return new Ran(other.exitValue(), output);
  }

  /** For lines that do more than one command: what a checkout has at this place. */
  private static void launcher(Path file) throws IOException {
    String command = String.join("' '", java(classPath(), EunomiaCli.class.getName(), List.of()));
    Files.writeString(file, "#!/bin/sh\nexec '" + command + "' \"$@\"\n");
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static List<String> words(String arguments) {
    return WORD.matcher(arguments)
        .results()
        .map(word -> QUOTED.matcher(word.group()).replaceAll("$1$2"))
        .toList();
  }

  private static List<String> java(String classPath, String main, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                // Most of them end before the second compiler has made good what it costs.
                "-XX:TieredStopAtLevel=1",
                // The tests have two bindings, which SLF4J would remark upon.
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                classPath,
                main));
    if (Runtime.version().feature() >= 24) {
      // These say that native code and what it needs are wanted; else the JVM remarks upon them.
      command.addAll(
          1,
          List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    }
    command.addAll(arguments);
    return command;
  }

  @Override
  public void close() throws IOException {
    to.close();
    process.destroy();
  }

  /** The other side: takes arguments, gives an exit code and what was printed. */
  public static void main(String[] unused) throws IOException {
    DataInputStream in = new DataInputStream(System.in);
    DataOutputStream out = new DataOutputStream(System.out);
    while (true) {
      String[] words;
      try {
        words = new String[in.readInt()];
      } catch (EOFException e) {
        return;
      }
      for (int i = 0; i < words.length; i++) {
        words[i] = in.readUTF();
      }
      StringWriter printed = new StringWriter();
      PrintWriter writer = new PrintWriter(printed);
      int exitCode = EunomiaCli.commandLine().setOut(writer).setErr(writer).execute(words);
      writer.flush();
      byte[] bytes = printed.toString().getBytes(StandardCharsets.UTF_8);
      out.writeInt(exitCode);
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    }
  }
}
