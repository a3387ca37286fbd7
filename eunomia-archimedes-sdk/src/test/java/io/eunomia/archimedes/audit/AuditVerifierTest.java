package io.eunomia.archimedes.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.audit.AuditVerification.Kind;
import io.eunomia.archimedes.audit.AuditVerification.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AuditVerifierTest {
  private static final List<String> LINES = chain(12);

  @Test
  void whenALineIsAltered_thenItIsFoundThere() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.set(4, lines.get(4).replace("\"number\":\"4\"", "\"number\":\"5\""));
    assertThat(problems(lines)).containsExactly("5 altered");
  }

  @Test
  void whenALineIsAlteredWithItsHash_thenTheNextDoesNotFollowIt() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    String previous = hash(lines.get(3));
    lines.set(4, line(99, previous));
    assertThat(problems(lines)).containsExactly("6 removed");
  }

  @Test
  void whenLinesAreRemoved_thenTheOneAfterThemIsFound() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.subList(3, 6).clear();
    assertThat(problems(lines)).containsExactly("4 removed");
    lines.remove(0);
    assertThat(problems(lines)).containsExactly("1 file_missing", "3 removed");
  }

  @Test
  void whenALineIsPutIn_thenItIsFound() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.add(5, line(99, hash(lines.get(4))));
    assertThat(problems(lines)).containsExactly("6 inserted");
    lines.set(5, line(99, "sha256:" + "7".repeat(64)));
    assertThat(problems(lines)).containsExactly("6 inserted");
    lines.set(5, "{\"free\":\"text\"}");
    assertThat(problems(lines)).containsExactly("6 altered");
    lines.set(5, "hello");
    assertThat(problems(lines)).containsExactly("6 not_json");
    lines.set(5, "");
    assertThat(problems(lines)).containsExactly("6 not_json");
    List<String> atTheTop = new ArrayList<>(LINES);
    atTheTop.add(0, line(99, ChainLine.START));
    assertThat(problems(atTheTop)).containsExactly("1 inserted");
  }

  @Test
  void whenLinesAreMoved_thenTheFirstIsFound() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    Collections.swap(lines, 3, 4);
    assertThat(problems(lines).get(0)).isEqualTo("4 reordered");
    lines = new ArrayList<>(LINES);
    lines.add(2, lines.remove(8));
    assertThat(problems(lines).get(0)).isEqualTo("3 reordered");
    lines = new ArrayList<>(LINES);
    lines.add(3, lines.get(2));
    assertThat(problems(lines)).containsExactly("3 inserted");
  }

  @Test
  void whenAMemberIsThereTwice_thenTheLineIsNoJson() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.set(4, lines.get(4).replace("{\"id\"", "{\"id\":\"x\",\"id\""));
    assertThat(problems(lines)).containsExactly("5 not_json");
  }

  @Test
  void whenAFileIsMissing_thenTheOneAfterItIsFound() throws IOException {
    List<Path> files =
        List.of(
            write(LINES.subList(0, 4)), write(LINES.subList(4, 8)), write(LINES.subList(8, 12)));
    assertThat(AuditVerifier.verify(files).ok()).isTrue();

    List<Problem> problems = AuditVerifier.verify(List.of(files.get(0), files.get(2))).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).kind()).isEqualTo(Kind.FILE_MISSING);
    assertThat(problems.get(0).file()).isEqualTo(files.get(2));
    assertThat(
            AuditVerifier.verify(List.of(files.get(1), files.get(0), files.get(2)))
                .problems()
                .get(0)
                .kind())
        .isIn(Kind.REORDERED, Kind.INSERTED);
  }

  @Test
  void whenTheEndIsGone_thenOnlyTheExpectedHeadFindsIt() throws IOException {
    String head = AuditVerifier.verify(List.of(write(LINES))).lastHash();
    List<Path> cut = List.of(write(LINES.subList(0, 9)));

    assertThat(AuditVerifier.verify(cut).ok()).isTrue();
    assertThat(AuditVerifier.verify(cut, null, head).problems())
        .extracting(Problem::kind)
        .containsExactly(Kind.WRONG_HEAD);
    assertThat(AuditVerifier.verify(List.of(write(LINES)), null, head).ok()).isTrue();
    assertThatThrownBy(() -> AuditVerifier.verify(cut, null, "sha256:7"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AuditVerifier.filesOf(Path.of("no-such-log.jsonl")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void whenALogIsEmpty_thenNothingIsWrong() throws IOException {
    AuditVerification found = AuditVerifier.verify(List.of(write(List.of())));
    assertThat(found.ok()).isTrue();
    assertThat(found.lastHash()).isEmpty();
  }

  @Property(tries = 300)
  void whenAnythingIsChanged_thenTheFirstProblemIsWhereItWas(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(LINES);
    int at = random.nextInt(lines.size() - 1);
    // By which line it must be found, at the latest.
    int by = at + 1;
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] line = bytes(lines.get(at));
        int place = random.nextInt(line.length);
        byte other = line[place];
        while (other == line[place] || other == '\n') {
          other = (byte) (32 + random.nextInt(90));
        }
        line[place] = other;
        lines.set(at, new String(line, StandardCharsets.UTF_8));
      }
      case 1 -> lines.remove(at);
      case 2 -> Collections.swap(lines, at, at + 1);
      default -> lines.add(at, lines.get(random.nextInt(at + 1)));
    }
    if (lines.equals(LINES)) {
      return;
    }
    AuditVerification found = AuditVerifier.verify(List.of(write(lines)));

    assertThat(found.ok()).isFalse();
    assertThat(found.problems().get(0).line())
        .isBetween(Math.max(1L, Math.min(by - 1L, at)), by + 1L);
  }

  private static List<String> problems(List<String> lines) throws IOException {
    return AuditVerifier.verify(List.of(write(lines))).problems().stream()
        .map(problem -> problem.line() + " " + problem.kind().json())
        .toList();
  }

  private static List<String> chain(int count) {
    List<String> lines = new ArrayList<>();
    String previous = ChainLine.START;
    for (int i = 0; i < count; i++) {
      lines.add(line(i, previous));
      previous = hash(lines.get(i));
    }
    return lines;
  }

  private static String line(int number, String previous) {
    String line =
        new String(ChainLine.write(Events.numbered(number), previous), StandardCharsets.UTF_8);
    return line.stripTrailing();
  }

  private static String hash(String line) {
    return Objects.requireNonNull(ChainLine.read(bytes(line))).hash();
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static Path write(List<String> lines) throws IOException {
    Path file = Files.createTempFile("audit", ".jsonl");
    file.toFile().deleteOnExit();
    return Files.write(file, lines);
  }
}
