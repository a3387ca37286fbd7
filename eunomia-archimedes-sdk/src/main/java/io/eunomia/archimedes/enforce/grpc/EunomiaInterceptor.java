package io.eunomia.archimedes.enforce.grpc;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.eunomia.archimedes.enforce.Enforcement;
import io.eunomia.archimedes.enforce.Enforcement.Refused;
import io.eunomia.archimedes.enforce.Enforcer;
import io.eunomia.archimedes.enforce.OperationResolver;
import io.eunomia.archimedes.envelope.ErrorEnvelope;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets those calls pass that the policy allows, each asked about once, when it begins.
 *
 * <p>To the policy a call is the HTTP/2 request that it is: method {@code POST}, path {@code
 * /package.Service/Method}. Resolvers find the {@link ServerCall} in the attribute of that class's
 * name, and what interceptors before this one left in the {@link Context}. A refused call ends with
 * {@code UNAUTHENTICATED}, {@code PERMISSION_DENIED} or {@code INVALID_ARGUMENT}; the trailers have
 * a {@code google.rpc.ErrorInfo} with the code as its reason, the service as its domain, and the
 * fields of the envelope as its metadata. Thread-safe.
 */
public final class EunomiaInterceptor implements ServerInterceptor {
  /** What let the call pass, for the service's methods. */
  public static final Context.Key<Enforcement> ENFORCEMENT =
      Context.key("io.eunomia.archimedes.enforcement");

  private final Enforcer enforcer;

  /** An interceptor that asks this enforcer. */
  public EunomiaInterceptor(Enforcer enforcer) {
    this.enforcer = Objects.requireNonNull(enforcer, "enforcer");
  }

  /**
   * Takes a method's bare name for the operation's id: {@code GetUser}. For servers where no two
   * services have methods of the same name; for others, use an {@link
   * io.eunomia.archimedes.enforce.OperationTable} with {@code POST /package.Service/Method}.
   */
  public static OperationResolver methodNames() {
    return request -> {
      String path = request.path();
      return Optional.of(path.substring(path.lastIndexOf('/') + 1)).filter(name -> !name.isEmpty());
    };
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    Enforcement enforcement = enforcer.enforce(new CallView(call, headers));
    if (enforcement instanceof Refused refused) {
      StatusRuntimeException status = status(refused.envelope());
      Metadata trailers = status.getTrailers();
      call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
      return new ServerCall.Listener<>() {};
    }
    return Contexts.interceptCall(
        Context.current().withValue(ENFORCEMENT, enforcement), call, headers, next);
  }

  private StatusRuntimeException status(ErrorEnvelope envelope) {
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setReason(envelope.code().name())
            .setDomain(enforcer.service())
            .putMetadata("code", envelope.code().name())
            .putMetadata("message", envelope.message())
            .putMetadata("request_id", envelope.requestId())
            .putMetadata("trace_id", envelope.traceId())
            .putMetadata("operation_id", envelope.operationId())
            .putMetadata("details", envelope.detailsJson())
            .putMetadata("timestamp", envelope.timestamp().toString())
            .build();
    Status.Code code =
        switch (envelope.code()) {
          case VALIDATION_ERROR -> Status.Code.INVALID_ARGUMENT;
          case AUTHENTICATION_REQUIRED -> Status.Code.UNAUTHENTICATED;
          default -> Status.Code.PERMISSION_DENIED;
        };
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(envelope.message())
            .addDetails(Any.pack(info))
            .build());
  }
}
