package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent once, and what again; the server counts, and says what it is told to say. */
@Timeout(60)
class HttpCachingTest {
  private final SetClock clock = new SetClock();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private int code = 200;
  private final List<RawServer.Asked> asked = new CopyOnWriteArrayList<>();
  private final RawServer server = new RawServer(RawServer.answering(asked, this::answer));
  private BuiltinRegistry registry = registry(NetworkAccess.builder().hosts("127.0.0.1").build());
  private Calls calls = new Calls(registry, clock);

  private static BuiltinRegistry registry(NetworkAccess access) {
    return BuiltinRegistry.empty().withNetwork(access);
  }

  private String answer(RawServer.Asked request) {
    StringBuilder head = new StringBuilder();
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append('\n'));
    String etag = headers.get("ETag");
    if (etag != null && etag.equals(request.headers().get("If-None-Match"))) {
      return "HTTP/1.1 304 Not Modified\nX-Fresh: yes\n" + head + "\n";
    }
    String body = "{\"count\": " + asked.size() + "}";
    return "HTTP/1.1 "
        + code
        + " X\nContent-Type: application/json\nContent-Length: "
        + body.length()
        + "\n"
        + head
        + "\n"
        + body;
  }

  @AfterEach
  void close() {
    server.close();
  }

  private ObjectValue send(String... members) throws BuiltinException {
    StringBuilder request =
        new StringBuilder("{\"method\": \"get\", \"url\": " + Calls.text(server.url()));
    for (String member : members) {
      request.append(", ").append(member);
    }
    return (ObjectValue) calls.value("http.send", request + "}");
  }

  /** The number of the request that the response is from. */
  private String count(String... members) throws BuiltinException {
    Value body = send(members).get("body");
    return body instanceof ObjectValue object ? member(object, "count") : "none";
  }

  private static String member(ObjectValue object, String name) {
    return TermText.write(Objects.requireNonNull(object.get(name)));
  }

  private void nextEvaluation() {
    calls.context().begin();
  }

  private static String httpDate(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        ZonedDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  @Test
  void whenRequestIsTheSame_thenOneEvaluationSendsItOnce() throws BuiltinException {
    assertThat(count()).isEqualTo("1");
    assertThat(count()).isEqualTo("1");
    assertThat(count("\"headers\": {\"a\": \"1\"}")).isEqualTo("2");
    nextEvaluation();
    assertThat(count()).isEqualTo("3");
  }

  @Test
  void whenHeadersAreIgnored_thenTheyMakeNoOtherRequest() throws BuiltinException {
    String ignored = "\"cache_ignored_headers\": [\"X-Id\", \"other\"]";
    assertThat(count("\"headers\": {\"x-id\": \"1\", \"a\": \"b\"}", ignored)).isEqualTo("1");
    assertThat(count("\"headers\": {\"x-id\": \"2\", \"a\": \"b\"}", ignored)).isEqualTo("1");
    assertThat(count("\"headers\": {\"a\": \"b\"}")).isEqualTo("1");
    assertThat(count("\"headers\": {\"a\": \"c\"}", ignored)).isEqualTo("2");
    assertThat(asked.get(0).headers().get("X-Id")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({"200,1", "203,1", "300,1", "404,1", "410,1", "501,1", "201,2", "403,2", "500,2"})
  void whenStatusIsNotCacheable_thenItIsSentAgain(int status, int expected)
      throws BuiltinException {
    code = status;
    count();
    count();
    assertThat(asked).hasSize(expected);
  }

  @Test
  void whenThereIsAnError_thenItIsTheSameForTheEvaluation() throws BuiltinException {
    server.close();
    String first = calls.error("http.send", request(server.url()));
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(calls.error("http.send", request(server.url()))).isEqualTo(first);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private static String request(String url) {
    return "{\"method\": \"get\", \"url\": " + Calls.text(url) + "}";
  }

  @Test
  void whenServerSaysForHowLong_thenItIsAskedAgainAfterwards() throws BuiltinException {
    headers.put("Cache-Control", "private, max-age=60");
    headers.put("Date", httpDate(clock.instant()));
    assertThat(count("\"cache\": true")).isEqualTo("1");
    nextEvaluation();
    clock.pass(Duration.ofSeconds(59));
    assertThat(count("\"cache\": true")).isEqualTo("1");
    assertThat(count()).as("a request without the cache").isEqualTo("2");
    nextEvaluation();
    clock.pass(Duration.ofSeconds(2));
    assertThat(count("\"cache\": true")).isEqualTo("3");
  }

  @Test
  void whenOnlyExpiresIsThere_thenItCounts() throws BuiltinException {
    headers.put("Expires", httpDate(clock.instant().plusSeconds(10)));
    headers.put("Date", httpDate(clock.instant()));
    assertThat(count("\"cache\": true")).isEqualTo("1");
    nextEvaluation();
    assertThat(count("\"cache\": true")).isEqualTo("1");
    nextEvaluation();
    clock.pass(Duration.ofSeconds(10));
    assertThat(count("\"cache\": true")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-store, max-age=60",
        "no-cache, max-age=60",
        "max-age=0",
        "max-age=x",
        "max-age=60, max-age=0",
        "public"
      })
  void whenServerWantsItNotKept_thenItIsNot(String control) throws BuiltinException {
    headers.put("Cache-Control", control);
    count("\"cache\": true");
    nextEvaluation();
    assertThat(count("\"cache\": true")).isEqualTo("2");
  }

  @Test
  void whenDateIsInTheFuture_thenTheResponseIsStale() throws BuiltinException {
    headers.put("Cache-Control", "max-age=60");
    headers.put("Date", httpDate(clock.instant().plusSeconds(30)));
    count("\"cache\": true");
    nextEvaluation();
    assertThat(count("\"cache\": true")).isEqualTo("2");
  }

  @Test
  void whenServerKnowsThatItIsStillRight_thenTheBodyIsKept() throws BuiltinException {
    headers.put("Cache-Control", "max-age=10");
    headers.put("ETag", "\"v1\"");
    headers.put("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    headers.put("Date", httpDate(clock.instant()));
    assertThat(count("\"cache\": true")).isEqualTo("1");
    nextEvaluation();
    clock.pass(Duration.ofSeconds(20));
    headers.put("Date", httpDate(clock.instant()));
    ObjectValue response = send("\"cache\": true");
    assertThat(member(response, "body")).isEqualTo("{\"count\":1}");
    assertThat(response.get("status_code")).isEqualTo(Value.of(200));
    assertThat(member(response, "headers")).contains("\"x-fresh\":[\"yes\"]");
    assertThat(asked.get(1).headers())
        .containsEntry("If-None-Match", "\"v1\"")
        .containsEntry("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT");
    nextEvaluation();
    clock.pass(Duration.ofSeconds(5));
    assertThat(count("\"cache\": true")).isEqualTo("1");
    assertThat(asked).hasSize(2);
    nextEvaluation();
    clock.pass(Duration.ofSeconds(20));
    headers.put("ETag", "\"v2\"");
    assertThat(count("\"cache\": true")).isEqualTo("3");
  }

  @Test
  void whenThePolicyForcesIt_thenTheServerDoesNotCount() throws BuiltinException {
    String[] forced = {"\"force_cache\": true", "\"force_cache_duration_seconds\": 100"};
    headers.put("Cache-Control", "no-store");
    headers.put("Date", httpDate(clock.instant().minusSeconds(1000)));
    assertThat(count(forced)).isEqualTo("1");
    nextEvaluation();
    clock.pass(Duration.ofSeconds(99));
    assertThat(count(forced)).isEqualTo("1");
    nextEvaluation();
    clock.pass(Duration.ofSeconds(2));
    assertThat(count(forced)).isEqualTo("2");
    code = 500;
    nextEvaluation();
    clock.pass(Duration.ofSeconds(200));
    assertThat(count(forced)).isEqualTo("3");
    nextEvaluation();
    assertThat(count(forced)).isEqualTo("4");
  }

  @Test
  void whenItIsKeptDecoded_thenItIsTheSame() throws BuiltinException {
    headers.put("Cache-Control", "max-age=60");
    headers.put("Date", httpDate(clock.instant()));
    ObjectValue first = send("\"cache\": true", "\"caching_mode\": \"deserialized\"");
    nextEvaluation();
    assertThat(send("\"cache\": true", "\"caching_mode\": \"deserialized\"")).isSameAs(first);
    nextEvaluation();
    ObjectValue other = send("\"cache\": true", "\"caching_mode\": \"serialized\"");
    assertThat(member(other, "body")).isEqualTo("{\"count\":2}");
    nextEvaluation();
    assertThat(send("\"cache\": true", "\"caching_mode\": \"serialized\"")).isEqualTo(other);
    assertThat(asked).hasSize(2);
  }

  @Test
  void whenThereIsNoMoreRoom_thenTheLeastRecentlyUsedIsForgotten() throws BuiltinException {
    headers.put("Cache-Control", "max-age=60");
    headers.put("Date", httpDate(clock.instant()));
    registry = registry(NetworkAccess.builder().hosts("127.0.0.1").cache(1 << 20, 2).build());
    calls = new Calls(registry, clock);
    for (String id : List.of("a", "b", "a", "c", "a", "b")) {
      nextEvaluation();
      send("\"cache\": true", "\"raw_body\": \"" + id + "\"");
    }
    assertThat(asked).extracting(RawServer.Asked::body).containsExactly("a", "b", "c", "b");
    registry = registry(NetworkAccess.builder().hosts("127.0.0.1").cache(100, 2).build());
    calls = new Calls(registry, clock);
    send("\"cache\": true");
    nextEvaluation();
    send("\"cache\": true");
    assertThat(asked).hasSize(6);
  }

  @Test
  void whenInstancesShareARegistry_thenTheyShareResponses() throws BuiltinException {
    headers.put("Cache-Control", "max-age=60");
    headers.put("Date", httpDate(clock.instant()));
    assertThat(count("\"cache\": true")).isEqualTo("1");
    calls = new Calls(registry, clock);
    assertThat(count("\"cache\": true")).isEqualTo("1");
    calls = new Calls(registry(NetworkAccess.builder().hosts("127.0.0.1").build()), clock);
    assertThat(count("\"cache\": true")).isEqualTo("2");
  }

  /** A clock that somebody sets. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
