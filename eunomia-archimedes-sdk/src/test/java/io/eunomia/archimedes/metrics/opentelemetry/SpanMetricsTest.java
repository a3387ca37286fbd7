package io.eunomia.archimedes.metrics.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.eunomia.archimedes.enforce.opentelemetry.CurrentTrace;
import io.eunomia.archimedes.metrics.Decisions;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpanMetricsTest {
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build();
  private final Tracer tracer = provider.get("test");
  private final SpanMetrics metrics = new SpanMetrics();

  @AfterEach
  void close() {
    provider.close();
  }

  private Attributes decided(PolicyDecision decision) {
    Span span = tracer.spanBuilder("request").startSpan();
    try (Scope scope = span.makeCurrent()) {
      assertThat(scope).isNotNull();
      metrics.decided(Decisions.input("users-service", "getUser"), decision);
      assertThat(CurrentTrace.id()).isEqualTo(span.getSpanContext().getTraceId());
    }
    span.end();
    return spans.getFinishedSpanItems().get(0).getAttributes();
  }

  @Test
  void whenASpanIsRecording_thenItSaysWhatWasDecided() {
    PolicyDecision decision = Decisions.allowed();
    assertThat(decided(decision).asMap())
        .isEqualTo(
            Attributes.builder()
                .put("eunomia.decision", "allowed")
                .put("eunomia.cause", "policy")
                .put("eunomia.decision_id", decision.decisionId().toString())
                .put("eunomia.operation_id", "getUser")
                .put("eunomia.policy.version", "1.2.3")
                .put("eunomia.policy.digest", "sha256:1")
                .build()
                .asMap());
  }

  @Test
  void whenThereIsNoPolicy_thenTheSpanNamesNone() {
    Attributes attributes = decided(Decisions.denied(Cause.NO_POLICY));
    assertThat(attributes.get(AttributeKey.stringKey("eunomia.decision"))).isEqualTo("denied");
    assertThat(attributes.get(AttributeKey.stringKey("eunomia.cause"))).isEqualTo("no_policy");
    assertThat(attributes.get(AttributeKey.stringKey("eunomia.policy.digest"))).isNull();
  }

  @Test
  void whenNoSpanIsRecording_thenNothingHappens() {
    assertThat(CurrentTrace.id()).isEmpty();
    assertThatCode(
            () -> metrics.decided(Decisions.input("users-service", "get"), Decisions.allowed()))
        .doesNotThrowAnyException();
    try (SdkTracerProvider off =
        SdkTracerProvider.builder()
            .setSampler(Sampler.alwaysOff())
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build()) {
      Span span = off.get("test").spanBuilder("request").startSpan();
      try (Scope scope = span.makeCurrent()) {
        assertThat(scope).isNotNull();
        metrics.decided(Decisions.input("users-service", "get"), Decisions.allowed());
      }
      span.end();
    }
    assertThat(spans.getFinishedSpanItems()).isEmpty();
  }
}
