package io.eunomia.archimedes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.audit.AuditEvent;
import io.eunomia.archimedes.audit.AuditEvent.Outcome;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.GitCommit;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log, the audit and the metrics what became of each change. Fails nothing. */
final class ActivationReports {
  private static final Logger LOG = LoggerFactory.getLogger(ActivationReports.class);

  private final String service;
  private final AuditLog audit;
  private final RuntimeMetrics metrics;

  ActivationReports(String service, AuditLog audit, RuntimeMetrics metrics) {
    this.service = service;
    this.audit = audit;
    this.metrics = metrics;
  }

  void activated(ActivationRequest request, Activation done, @Nullable ActivePolicy now) {
    String outcome = outcome(done);
    metrics.activationEnded(service, request.source().json(), outcome, done.took());
    if (done.status() == Activation.Status.UNCHANGED || now == null) {
      return;
    }
    LOG.info(
        "{} decides by {} {} from {}",
        service,
        done.active().version(),
        done.active().digest(),
        request.source().json());
    metrics.activated(now.identity(), now.activatedAt());
    ObjectNode details = details(request);
    if (done.previousDigest() != null) {
      details.put("previous_digest", done.previousDigest());
    }
    details.put("activation_ms", done.took().toMillis());
    succeeded(AuditEvent.Type.DISTRIBUTION_COMPLETED, request.actor(), details, now);
  }

  /**
   * Tells of a refusal.
   *
   * @param digest the bundle's, or null if it was too large to be hashed
   */
  void refused(
      ActivationRequest request,
      @Nullable BundleDigest digest,
      ActivationException why,
      Duration took) {
    LOG.warn(
        "{} refuses a bundle from {}: {}: {}",
        service,
        request.source().json(),
        why.code(),
        why.getMessage());
    metrics.activationEnded(service, request.source().json(), code(why), took);
    ObjectNode details = details(request);
    if (digest != null) {
      details.put("digest", digest.toString());
    }
    failed(AuditEvent.Type.DISTRIBUTION_FAILED, request.actor(), details, why);
  }

  void rolledBack(
      RollbackRequest request,
      Activation done,
      @Nullable ActivePolicy left,
      @Nullable ActivePolicy now) {
    metrics.rollbackEnded(service, outcome(done), done.took());
    if (done.status() == Activation.Status.UNCHANGED || now == null) {
      return;
    }
    LOG.info(
        "{} decides by {} {} again: {}",
        service,
        done.active().version(),
        done.active().digest(),
        request.reason());
    metrics.activated(now.identity(), now.activatedAt());
    ObjectNode details = details(request);
    if (left != null) {
      details.put("previous_digest", left.identity().digest());
      details.put("previous_version", left.identity().version());
    }
    succeeded(AuditEvent.Type.DISTRIBUTION_ROLLED_BACK, request.actor(), details, now);
  }

  void rollbackRefused(RollbackRequest request, ActivationException why, Duration took) {
    LOG.warn("{} does not roll back: {}: {}", service, why.code(), why.getMessage());
    metrics.rollbackEnded(service, code(why), took);
    failed(AuditEvent.Type.DISTRIBUTION_ROLLED_BACK, request.actor(), details(request), why);
  }

  void strangerRefused(String actor) {
    LOG.warn("{} wants to control {}, and may not", actor, service);
    ObjectNode details = JsonNodeFactory.instance.objectNode().put("code", "AUTHORIZATION_DENIED");
    audit.record(
        AuditEvent.builder(AuditEvent.Type.DISTRIBUTION_FAILED, service, actor, Outcome.DENIED)
            .details(details)
            .build());
  }

  private void failed(
      AuditEvent.Type type, String actor, ObjectNode details, ActivationException why) {
    details.put("code", why.code().name());
    details.put("message", String.valueOf(why.getMessage()));
    audit.record(
        AuditEvent.builder(type, service, actor, Outcome.FAILURE).details(details).build());
  }

  private void succeeded(
      AuditEvent.Type type, String actor, ObjectNode details, ActivePolicy policy) {
    AuditEvent.Builder event =
        AuditEvent.builder(type, service, actor, Outcome.SUCCESS)
            .policy(policy.identity(), policy.sequence())
            .details(details);
    GitCommit git = policy.git();
    if (git != null) {
      event.git(git.commit(), git.author());
    }
    audit.record(event.build());
  }

  private static ObjectNode details(ActivationRequest request) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("source", request.source().json());
    if (request.deploymentId() != null) {
      details.put("deployment_id", request.deploymentId());
    }
    return details;
  }

  private static ObjectNode details(RollbackRequest request) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("reason", request.reason());
    if (request.digest() != null) {
      details.put("requested_digest", request.digest().toString());
    }
    if (request.deploymentId() != null) {
      details.put("deployment_id", request.deploymentId());
    }
    return details;
  }

  private static String outcome(Activation done) {
    return done.status().name().toLowerCase(Locale.ROOT);
  }

  private static String code(ActivationException why) {
    return why.code().name().toLowerCase(Locale.ROOT);
  }
}
