package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.audit.AuditEvent;
import io.eunomia.archimedes.audit.FileAuditSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir private Path dir;
  private Path log = Path.of(".");

  @BeforeEach
  void write() throws IOException {
    log = dir.resolve("audit.jsonl");
    try (FileAuditSink sink = FileAuditSink.builder(log).rotateBytes(1_000).open()) {
      for (int i = 0; i < 6; i++) {
        sink.write(
            List.of(
                AuditEvent.builder(
                        AuditEvent.Type.BUNDLE_PUBLISHED, "s", "ci", AuditEvent.Outcome.SUCCESS)
                    .details(Map.of("number", "n" + i))
                    .build()));
      }
    }
  }

  @Test
  void whenTheChainIsWhole_thenThatIsSaid_withAllFilesAndTheHead() throws IOException {
    Ran ran = eunomia("audit", "verify", log);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .containsPattern("files +" + log + ".000001, .*" + log + "\n")
        .containsPattern("lines +6\n")
        .containsPattern("head +sha256:[0-9a-f]{64}\n")
        .containsPattern("chain +whole\n");
    JsonNode json = json(eunomia("audit", "verify", log, "--format", "json"));
    assertThat(json.path("ok").asBoolean()).isTrue();
    assertThat(
            eunomia("audit", "verify", log, "--expect-head", json.path("head").asText()).exitCode())
        .isZero();
    assertThat(
            eunomia("audit", "verify", log, "--expect-head", json.path("first_hash").asText())
                .exitCode())
        .isEqualTo(1);
  }

  @Test
  void whenALineIsAltered_thenItsPlaceIsSaid() throws IOException {
    Path first = dir.resolve("audit.jsonl.000001");
    Files.writeString(first, Files.readString(first).replace("n1", "n7"));

    Ran ran = eunomia("audit", "verify", log);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).startsWith(first + ":2: altered: ").contains("1 problem\n");
    JsonNode json = json(eunomia("audit", "verify", log, "--format", "json"));
    assertThat(json.at("/problems/0/kind").asText()).isEqualTo("altered");
    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(2);
  }

  @Test
  void whenFilesAreMissing_thenTheChainIsBroken_unlessItsStartIsSaid() throws IOException {
    String head =
        json(eunomia("audit", "verify", dir.resolve("audit.jsonl.000001"), "--format", "json"))
            .path("head")
            .asText();
    Files.delete(dir.resolve("audit.jsonl.000001"));

    assertThat(eunomia("audit", "verify", log).out()).contains(":1: file_missing: ");
    assertThat(eunomia("audit", "verify", log, "--start", head).exitCode()).isZero();
  }

  @Test
  void whenFilesCannotBeRead_thenThatIsNoVerdict() {
    assertThat(eunomia("audit", "verify", dir.resolve("no.jsonl")).exitCode()).isEqualTo(3);
    assertThat(eunomia("audit", "verify", dir.resolve("no.jsonl")).err())
        .contains("does not exist");
    assertThat(eunomia("audit", "verify", dir.resolve("no/such/no.jsonl")).exitCode()).isEqualTo(3);
    assertThat(eunomia("audit", "verify", dir).exitCode()).isEqualTo(3);
    assertThat(eunomia("audit", "verify", log, "--expect-head", "abc").exitCode()).isEqualTo(2);
    assertThat(eunomia("audit", "verify").exitCode()).isEqualTo(2);
    assertThat(eunomia("audit").exitCode()).isEqualTo(2);
  }

  private static JsonNode json(Ran ran) throws IOException {
    return new ObjectMapper().readTree(ran.out());
  }
}
