package io.eunomia.testkit.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A process of Node that evaluates modules with OPA's own JavaScript SDK, {@code evaluate.mjs}, one
 * after the other. Thread-safe.
 */
public final class NodeHost implements AutoCloseable {
  private static final Path DIR =
      Path.of(System.getProperty("eunomia.root", ".."), "eunomia-testkit", "src", "test", "node");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Writer requests;
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<List<Answer>>> awaited = new ConcurrentHashMap<>();

  private NodeHost(Process process) {
    this.process = process;
    requests = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::readAnswers, "node");
    reader.setDaemon(true);
    reader.start();
  }

  /** Why there can be no such process here; null if there can. */
  public static @Nullable String missing() {
    if (!Files.isDirectory(DIR.resolve("node_modules"))) {
      return "run npm ci in eunomia-testkit/src/test/node first";
    }
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0
          ? null
          : "node does not run";
    } catch (IOException e) {
      return "there is no node";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /**
   * Starts a process.
   *
   * @throws IOException if there is no node
   */
  public static NodeHost start() throws IOException {
    return new NodeHost(
        new ProcessBuilder("node", DIR.resolve("evaluate.mjs").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /**
   * Asks a module, once it is this one's turn.
   *
   * @param data JSON text
   * @return an answer each, in their order; fails if the process ends before
   */
  public CompletableFuture<List<Answer>> ask(byte[] wasm, String data, List<Question> questions) {
    long id = ids.incrementAndGet();
    ObjectNode request = JSON.createObjectNode().put("id", id).put("data", data);
    request.put("module", Base64.getEncoder().encodeToString(wasm));
    ArrayNode asked = request.putArray("questions");
    for (Question question : questions) {
      ObjectNode one = asked.addObject().put("entrypoint", question.entrypoint());
      if (question.input() != null) {
        one.put(question.json() ? "input" : "term", question.input());
      }
    }
    CompletableFuture<List<Answer>> answers = new CompletableFuture<>();
    awaited.put(id, answers);
    try {
      String line = request + "\n";
      synchronized (requests) {
        requests.write(line);
        requests.flush();
      }
    } catch (IOException e) {
      answers.completeExceptionally(e);
    }
    return answers;
  }

  /** Lets the process end what it was asked, and go. */
  @Override
  public void close() {
    try {
      synchronized (requests) {
        requests.close();
      }
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException e) {
      // It has ended already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private void readAnswers() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode reply = JSON.readTree(line);
        List<Answer> answers = new ArrayList<>();
        for (JsonNode answer : reply.get("answers")) {
          answers.add(
              answer.has("error")
                  ? new Answer(null, answer.get("error").asText())
                  : new Answer(answer.get("results").asText(), null));
        }
        CompletableFuture<List<Answer>> asked = awaited.remove(reply.get("id").asLong());
        if (asked != null) {
          asked.complete(answers);
        }
      }
      fail(new IOException("node has ended"));
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException reason) {
    awaited.values().forEach(answers -> answers.completeExceptionally(reason));
  }

  /**
   * What is asked.
   *
   * @param input null leaves it undefined
   * @param json whether the input is JSON, and not what {@code opa_value_parse} takes besides
   */
  public record Question(String entrypoint, @Nullable String input, boolean json) {}

  /**
   * What comes of it: one of the two.
   *
   * @param results the set of results, as JSON
   * @param error what the evaluation failed with
   */
  public record Answer(@Nullable String results, @Nullable String error) {}
}
