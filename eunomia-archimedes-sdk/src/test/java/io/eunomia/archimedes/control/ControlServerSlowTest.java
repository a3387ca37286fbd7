package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.RawClient.Answer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that take their time. Each read of these tests fails if nothing happens for 20 seconds. */
class ControlServerSlowTest {
  private static final byte[] BUNDLE = VersionedPolicy.bundle(3);
  private static final int THREADS = 4;
  // The beginning of a TLS record that says there is more to come.
  private static final byte[] HALF_A_HELLO = {22, 3, 1, 2, 0, 1};

  private static ControlPlane plane;
  private static ControlServer server;
  private static SSLContext deployer;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    plane = new ControlPlane(directory, options -> options.withBodyDeadline(Duration.ofSeconds(1)));
    server = open(Duration.ofSeconds(1));
    deployer = plane.deployer.context(plane.authority);
  }

  @AfterAll
  static void stop() {
    server.close();
    plane.close();
  }

  private static ControlServer open(Duration requestDeadline) throws IOException {
    return ControlServer.builder(plane.handler, plane.identity)
        .connections(THREADS, 2 * THREADS)
        .requestDeadline(requestDeadline)
        .answerDeadline(Duration.ofSeconds(1))
        .start();
  }

  @AfterEach
  void theLivePolicyStays() throws IOException {
    assertThat(plane.live()).isEqualTo(digest(2));
    assertThat(plane.spooled()).isEmpty();
  }

  @Test
  void whenAHandshakeDoesNotGoOn_thenTheConnectionEnds() throws IOException {
    try (Socket socket = RawClient.connectPlain(server.port())) {
      socket.getOutputStream().write(HALF_A_HELLO);
      assertEnds(socket);
    }
    assertServes();
  }

  @Test
  void whenAHandshakeIsMadeAndNothingSaid_thenTheConnectionEnds() throws IOException {
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      assertEnds(client);
    }
    assertServes();
  }

  @Test
  void whenHeadersDribble_thenTheConnectionEnds() throws Exception {
    CompletableFuture<Void> dribble;
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      client.send("GET /control/v1/status HTTP/1.1\nHost: demo\n");
      dribble = CompletableFuture.runAsync(() -> dribble(client));
      assertEnds(client);
    }
    dribble.get(20, TimeUnit.SECONDS);
    assertServes();
  }

  /** A header now and then, until the connection ends. */
  private static void dribble(RawClient client) {
    try {
      while (true) {
        client.send("a: b\n");
        TimeUnit.MILLISECONDS.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      assertThat(e).isNotNull();
    }
  }

  @Test
  void whenABodyStalls_thenTheConnectionEnds() throws IOException {
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      client.send(Requests.push(BUNDLE));
      client.send(Arrays.copyOf(BUNDLE, BUNDLE.length / 2));
      assertEnds(client);
    }
    awaitNothingSpooled();
    assertServes();
  }

  @Test
  void whenTheRestOfARefusedBodyDoesNotCome_thenTheConnectionEnds() throws IOException {
    // The answer is there at once; the connection ends when the server has waited long enough.
    Answer answer = ask(Requests.push(BUNDLE, "Content-Length: 999999999999\n"));
    assertThat(answer.status()).isEqualTo(413);
    assertServes();
  }

  @Test
  void whenAnswersAreNotRead_thenOthersAreServed() throws IOException {
    List<RawClient> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * THREADS; i++) {
        RawClient client = RawClient.connect(deployer, server.port());
        stalled.add(client);
        client.send(Requests.STATUS);
      }
      assertServes();
    } finally {
      for (RawClient client : stalled) {
        client.close();
      }
    }
  }

  @Test
  void whenEveryThreadWaitsForSomebodySlow_thenOthersAreServedSoon() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * THREADS; i++) {
        Socket socket = RawClient.connectPlain(server.port());
        slow.add(socket);
        socket.getOutputStream().write(HALF_A_HELLO);
      }
      assertServes();
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void whenMoreComeThanThereIsRoomFor_thenTheyAreClosedAndTheServerGoesOn() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 10 * THREADS; i++) {
        Socket socket = RawClient.connectPlain(server.port());
        slow.add(socket);
        socket.getOutputStream().write(HALF_A_HELLO);
      }
      for (Socket socket : slow) {
        assertEnds(socket);
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    assertServes();
  }

  @Test
  void whenClosedWhileSomebodyIsServed_thenWaitsForIt() throws Exception {
    ControlServer closing = open(Duration.ofSeconds(20));
    try (RawClient client = RawClient.connect(deployer, closing.port())) {
      client.send(Requests.push(BUNDLE));
      client.send(Arrays.copyOf(BUNDLE, BUNDLE.length / 2));
      while (plane.spooled().isEmpty()) {
        Thread.onSpinWait();
      }
      CompletableFuture<Boolean> closed =
          CompletableFuture.supplyAsync(() -> closing.close(Duration.ofSeconds(20)));
      // The body's deadline ends it, and then there is nobody left.
      assertThat(closed.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Soon, and not at once: on a busy machine a good peer is slow too. */
  private static void assertServes() throws IOException {
    assertThat(ask(Requests.STATUS).status()).isEqualTo(200);
  }

  private static Answer ask(String request) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (RawClient client = RawClient.connect(deployer, server.port())) {
        client.send(request);
        Answer answer = client.answer();
        if (answer.status() != 0 || System.nanoTime() > end) {
          return answer;
        }
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  private void awaitNothingSpooled() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!plane.spooled().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Closed in whatever way, but not by this side's patience. */
  private static void assertEnds(RawClient client) throws IOException {
    try {
      assertThat(client.answer().status()).isIn(0, 400);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  private static void assertEnds(Socket socket) {
    try {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the connection is still open", e);
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }
}
