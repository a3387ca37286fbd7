package io.eunomia.testkit.spiffe;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.spiffe.workloadapi.grpc.SpiffeWorkloadAPIGrpc.SpiffeWorkloadAPIImplBase;
import io.spiffe.workloadapi.grpc.Workload.X509BundlesRequest;
import io.spiffe.workloadapi.grpc.Workload.X509BundlesResponse;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDRequest;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers the calls of workloads, and tells those who stay of every change. */
final class IdentityService extends SpiffeWorkloadAPIImplBase {
  private static final Status DENIED =
      Status.PERMISSION_DENIED.withDescription("no identity issued");

  private final List<Stream<?>> streams = new ArrayList<>();
  private Identity identity;
  private boolean denied;

  IdentityService(Identity identity) {
    this.identity = identity;
  }

  @Override
  public void fetchX509SVID(X509SVIDRequest request, StreamObserver<X509SVIDResponse> answers) {
    open(answers, Identity::svidResponse);
  }

  @Override
  public void fetchX509Bundles(
      X509BundlesRequest request, StreamObserver<X509BundlesResponse> answers) {
    open(answers, Identity::bundlesResponse);
  }

  private synchronized <A> void open(StreamObserver<A> answers, Function<Identity, A> message) {
    if (denied) {
      answers.onError(DENIED.asRuntimeException());
      return;
    }
    Stream<A> stream = new Stream<>((ServerCallStreamObserver<A>) answers, message);
    stream.answers.setOnCancelHandler(() -> forget(stream));
    streams.add(stream);
    stream.tell(identity);
  }

  private synchronized void forget(Stream<?> stream) {
    streams.remove(stream);
  }

  synchronized void publish(Identity next) {
    identity = next;
    streams.forEach(stream -> stream.tell(next));
  }

  synchronized void rotate(Supplier<Svid> next) {
    try {
      publish(identity.with(next.get()));
    } catch (RuntimeException e) {
      end(Status.INTERNAL.withDescription("no next certificate").withCause(e));
    }
  }

  synchronized void deny() {
    denied = true;
    end(DENIED);
  }

  synchronized void permit() {
    denied = false;
  }

  synchronized void complete() {
    streams.forEach(Stream::complete);
    streams.clear();
  }

  synchronized int streams() {
    return streams.size();
  }

  private void end(Status status) {
    streams.forEach(stream -> stream.end(status));
    streams.clear();
  }

  /** A caller that listens. Written to under the service's lock: an observer is for one thread. */
  private static final class Stream<A> {
    private final ServerCallStreamObserver<A> answers;
    private final Function<Identity, A> message;

    Stream(ServerCallStreamObserver<A> answers, Function<Identity, A> message) {
      this.answers = answers;
      this.message = message;
    }

    void tell(Identity identity) {
      if (!answers.isCancelled()) {
        answers.onNext(message.apply(identity));
      }
    }

    void complete() {
      if (!answers.isCancelled()) {
        answers.onCompleted();
      }
    }

    void end(Status status) {
      if (!answers.isCancelled()) {
        answers.onError(status.asRuntimeException());
      }
    }
  }
}
