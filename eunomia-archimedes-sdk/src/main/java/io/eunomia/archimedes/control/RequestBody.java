package io.eunomia.archimedes.control;

import io.eunomia.archimedes.envelope.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * The body of a request: no longer than allowed, as long as it says, and there in time. A stall
 * within one read is for the server to end: here a body is only found to be late when a read
 * returns.
 */
final class RequestBody {
  private static final long UNKNOWN = -1;

  private final InputStream in;
  private final long declared;
  private final long max;
  private final ErrorCode tooLarge;
  private final long deadline;
  private long count;

  private RequestBody(
      InputStream in, long declared, long max, ErrorCode tooLarge, Duration deadline) {
    this.in = in;
    this.declared = declared;
    this.max = max;
    this.tooLarge = tooLarge;
    this.deadline = System.nanoTime() + deadline.toNanos();
  }

  /**
   * Looks at what the headers say of the body, before anything of it is read.
   *
   * @param tooLarge the refusal of a body of more than {@code max} bytes
   */
  static RequestBody of(ControlRequest request, long max, ErrorCode tooLarge, Duration deadline) {
    for (String encoding : request.header("Content-Encoding")) {
      if (!encoding.equalsIgnoreCase("identity")) {
        throw ControlException.invalid("Content-Encoding must be identity, or not be there");
      }
    }
    long declared = declared(request.header("Content-Length"));
    RequestBody body = new RequestBody(request.body(), declared, max, tooLarge, deadline);
    body.checkSize(declared);
    return body;
  }

  /** Reads some bytes, at least one; -1 if there are no more. */
  int read(byte[] buffer) {
    int n;
    try {
      n = in.read(buffer);
    } catch (IOException e) {
      throw new ControlException(
          ErrorCode.VALIDATION_ERROR, "the body broke off after " + count + " bytes", e);
    }
    if (n < 0) {
      checkComplete();
      return n;
    }
    count += n;
    checkSize(count);
    if (System.nanoTime() - deadline > 0) {
      throw ControlException.invalid("the body took too long");
    }
    return n;
  }

  /** Reads everything. */
  byte[] readAll() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int n = read(buffer); n >= 0; n = read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }

  private void checkSize(long bytes) {
    if (bytes > max) {
      throw new ControlException(tooLarge, "the body has more than " + max + " bytes");
    }
  }

  private void checkComplete() {
    if (declared != UNKNOWN && count < declared) {
      throw ControlException.invalid(
          "the body ended after " + count + " bytes of the " + declared + " it should have");
    }
  }

  private static long declared(List<String> values) {
    if (values.isEmpty()) {
      return UNKNOWN;
    }
    String value = values.get(0);
    // 18 digits fit a long.
    if (values.size() > 1 || !value.matches("[0-9]{1,18}")) {
      throw ControlException.invalid("Content-Length must be one number");
    }
    return Long.parseLong(value);
  }
}
