package io.eunomia.testkit.spiffe;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Lets only those through who meant to come here (SPIFFE Workload Endpoint, section 5.1): a request
 * that was forged by way of a browser or a proxy does not have this header.
 */
final class SecurityHeader implements ServerInterceptor {
  private static final Metadata.Key<String> NAME =
      Metadata.Key.of("workload.spiffe.io", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if ("true".equals(headers.get(NAME))) {
      return next.startCall(call, headers);
    }
    call.close(
        Status.INVALID_ARGUMENT.withDescription("security header missing from request"),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
