package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.RawClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneConcurrencyTest {
  private static final int ASKERS = 4;
  private static final int QUESTIONS = 25;

  @Test
  void whenTwoPushAtOnce_thenTheLaterSequenceWinsAndEveryStatusIsWhole(@TempDir Path directory)
      throws Exception {
    Map<Integer, String> digests = Map.of(2, digest(2), 3, digest(3), 4, digest(4));
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ControlPlane plane = new ControlPlane(directory);
        ControlServer server = ControlServer.builder(plane.handler, plane.identity).start()) {
      SSLContext deployer = plane.deployer.context(plane.authority);
      Future<Answer> three = threads.submit(() -> push(deployer, server, 3));
      Future<Answer> four = threads.submit(() -> push(deployer, server, 4));
      List<Callable<List<JsonNode>>> askers = new ArrayList<>();
      for (int i = 0; i < ASKERS; i++) {
        askers.add(() -> ask(deployer, server));
      }
      for (Future<List<JsonNode>> asked : threads.invokeAll(askers, 60, TimeUnit.SECONDS)) {
        long before = 2;
        for (JsonNode status : asked.get()) {
          JsonNode active = status.path("active");
          long sequence = active.path("sequence").asLong();
          assertThat(sequence).isGreaterThanOrEqualTo(before);
          assertThat(active.path("digest").asText()).isEqualTo(digests.get((int) sequence));
          before = sequence;
        }
      }
      assertThat(four.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
      Answer other = three.get(60, TimeUnit.SECONDS);
      assertThat(other.status()).as(other.body()).isIn(200, 409);
      if (other.status() == 409) {
        assertThat(other.code()).isEqualTo("STALE_SEQUENCE");
      }
      assertThat(plane.live()).isEqualTo(digest(4));
      String previous = plane.runtime.status().previousDigest();
      assertThat(previous).isEqualTo(other.status() == 200 ? digest(3) : digest(2));
    } finally {
      threads.shutdownNow();
    }
  }

  private static Answer push(SSLContext context, ControlServer server, int version)
      throws Exception {
    byte[] bundle = VersionedPolicy.bundle(version);
    return RawClient.exchange(context, server.port(), Requests.push(bundle), bundle);
  }

  private static List<JsonNode> ask(SSLContext context, ControlServer server) throws Exception {
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < QUESTIONS; i++) {
      Answer answer = RawClient.exchange(context, server.port(), Requests.STATUS, new byte[0]);
      assertThat(answer.status()).isEqualTo(200);
      answers.add(answer.json());
    }
    return answers;
  }
}
