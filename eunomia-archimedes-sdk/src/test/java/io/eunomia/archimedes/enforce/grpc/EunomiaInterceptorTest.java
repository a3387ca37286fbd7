package io.eunomia.archimedes.enforce.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.enforce.Callers;
import io.eunomia.archimedes.enforce.Enforcement;
import io.eunomia.archimedes.enforce.Enforcer;
import io.eunomia.archimedes.enforce.EnforcerBuilder;
import io.eunomia.archimedes.enforce.OperationTable;
import io.eunomia.archimedes.enforce.TestCertificates;
import io.eunomia.archimedes.enforce.TestPolicy;
import io.eunomia.policy.HeaderAllowlist;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EunomiaInterceptorTest {
  private static final TestCertificates CERTIFICATES = new TestCertificates();
  private static final MethodDescriptor<String, String> GET_USER = method("GetUser");
  private static final MethodDescriptor<String, String> DELETE_USER = method("DeleteUser");
  private static PolicyRuntime runtime;

  private final List<String> handled = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void open() {
    runtime = TestPolicy.open();
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static EnforcerBuilder enforcer() {
    return Enforcer.builder(runtime)
        .operations(EunomiaInterceptor.methodNames())
        .callers(Callers.fromTls());
  }

  @Test
  void whenTheWorkloadMay_thenTheMethodIsReachedOnce() throws Exception {
    try (Calls calls = new Calls(enforcer(), TestPolicy.ORDERS)) {
      assertThat(calls.call(GET_USER, Map.of("x-request-id", "r-1"))).isEqualTo("hello u-1");
      assertThat(handled).containsExactly("r-1");
    }
  }

  @Test
  void whenTheWorkloadMayNot_thenTheTrailersSayWhy() throws Exception {
    try (Calls calls = new Calls(enforcer(), TestPolicy.ORDERS)) {
      StatusRuntimeException denied = calls.fail(DELETE_USER, Map.of("x-request-id", "r-1"));
      assertThat(denied.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(denied.getStatus().getDescription()).isEqualTo("access is denied");
      ErrorInfo info = info(denied);
      assertThat(info.getReason()).isEqualTo("AUTHORIZATION_DENIED");
      assertThat(info.getDomain()).isEqualTo("demo");
      assertThat(info.getMetadataMap())
          .containsOnlyKeys(
              "code", "message", "request_id", "trace_id", "operation_id", "details", "timestamp")
          .containsEntry("code", "AUTHORIZATION_DENIED")
          .containsEntry("request_id", "r-1")
          .containsEntry("operation_id", "DeleteUser");
      assertThat(info.getMetadataOrThrow("details")).startsWith("{\"decision_id\":\"");
      assertThat(info.toString()).doesNotContain(TestPolicy.REASON);
      assertThat(handled).isEmpty();
    }
  }

  @Test
  void whenThePeerIsSomebodyElseOrNobody_thenTheMethodIsNotReached() throws Exception {
    Map<String, String> forged =
        Map.of(
            "x-forwarded-client-cert",
            "URI=" + TestPolicy.ORDERS,
            "x-spiffe-id",
            TestPolicy.ORDERS,
            "x-user",
            "u-1");
    try (Calls calls = new Calls(enforcer(), TestPolicy.OTHER)) {
      assertThat(calls.fail(GET_USER, forged).getStatus().getCode())
          .isEqualTo(Status.Code.PERMISSION_DENIED);
    }
    try (Calls calls = new Calls(enforcer())) {
      StatusRuntimeException nobody = calls.fail(GET_USER, forged);
      assertThat(nobody.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(info(nobody).getReason()).isEqualTo("AUTHENTICATION_REQUIRED");
    }
    try (Calls calls = new Calls(enforcer(), TestPolicy.ORDERS, TestPolicy.OTHER)) {
      assertThat(calls.fail(GET_USER, forged).getStatus().getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
    }
    assertThat(handled).isEmpty();
  }

  @Test
  void whenOperationsAreATable_thenThePathIsLookedUpInIt() throws Exception {
    EnforcerBuilder enforcer =
        enforcer().operations(OperationTable.of(Map.of("POST /demo.Users/DeleteUser", "getUser")));
    try (Calls calls = new Calls(enforcer, TestPolicy.ORDERS)) {
      assertThat(calls.call(DELETE_USER, Map.of())).isEqualTo("hello u-1");
      assertThat(calls.fail(GET_USER, Map.of()).getStatus().getCode())
          .isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  void whenMetadataIsAllowed_thenThePolicySeesIt() throws Exception {
    EnforcerBuilder enforcer = enforcer().headers(HeaderAllowlist.of("x-region"));
    try (Calls calls = new Calls(enforcer, TestPolicy.OTHER)) {
      assertThat(calls.call(GET_USER, Map.of("x-region", "eu"))).isEqualTo("hello u-1");
      assertThat(calls.fail(GET_USER, Map.of("x-region", "us")).getStatus().getCode())
          .isEqualTo(Status.Code.PERMISSION_DENIED);
    }
  }

  @Test
  void whenInShadowMode_thenTheMethodIsReachedOnce() throws Exception {
    try (Calls calls = new Calls(enforcer().shadow(true))) {
      assertThat(calls.call(DELETE_USER, Map.of())).isEqualTo("hello u-1");
      assertThat(handled).hasSize(1);
    }
  }

  private static ErrorInfo info(StatusRuntimeException e) throws InvalidProtocolBufferException {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    assertThat(status).isNotNull();
    assertThat(status.getDetailsCount()).isOne();
    return status.getDetails(0).unpack(ErrorInfo.class);
  }

  private static MethodDescriptor<String, String> method(String name) {
    return MethodDescriptor.<String, String>newBuilder()
        .setType(MethodType.UNARY)
        .setFullMethodName(MethodDescriptor.generateFullMethodName("demo.Users", name))
        .setRequestMarshaller(new Text())
        .setResponseMarshaller(new Text())
        .build();
  }

  /** A server, and a client with a certificate or without. */
  private final class Calls implements AutoCloseable {
    private final Server server;
    private final ManagedChannel channel;

    Calls(EnforcerBuilder enforcer, String... clientUris) throws IOException {
      ServerServiceDefinition.Builder service = ServerServiceDefinition.builder("demo.Users");
      for (MethodDescriptor<String, String> method : List.of(GET_USER, DELETE_USER)) {
        service.addMethod(
            method,
            ServerCalls.asyncUnaryCall(
                (request, response) -> {
                  Enforcement passed = EunomiaInterceptor.ENFORCEMENT.get();
                  handled.add(passed.requestId());
                  response.onNext("hello " + request);
                  response.onCompleted();
                }));
      }
      server =
          Grpc.newServerBuilderForPort(
                  0,
                  TlsServerCredentials.newBuilder()
                      .keyManager(CERTIFICATES.keyManagers("spiffe://example.org/ns/prod/sa/users"))
                      .trustManager(CERTIFICATES.trustManagers())
                      .clientAuth(ClientAuth.OPTIONAL)
                      .build())
              .addService(service.build())
              .intercept(new EunomiaInterceptor(enforcer.build()))
              .build()
              .start();
      TlsChannelCredentials.Builder client =
          TlsChannelCredentials.newBuilder().trustManager(CERTIFICATES.trustManagers());
      if (clientUris.length > 0) {
        client.keyManager(CERTIFICATES.keyManagers(clientUris));
      }
      channel =
          Grpc.newChannelBuilderForAddress("localhost", server.getPort(), client.build()).build();
    }

    String call(MethodDescriptor<String, String> method, Map<String, String> headers) {
      Metadata metadata = new Metadata();
      headers.forEach(
          (name, value) ->
              metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
      metadata.put(
          Metadata.Key.of("x-raw-bin", Metadata.BINARY_BYTE_MARSHALLER), new byte[] {1, 2});
      return ClientCalls.blockingUnaryCall(
          ClientInterceptors.intercept(
              channel, MetadataUtils.newAttachHeadersInterceptor(metadata)),
          method,
          CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
          "u-1");
    }

    StatusRuntimeException fail(
        MethodDescriptor<String, String> method, Map<String, String> headers) {
      return catchThrowableOfType(StatusRuntimeException.class, () -> call(method, headers));
    }

    @Override
    public void close() {
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
