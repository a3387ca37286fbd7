package io.eunomia.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.audit.AuditEvent;
import io.eunomia.policy.PolicyDecision;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.opentest4j.AssertionFailedError;

/**
 * What is expected of audit events: those that are picked by {@code of…}, {@code by} and {@code
 * about}. A failure shows them. Immutable.
 *
 * <pre>{@code
 * assertThat(audit).ofType(AuditEvent.Type.AUTHORIZATION_DENIED).by("user:u-sue").hasCount(1);
 * }</pre>
 */
public final class AuditAssert {
  private final List<AuditEvent> all;
  private final List<AuditEvent> picked;
  private final String description;

  AuditAssert(List<AuditEvent> events) {
    this(events, events, "");
  }

  private AuditAssert(List<AuditEvent> all, List<AuditEvent> picked, String description) {
    this.all = List.copyOf(all);
    this.picked = List.copyOf(picked);
    this.description = description;
  }

  /** Only events of this type. */
  public AuditAssert ofType(AuditEvent.Type type) {
    return pick(" of type " + type.json(), event -> event.type() == type);
  }

  /** Only events of what this actor did: {@code user:u-1}, a SPIFFE id, {@code anonymous}. */
  public AuditAssert by(String actor) {
    return pick(" by " + actor, event -> event.actor().equals(actor));
  }

  /** Only events that ended so. */
  public AuditAssert ofOutcome(AuditEvent.Outcome outcome) {
    return pick(" with outcome " + outcome.json(), event -> event.outcome() == outcome);
  }

  /** Only events of decisions about this operation. */
  public AuditAssert ofOperation(String operationId) {
    return pick(
        " of operation " + operationId,
        event -> event.toJson().path("operation_id").asText().equals(operationId));
  }

  /** Only events of decisions that gave this reason. */
  public AuditAssert ofReason(String reason) {
    return pick(
        " with the reason \"" + reason + '"',
        event ->
            StreamSupport.stream(event.toJson().path("reasons").spliterator(), false)
                .map(JsonNode::asText)
                .anyMatch(reason::equals));
  }

  /** Only the event of this decision. */
  public AuditAssert about(PolicyDecision decision) {
    String id = decision.decisionId().toString();
    return pick(
        " of decision " + id, event -> event.toJson().path("decision_id").asText().equals(id));
  }

  /** Only events whose JSON is so. */
  public AuditAssert matching(String what, Predicate<JsonNode> condition) {
    return pick(' ' + what, event -> condition.test(event.toJson()));
  }

  /**
   * There are so many.
   *
   * @throws AssertionFailedError if there are more or fewer
   */
  public AuditAssert hasCount(int count) {
    if (picked.size() != count) {
      throw new AssertionFailedError(
          "expected "
              + count
              + (count == 1 ? " event" : " events")
              + description
              + ", but there are "
              + picked.size()
              + "\n  all events:"
              + all.stream().map(event -> "\n    " + event).collect(Collectors.joining()),
          count,
          picked.size());
    }
    return this;
  }

  /**
   * There is none.
   *
   * @throws AssertionFailedError if there is one
   */
  public AuditAssert isEmpty() {
    return hasCount(0);
  }

  /** Those that were picked. */
  public List<AuditEvent> events() {
    return picked;
  }

  private AuditAssert pick(String what, Predicate<AuditEvent> condition) {
    return new AuditAssert(all, picked.stream().filter(condition).toList(), description + what);
  }
}
