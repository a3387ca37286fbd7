package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FmtCommandTest {
  private static final String UNTIDY = "package p\nallow if {input.x==1 } # why\n";
  private static final String TIDY = "package p\n\nallow if input.x == 1 # why\n";
  private static final String BROKEN = "package p\n\nallow if {\n";

  @TempDir private Path dir;
  private Workspace files;

  @BeforeEach
  void setUp() {
    files = new Workspace(dir);
  }

  @Test
  void whenThereIsNoOption_thenTidyTextIsPrintedAndNothingWritten() throws IOException {
    Path file = files.write("p.rego", UNTIDY);

    assertThat(eunomia("fmt", file)).isEqualTo(new Ran(0, TIDY, ""));
    assertThat(file).hasContent(UNTIDY);
  }

  @Test
  void whenFilesAreListed_thenOnlyThoseAreThatAreNotFormatted() throws IOException {
    Path untidy = files.write("a/a.rego", UNTIDY);
    files.write("b.rego", TIDY);
    files.write(".git/c.rego", UNTIDY);

    assertThat(eunomia("fmt", "--list", dir)).isEqualTo(new Ran(1, lines(untidy), ""));
    assertThat(eunomia("fmt", "--check", dir)).isEqualTo(new Ran(1, lines(untidy), ""));
    assertThat(eunomia("fmt", "-l", dir.resolve("b.rego"))).isEqualTo(new Ran(0, "", ""));
  }

  @Test
  void whenFilesAreWritten_thenOnlyThoseAreThatAreNotFormatted() throws IOException {
    Path untidy = files.write("a.rego", UNTIDY);
    Path tidy = files.write("b.rego", TIDY);
    Object before = Files.getAttribute(tidy, "unix:ino");

    assertThat(eunomia("fmt", "-w", "-l", dir)).isEqualTo(new Ran(0, lines(untidy), ""));
    assertThat(untidy).hasContent(TIDY);
    assertThat(Files.getAttribute(tidy, "unix:ino")).isEqualTo(before);
    assertThat(eunomia("fmt", "--write", "--fail", dir)).isEqualTo(new Ran(0, "", ""));
  }

  @Test
  void whenAFileIsWritten_thenItsPermissionsStayAndALinkStaysALink() throws IOException {
    Path file = files.write("real/a.rego", UNTIDY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-----"));
    Path link = Files.createSymbolicLink(dir.resolve("link.rego"), file);

    assertThat(eunomia("fmt", "--write", link).exitCode()).isZero();
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent(TIDY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwxr-----");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void whenADifferenceIsAskedFor_thenItIsShown() throws IOException {
    Path file = files.write("p.rego", UNTIDY);

    Ran ran = eunomia("fmt", "--diff", file);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualTo(
            "--- %1$s\n+++ %1$s\n@@ -1,2 +1,3 @@\n package p\n-%2$s\n+\n+%3$s\n"
                .formatted(file, "allow if {input.x==1 } # why", "allow if input.x == 1 # why"));
    assertThat(eunomia("fmt", "-d", "-w", file).exitCode()).isZero();
    assertThat(eunomia("fmt", "-d", file)).isEqualTo(new Ran(0, "", ""));
  }

  @Test
  void whenAFileIsNoRego_thenThatIsSaidAndTheOthersAreFormatted() throws IOException {
    Path broken = files.write("a.rego", BROKEN);
    Path untidy = files.write("b.rego", UNTIDY);

    Ran ran = eunomia("fmt", "--write", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith(broken + ":4:1: error rego_parse_error: ");
    assertThat(broken).hasContent(BROKEN);
    assertThat(untidy).hasContent(TIDY);
  }

  @Test
  void whenFailIsAskedFor_thenTextIsPrintedAndTheExitCodeSaysIt() throws IOException {
    Path file = files.write("p.rego", UNTIDY);

    assertThat(eunomia("fmt", "--fail", file)).isEqualTo(new Ran(1, TIDY, ""));
    assertThat(eunomia("fmt", "--fail", files.write("q.rego", TIDY)))
        .isEqualTo(new Ran(0, TIDY, ""));
  }

  @Test
  void whenTextComesFromTheStandardInput_thenItIsPrinted() {
    InputStream before = System.in;
    try {
      for (String[] args : new String[][] {{"fmt"}, {"fmt", "-"}}) {
        System.setIn(new ByteArrayInputStream(UNTIDY.getBytes(StandardCharsets.UTF_8)));
        assertThat(eunomia((Object[]) args)).isEqualTo(new Ran(0, TIDY, ""));
      }
      System.setIn(new ByteArrayInputStream(BROKEN.getBytes(StandardCharsets.UTF_8)));
      assertThat(eunomia("fmt").err()).startsWith("<stdin>:4:1: error rego_parse_error");
      System.setIn(new ByteArrayInputStream(new byte[] {(byte) 0xff}));
      assertThat(eunomia("fmt")).isEqualTo(new Ran(3, "", "error: <stdin>: is not UTF-8\n"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void whenOptionsContradict_thenThatIsWrongUsage() throws IOException {
    Path file = files.write("p.rego", TIDY);

    assertThat(eunomia("fmt", "--write").exitCode()).isEqualTo(2);
    assertThat(eunomia("fmt", "--drop-v0-imports", "--v0-v1", file).exitCode()).isEqualTo(2);
    assertThat(eunomia("fmt", dir.resolve("nowhere")).exitCode()).isEqualTo(3);
  }

  @Test
  void whenRegoIsV0_thenItIsWrittenAsAskedFor() throws IOException {
    Path file = files.write("p.rego", "package p\nallow{input.x==1}\n");

    assertThat(eunomia("fmt", file).exitCode()).isEqualTo(1);
    assertThat(eunomia("fmt", "--v0-compatible", file).out())
        .isEqualTo("package p\n\nallow {\n\tinput.x == 1\n}\n");
    assertThat(eunomia("fmt", "--v0-v1", file).out())
        .isEqualTo("package p\n\nimport rego.v1\n\nallow if input.x == 1\n");
    Path both = files.write("q.rego", "package p\n\nimport rego.v1\n\nallow if input.x == 1\n");
    assertThat(eunomia("fmt", "--drop-v0-imports", both).out())
        .isEqualTo("package p\n\nallow if input.x == 1\n");
  }

  private static String lines(Path path) {
    return path + System.lineSeparator();
  }
}
