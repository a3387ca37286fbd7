package io.eunomia.archimedes.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.enforce.Enforcement.Allowed;
import io.eunomia.archimedes.enforce.Enforcement.Refused;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.archimedes.envelope.ErrorEnvelope;
import io.eunomia.policy.Caller;
import io.eunomia.policy.HeaderAllowlist;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnforcerTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final PolicyRuntime RUNTIME = TestPolicy.open();
  private static final CallerResolver READER =
      request -> Optional.of(Caller.user("u-1", List.of("reader")));
  private static final CallerResolver WRITER =
      request -> Optional.of(Caller.user("u-2", List.of("writer")));
  private static final TestRequest GET = TestRequest.of("GET", "/users/1");

  @AfterAll
  static void close() {
    RUNTIME.close();
  }

  private static EnforcerBuilder enforcer(CallerResolver callers) {
    return Enforcer.builder(RUNTIME)
        .operations(TestPolicy.OPERATIONS)
        .callers(callers)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void whenThePolicyAllows_thenTheRequestGoesOn() {
    Allowed allowed = allowed(enforcer(READER).build().enforce(GET.with("x-request-id", "r-1")));
    assertThat(allowed.requestId()).isEqualTo("r-1");
    assertThat(allowed.wouldRefuse()).isNull();
    assertThat(allowed.decision()).extracting(PolicyDecision::allowed).isEqualTo(true);
  }

  @Test
  void whenThePolicyDenies_thenTheEnvelopeSaysNothingOfIt() {
    Refused refused =
        refused(
            enforcer(WRITER)
                .build()
                .enforce(
                    GET.with("x-request-id", "r-1")
                        .with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")));
    PolicyDecision decision = Objects.requireNonNull(refused.decision());
    assertThat(decision.reasons()).containsExactly(TestPolicy.REASON);
    assertThat(refused.envelope().httpStatus()).isEqualTo(403);
    assertThat(refused.httpHeaders())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Content-Type", "application/json", "Cache-Control", "no-store"));
    assertThat(new String(refused.envelope().toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"code\":\"AUTHORIZATION_DENIED\",\"message\":\"access is denied\","
                + ("\"request_id\":\"r-1\",\"trace_id\":\"" + TRACE + "\",")
                + "\"operation_id\":\"getUser\","
                + ("\"details\":{\"decision_id\":\"" + decision.decisionId() + "\"},")
                + "\"timestamp\":\"2026-03-02T10:00:00Z\"}");
  }

  @Test
  void whenReasonsAreShown_thenTheyAreInTheDetails() {
    Refused refused = refused(enforcer(WRITER).showReasons(true).build().enforce(GET));
    assertThat(refused.envelope().details()).containsEntry("reasons", List.of(TestPolicy.REASON));
    assertThat(refused.envelope().detailsJson())
        .contains("\"reasons\":[\"" + TestPolicy.REASON + "\"]");
  }

  @Test
  void whenNobodyIsKnown_thenAuthenticationIsRequired() {
    Enforcer enforcer = enforcer(request -> Optional.empty()).challenge("Bearer").build();
    // Identity comes first: not even a strange path or an unknown operation is told of.
    for (String path : List.of("/users/1", "/nowhere", "/users/../admin")) {
      Refused refused = refused(enforcer.enforce(TestRequest.of("GET", path)));
      assertThat(refused.envelope().code()).isEqualTo(ErrorCode.AUTHENTICATION_REQUIRED);
      assertThat(refused.envelope().httpStatus()).isEqualTo(401);
      assertThat(refused.envelope().operationId()).isEmpty();
      assertThat(refused.envelope().details()).isEmpty();
      assertThat(refused.httpHeaders()).containsEntry("WWW-Authenticate", "Bearer");
    }
    assertThat(refused(enforcer(WRITER).challenge("Bearer").build().enforce(GET)).httpHeaders())
        .doesNotContainKey("WWW-Authenticate");
  }

  @Test
  void whenCredentialsAreRefused_thenTheirProblemIsNotTold() {
    Enforcer enforcer =
        enforcer(
                request -> {
                  throw new AuthenticationException("the token of sue expired");
                })
            .build();
    Refused refused = refused(enforcer.enforce(GET));
    assertThat(refused.envelope().code()).isEqualTo(ErrorCode.AUTHENTICATION_REQUIRED);
    assertThat(new String(refused.envelope().toJson(), StandardCharsets.UTF_8))
        .doesNotContain("sue");
  }

  @Test
  void whenTheOperationIsUnknown_thenThePolicyIsNotAsked() {
    long before = decisions();
    Refused refused = refused(enforcer(READER).build().enforce(TestRequest.of("GET", "/nowhere")));
    assertThat(refused.envelope().code()).isEqualTo(ErrorCode.AUTHORIZATION_DENIED);
    assertThat(refused.decision()).isNull();
    assertThat(refused(enforcer(READER).build().enforce(TestRequest.of("POST", "/users/1"))))
        .extracting(Refused::decision)
        .isNull();
    assertThat(decisions()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/users/../admin", "/users//1", "/users/1;a", "/users/%2e", "", "*"})
  void whenThePathIsAmbiguous_thenThePolicyIsNotAsked(String path) {
    long before = decisions();
    EnforcerBuilder enforcer = enforcer(READER).operations(request -> Optional.of("getUser"));
    Refused refused = refused(enforcer.build().enforce(TestRequest.of("GET", path)));
    assertThat(refused.envelope().code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(refused.envelope().httpStatus()).isEqualTo(400);
    assertThat(refused.envelope().message()).startsWith("the path ");
    assertThat(decisions()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Get", "", "GET ", "GÉT"})
  void whenTheMethodIsAmbiguous_thenThePolicyIsNotAsked(String method) {
    EnforcerBuilder enforcer = enforcer(READER).operations(request -> Optional.of("getUser"));
    Refused refused = refused(enforcer.build().enforce(TestRequest.of(method, "/users/1")));
    assertThat(refused.envelope().code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(refused.envelope().message()).startsWith("the method ");
  }

  @Test
  void whenAnythingThrows_thenTheRequestIsDenied() {
    for (Throwable failure :
        List.of(
            new IllegalStateException("secret"),
            new StackOverflowError("secret"),
            new NoClassDefFoundError("secret"),
            new OutOfMemoryError("secret"),
            new Exception("secret"))) {
      denied(
          enforcer(
              request -> {
                throw sneaky(failure);
              }));
    }
    StackOverflowError failure = new StackOverflowError("secret");
    failure.setStackTrace(new StackTraceElement[0]);
    denied(
        enforcer(READER)
            .operations(
                request -> {
                  throw failure;
                }));
    denied(
        enforcer(READER)
            .context(
                request -> {
                  throw failure;
                }));
    denied(
        enforcer(READER)
            .currentTrace(
                () -> {
                  throw failure;
                }));
    denied(
        enforcer(READER)
            .listener(
                (request, enforcement) -> {
                  throw failure;
                }));
    denied(enforcer(READER).context(request -> Map.of("x", new Object())));
    denied(enforcer(READER).operations(request -> Optional.of(" ")));
  }

  private static void denied(EnforcerBuilder enforcer) {
    Refused refused = refused(enforcer.build().enforce(GET.with("x-request-id", "r-1")));
    assertThat(refused.envelope().code()).isEqualTo(ErrorCode.AUTHORIZATION_DENIED);
    assertThat(refused.requestId()).isEqualTo("r-1");
    assertThat(new String(refused.envelope().toJson(), StandardCharsets.UTF_8))
        .doesNotContain("secret");
    // And in shadow mode it passes all the same.
    assertThat(allowed(enforcer.shadow(true).build().enforce(GET)).wouldRefuse()).isNotNull();
    enforcer.shadow(false);
  }

  @Test
  void whenTheRuntimeIsClosedOrEmpty_thenTheRequestIsDenied() {
    PolicyRuntime runtime = TestPolicy.open();
    Enforcer enforcer =
        Enforcer.builder(runtime).operations(TestPolicy.OPERATIONS).callers(READER).build();
    allowed(enforcer.enforce(GET));
    runtime.close();
    PolicyDecision decision = refused(enforcer.enforce(GET)).decision();
    assertThat(decision).extracting(PolicyDecision::cause).isEqualTo(Cause.NO_POLICY);
  }

  @Test
  void whenInShadowMode_thenEverythingPassesAndIsRecorded() {
    List<Enforcement> seen = new ArrayList<>();
    long before = decisions();
    Enforcer writer =
        enforcer(WRITER).shadow(true).listener((request, outcome) -> seen.add(outcome)).build();
    Allowed denied = allowed(writer.enforce(GET.with("x-request-id", "r-1")));
    assertThat(denied.decision()).extracting(PolicyDecision::allowed).isEqualTo(false);
    assertThat(denied.wouldRefuse())
        .extracting(ErrorEnvelope::code)
        .isEqualTo(ErrorCode.AUTHORIZATION_DENIED);
    assertThat(decisions()).isEqualTo(before + 1);
    assertThat(seen).containsExactly(denied);

    Allowed nobody =
        allowed(enforcer(request -> Optional.empty()).shadow(true).build().enforce(GET));
    assertThat(nobody.decision()).isNull();
    assertThat(nobody.wouldRefuse())
        .extracting(ErrorEnvelope::code)
        .isEqualTo(ErrorCode.AUTHENTICATION_REQUIRED);
    Allowed strange = allowed(writer.enforce(TestRequest.of("GET", "//")));
    assertThat(strange.wouldRefuse())
        .extracting(ErrorEnvelope::code)
        .isEqualTo(ErrorCode.VALIDATION_ERROR);
    assertThat(allowed(enforcer(READER).shadow(true).build().enforce(GET)).wouldRefuse()).isNull();
  }

  @Test
  void whenAListenerIsThere_thenItIsToldOnce() {
    List<Enforcement> seen = new ArrayList<>();
    Enforcement outcome =
        enforcer(READER).listener((request, each) -> seen.add(each)).build().enforce(GET);
    assertThat(seen).containsExactly(outcome);
  }

  @Test
  void whenHeadersClaimAnIdentity_thenNothingChanges() {
    TestRequest forged =
        GET.with("x-forwarded-client-cert", "By=x;URI=" + TestPolicy.ORDERS)
            .with("x-spiffe-id", TestPolicy.ORDERS)
            .with("x-user", "u-1")
            .with("x-roles", "reader")
            .with("authorization", "Bearer x");
    assertThat(refused(enforcer(Callers.fromTls()).build().enforce(forged)).envelope().code())
        .isEqualTo(ErrorCode.AUTHENTICATION_REQUIRED);
    assertThat(refused(enforcer(WRITER).build().enforce(forged)).envelope().code())
        .isEqualTo(ErrorCode.AUTHORIZATION_DENIED);
  }

  @Test
  void whenAHeaderIsNotNamed_thenThePolicyDoesNotSeeIt() {
    TestRequest request = GET.with("x-region", "eu");
    refused(enforcer(WRITER).build().enforce(request));
    refused(enforcer(WRITER).headers(HeaderAllowlist.of("x-other")).build().enforce(request));
    allowed(enforcer(WRITER).headers(HeaderAllowlist.of("X-Region")).build().enforce(request));
    // Twice is not the same as once.
    refused(
        enforcer(WRITER)
            .headers(HeaderAllowlist.of("x-region"))
            .build()
            .enforce(GET.with("x-region", "eu", "eu")));
  }

  @Test
  void whenThereIsAContext_thenThePolicySeesIt() {
    allowed(enforcer(WRITER).context(request -> Map.of("open", true)).build().enforce(GET));
    refused(enforcer(WRITER).context(request -> Map.of("open", false)).build().enforce(GET));
  }

  @Test
  void whenARequestHasNoUsableId_thenItGetsOne() {
    Enforcer enforcer = enforcer(READER).build();
    for (TestRequest request :
        List.of(
            GET,
            GET.with("x-request-id", ""),
            GET.with("x-request-id", "a b"),
            GET.with("x-request-id", "a\nb"),
            GET.with("x-request-id", "é"),
            GET.with("x-request-id", "a".repeat(129)),
            GET.with("x-request-id", "a", "b"))) {
      assertThat(UUID.fromString(enforcer.enforce(request).requestId()).version()).isEqualTo(7);
    }
    String longest = "~".repeat(128);
    assertThat(enforcer.enforce(GET.with("x-request-id", longest)).requestId()).isEqualTo(longest);
    assertThat(
            enforcer(READER)
                .requestIdHeader("x-id")
                .build()
                .enforce(GET.with("x-id", "i"))
                .requestId())
        .isEqualTo("i");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
      })
  void whenATraceparentIsNotValid_thenThereIsNoTrace(String value) {
    assertThat(trace(enforcer(WRITER), value)).isEmpty();
  }

  @Test
  void whenThereIsATrace_thenTheEnvelopeHasItsId() {
    String header = "01-" + TRACE + "-00f067aa0ba902b7-01-more";
    assertThat(trace(enforcer(WRITER), header)).isEqualTo(TRACE);
    assertThat(trace(enforcer(WRITER), header, header)).isEmpty();
    String current = "0af7651916cd43dd8448eb211c80319c";
    assertThat(trace(enforcer(WRITER).currentTrace(() -> current), header)).isEqualTo(current);
    assertThat(trace(enforcer(WRITER).currentTrace(() -> "junk"), header)).isEqualTo(TRACE);
  }

  private static String trace(EnforcerBuilder enforcer, String... traceparent) {
    return refused(enforcer.build().enforce(GET.with("traceparent", traceparent)))
        .envelope()
        .traceId();
  }

  @Test
  void whenSomethingWasNotSaid_thenThereIsNoEnforcer() {
    assertThatThrownBy(() -> Enforcer.builder(RUNTIME).callers(READER).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an enforcer needs to know operations and callers");
    assertThatThrownBy(() -> Enforcer.builder(RUNTIME).operations(TestPolicy.OPERATIONS).build())
        .isInstanceOf(IllegalStateException.class);
  }

  private static long decisions() {
    return RUNTIME.status().decisions().allowed() + RUNTIME.status().decisions().denied();
  }

  private static Allowed allowed(Enforcement enforcement) {
    assertThat(enforcement).isInstanceOf(Allowed.class);
    return (Allowed) enforcement;
  }

  private static Refused refused(Enforcement enforcement) {
    assertThat(enforcement).isInstanceOf(Refused.class);
    return (Refused) enforcement;
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
    throw (E) failure;
  }
}
