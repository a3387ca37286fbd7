package io.eunomia.archimedes.engine.builtins.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a response of HTTP/1.1 (RFC 9112), within limits. What could be read in two ways is refused
 * rather than guessed.
 */
final class ResponseReader {
  private static final int MAX_HEAD = 64 << 10;
  private static final int MAX_INTERIM = 8;
  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.([01]) ([1-9][0-9]{2})(?: ([^\\x00-\\x08\\x0a-\\x1f\\x7f]*))?");
  private static final Pattern FIELD =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\\x00\r]*)");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?");

  private final InputStream in;
  private final int maxBody;
  private int headLeft;
  private boolean reusable;

  /**
   * @param maxBody how long a body may be
   */
  ResponseReader(InputStream in, int maxBody) {
    this.in = in;
    this.maxBody = maxBody;
  }

  /** Reads the response to a request with a method. */
  Response read(String method) throws IOException {
    Response head = head();
    for (int i = 0; head.code() < 200; i++) {
      if (head.code() == 101 || i == MAX_INTERIM) {
        throw new MalformedResponseException("malformed HTTP response: status " + head.code());
      }
      head = head();
    }
    boolean bodiless = method.equals("HEAD") || head.code() == 204 || head.code() == 304;
    byte[] body = bodiless ? new byte[0] : body(head);
    return new Response(head.code(), head.reason(), head.headers(), body);
  }

  /** Whether another response can follow the one that was read. */
  boolean isReusable() throws IOException {
    return reusable && in.available() == 0;
  }

  private Response head() throws IOException {
    headLeft = MAX_HEAD;
    String first = line();
    Matcher status = STATUS.matcher(first);
    if (!status.matches()) {
      throw new MalformedResponseException("malformed HTTP response");
    }
    Map<String, List<String>> headers = fields();
    String connection = String.join(",", headers.getOrDefault("connection", List.of()));
    reusable =
        status.group(1).equals("1") && !connection.toLowerCase(Locale.ROOT).contains("close");
    String reason = status.group(3) == null ? "" : status.group(3).strip();
    return new Response(Integer.parseInt(status.group(2)), reason, headers, new byte[0]);
  }

  private Map<String, List<String>> fields() throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher field = FIELD.matcher(line);
      if (!field.matches()) {
        throw new MalformedResponseException("malformed HTTP response: malformed header");
      }
      fields
          .computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(field.group(2).strip());
    }
    return fields;
  }

  private byte[] body(Response head) throws IOException {
    List<String> encodings = head.headers().get("transfer-encoding");
    List<String> lengths = head.headers().getOrDefault("content-length", List.of());
    if (encodings != null) {
      if (encodings.size() > 1 || !encodings.get(0).equalsIgnoreCase("chunked")) {
        throw new MalformedResponseException("unsupported transfer encoding");
      }
      // With both, somebody in between may have read the other one.
      reusable &= lengths.isEmpty();
      return chunks();
    }
    if (lengths.isEmpty()) {
      reusable = false;
      return rest();
    }
    if (lengths.stream().distinct().count() > 1 || !DIGITS.matcher(lengths.get(0)).matches()) {
      throw new MalformedResponseException("malformed HTTP response: bad Content-Length");
    }
    return exactly(checkedSize(Long.parseLong(lengths.get(0))));
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private byte[] rest() throws IOException {
    byte[] bytes = in.readNBytes(maxBody);
    if (bytes.length == maxBody && in.read() >= 0) {
      throw tooLarge();
    }
    return bytes;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      headLeft = MAX_HEAD;
      Matcher chunk = CHUNK.matcher(line());
      if (!chunk.matches()) {
        throw new MalformedResponseException("malformed chunked encoding");
      }
      long size = Long.parseLong(chunk.group(1), 16);
      if (size == 0) {
        // Trailers are read for where the response ends, and not believed.
        Map<String, List<String>> trailers = fields();
        reusable &= trailers.isEmpty();
        return all.toByteArray();
      }
      all.writeBytes(exactly(checkedSize(all.size() + size) - all.size()));
      if (!line().isEmpty()) {
        throw new MalformedResponseException("malformed chunked encoding");
      }
    }
  }

  private int checkedSize(long size) throws MalformedResponseException {
    if (size > maxBody) {
      throw tooLarge();
    }
    return (int) size;
  }

  private MalformedResponseException tooLarge() {
    return new MalformedResponseException("the response is longer than " + maxBody + " bytes");
  }

  /** A line without its end. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (--headLeft < 0) {
        throw new MalformedResponseException(
            "the head of the response is longer than " + MAX_HEAD + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
