package io.eunomia.archimedes.engine.builtins.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseReaderTest {
  private static final int MAX = 1000;

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Response read(String text) throws IOException {
    return new ResponseReader(bytes(text), MAX).read("GET");
  }

  private static String body(String text) throws IOException {
    return new String(read(text).body(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void whenLengthIsGiven_thenTheConnectionCanBeUsedAgain() throws IOException {
    String one = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nA: 1\r\na:2 \r\n\r\nabc";
    ByteArrayInputStream in = bytes(one);
    ResponseReader reader = new ResponseReader(in, MAX);
    Response response = reader.read("GET");
    assertThat(response.body()).asString().isEqualTo("abc");
    assertThat(response.headers().get("a")).containsExactly("1", "2");
    assertThat(reader.isReusable()).isTrue();
    for (String not :
        List.of(
            one + "x",
            one.replace("A: 1", "Connection: Close"),
            one.replace("HTTP/1.1", "HTTP/1.0"),
            one.replace("Content-Length: 3\r\n", ""),
            "HTTP/1.1 200\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n\r\n")) {
      ResponseReader other = new ResponseReader(bytes(not), MAX);
      other.read("GET");
      assertThat(other.isReusable()).as(not).isFalse();
    }
  }

  @Test
  void whenBodyIsInChunks_thenTheyAreOne() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
    assertThat(body(head + "3\r\nabc\r\n0A;x=y\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"))
        .isEqualTo("abc0123456789");
    for (String damaged :
        List.of("", "3", "3\r\nab", "3\r\nabcd\r\n", "-1\r\n", "x\r\n", "123456789\r\n", "0\r\n")) {
      assertThatThrownBy(() -> body(head + damaged)).as(damaged).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> body(head + "3e9\r\n" + "x".repeat(MAX + 1)))
        .hasMessage("the response is longer than 1000 bytes");
    assertThatThrownBy(() -> body(head + "ffffffff\r\n"))
        .hasMessage("the response is longer than 1000 bytes");
  }

  @Test
  void whenThereIsNoBody_thenNoneIsRead() throws IOException {
    String head = "HTTP/1.1 304 X\r\nContent-Length: 9\r\n\r\n";
    assertThat(body(head)).isEmpty();
    assertThat(body(head.replace("304", "204"))).isEmpty();
    Response response = new ResponseReader(bytes(head.replace("304", "200")), MAX).read("HEAD");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void whenThereAreInterimResponses_thenTheyArePassedOver() throws IOException {
    String interim = "HTTP/1.1 103 Early\r\nLink: x\r\n\r\n";
    assertThat(body(interim + interim + "HTTP/1.1 200 OK\r\n\r\nrest")).isEqualTo("rest");
    assertThatThrownBy(() -> body(interim.repeat(20))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> body("HTTP/1.1 101 X\r\n\r\n")).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200OK\r\n\r\n",
        "http/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\na: 1\r\n folded\r\n\r\n",
        "HTTP/1.1 200 OK\r\na : 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: 1\r\n\r\n",
        "HTTP/1.1 200 OK\r\na: 1\r2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na",
        "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\na",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n"
      })
  void whenItCouldBeReadInTwoWays_thenItIsRefused(String response) {
    assertThatThrownBy(() -> read(response)).isInstanceOf(MalformedResponseException.class);
  }

  @Test
  void whenHeadIsTooLong_thenItIsRefused() {
    String header = "a: " + "x".repeat(1000) + "\r\n";
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + header.repeat(66) + "\r\n"))
        .hasMessageContaining("65536 bytes");
    assertThatThrownBy(() -> read("HTTP/1.1 200 " + "x".repeat(70_000)))
        .hasMessageContaining("65536 bytes");
  }

  @Property(tries = 300)
  void whenBytesAreAnything_thenNothingButAnIoExceptionComesOfIt(
      @ForAll byte[] bytes, @ForAll @IntRange(max = 4) int start) {
    String[] starts = {
      "",
      "HTTP/1.1 200 OK\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: ",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      "HTTP/1.1 200 OK\r\n\r\n"
    };
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(starts[start].getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(bytes);
    try {
      Response response =
          new ResponseReader(new ByteArrayInputStream(all.toByteArray()), MAX).read("GET");
      assertThat(response.body().length).isLessThanOrEqualTo(MAX);
    } catch (IOException e) {
      assertThat(all.size()).isNotNegative();
    }
  }

  @Property(tries = 200)
  void whenABodyIsCutIntoChunks_thenItIsTheSame(
      @ForAll @Size(max = 200) byte[] body, @ForAll @IntRange(min = 1, max = 50) int chunk)
      throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII));
    for (int at = 0; at < body.length; at += chunk) {
      byte[] part = Arrays.copyOfRange(body, at, Math.min(body.length, at + chunk));
      all.writeBytes(
          (Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      all.writeBytes(part);
      all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    ResponseReader reader = new ResponseReader(new ByteArrayInputStream(all.toByteArray()), MAX);
    assertThat(reader.read("GET").body()).isEqualTo(body);
    assertThat(reader.isReusable()).isTrue();
  }
}
