package io.eunomia.archimedes.pull;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Takes a body into memory, up to a limit. What is longer is an error, or is cut off. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private static final int FIRST = 16 << 10;

  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final int limit;
  private final boolean cut;
  private byte[] bytes;
  private int length;
  private @Nullable Subscription subscription;

  private BoundedBody(int limit, boolean cut) {
    this.limit = limit;
    this.cut = cut;
    this.bytes = new byte[Math.min(limit, FIRST)];
  }

  /** A body that must not be longer. */
  static BoundedBody atMost(int limit) {
    return new BoundedBody(limit, false);
  }

  /** A body of which the rest is of no interest. */
  static BoundedBody firstOf(int limit) {
    return new BoundedBody(limit, true);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription source) {
    subscription = source;
    source.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    Subscription source = subscription;
    if (source == null || body.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      if (!append(buffer)) {
        source.cancel();
        return;
      }
    }
    source.request(1);
  }

  private boolean append(ByteBuffer buffer) {
    int more = Math.min(buffer.remaining(), limit - length);
    if (length + more > bytes.length) {
      // A limit is less than 2 GiB, twice of it may be more.
      int doubled = (int) Math.min(limit, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(doubled, length + more));
    }
    buffer.get(bytes, length, more);
    length += more;
    if (!buffer.hasRemaining()) {
      return true;
    }
    if (cut) {
      onComplete();
    } else {
      body.completeExceptionally(new BodyTooLongException(limit));
    }
    return false;
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
  }
}
