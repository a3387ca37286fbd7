package io.eunomia.archimedes.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.UuidV7;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a policy, or that a policy decided. Immutable and thread-safe.
 *
 * <p>Texts and values of others are cut, with a marker, where they are longer than an entry of a
 * log should be.
 */
public final class AuditEvent {
  private final UUID id;
  private final Instant timestamp;
  private final Type type;
  private final String service;
  private final String actor;
  private final Outcome outcome;
  private final ObjectNode json;

  private AuditEvent(Builder from) {
    this.id = from.id == null ? UuidV7.next() : from.id;
    this.timestamp = from.timestamp == null ? Instant.now() : from.timestamp;
    this.type = from.type;
    this.service = from.service;
    this.actor = from.actor;
    this.outcome = from.outcome;
    this.json = write(from);
  }

  /** What happened. */
  public enum Type {
    /** A policy appeared in its repository. */
    POLICY_CREATED,
    /** A policy was changed in its repository. */
    POLICY_MODIFIED,
    /** A policy was removed from its repository. */
    POLICY_DELETED,
    /** A bundle was made of a policy. */
    BUNDLE_COMPILED,
    /** A bundle was signed. */
    BUNDLE_SIGNED,
    /** A bundle was put into a registry. */
    BUNDLE_PUBLISHED,
    /** A bundle is on its way to runtimes. */
    DISTRIBUTION_STARTED,
    /** A bundle is active where it should be. */
    DISTRIBUTION_COMPLETED,
    /** A bundle was refused, or did not arrive. */
    DISTRIBUTION_FAILED,
    /** An earlier bundle is active again. */
    DISTRIBUTION_ROLLED_BACK,
    /** A request was allowed. */
    AUTHORIZATION_ALLOWED,
    /** A request was denied. */
    AUTHORIZATION_DENIED;

    private final String json = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");

    /** The name in JSON: {@code policy.created}, {@code distribution.rolled_back}. */
    public String json() {
      return json;
    }
  }

  /** How it ended. */
  public enum Outcome {
    /** Done, or allowed. */
    SUCCESS,
    /** It was tried, and did not work. */
    FAILURE,
    /** It was not permitted. */
    DENIED;

    private final String json = name().toLowerCase(Locale.ROOT);

    /** The name in JSON: {@code success}. */
    public String json() {
      return json;
    }
  }

  /**
   * Starts an event.
   *
   * @param type what happened
   * @param service the service whose policy it is about
   * @param actor who did it: a SPIFFE id, a Git author, {@code user:ID}, the name of a program
   * @param outcome how it ended
   */
  public static Builder builder(Type type, String service, String actor, Outcome outcome) {
    return new Builder(type, service, actor, outcome);
  }

  /**
   * The event of a decision, at the present time.
   *
   * @param sequence of the bundle that decided; 0 if there was none
   * @param shown which headers and which members of the context the event tells
   */
  public static AuditEvent decision(
      PolicyInput input, PolicyDecision decision, long sequence, AuditFields shown) {
    return decision(input, decision, sequence, shown, Instant.now());
  }

  static AuditEvent decision(
      PolicyInput input, PolicyDecision decision, long sequence, AuditFields shown, Instant at) {
    return DecisionEvent.of(input, decision, sequence, shown).timestamp(at).build();
  }

  /** The event's id, a UUID of version 7. */
  public UUID id() {
    return id;
  }

  /** When it happened. */
  public Instant timestamp() {
    return timestamp;
  }

  /** What happened. */
  public Type type() {
    return type;
  }

  /** The service whose policy it is about. */
  public String service() {
    return service;
  }

  /** Who did it. */
  public String actor() {
    return actor;
  }

  /** How it ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** The event as JSON, without what chains it to others. A new tree each time. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  /** The event as JSON, which must not be changed. */
  ObjectNode json() {
    return json;
  }

  @Override
  public String toString() {
    return json.toString();
  }

  private ObjectNode write(Builder from) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", id.toString())
            .put("timestamp", timestamp.toString())
            .put("event", type.json())
            .put("service", BoundedJson.text(service));
    PolicyIdentity policy = from.policy;
    if (policy != null) {
      event
          .putObject("policy")
          .put("version", BoundedJson.text(policy.version()))
          .put("revision", BoundedJson.text(policy.revision()))
          .put("digest", BoundedJson.text(policy.digest()))
          .put("sequence", from.sequence);
    }
    if (from.commit != null) {
      ObjectNode git = event.putObject("git").put("commit", BoundedJson.text(from.commit));
      if (from.author != null) {
        git.put("author", BoundedJson.text(from.author));
      }
    }
    event.put("actor", BoundedJson.text(actor)).put("outcome", outcome.json());
    if (from.more != null) {
      event.setAll(from.more);
    }
    event.set("details", from.details);
    return event;
  }

  /** Collects what an event may say. Not thread-safe. */
  public static final class Builder {
    private final Type type;
    private final String service;
    private final String actor;
    private final Outcome outcome;
    private @Nullable UUID id;
    private @Nullable Instant timestamp;
    private @Nullable PolicyIdentity policy;
    private long sequence;
    private @Nullable String commit;
    private @Nullable String author;
    private @Nullable ObjectNode more;
    private ObjectNode details = JsonNodeFactory.instance.objectNode();

    private Builder(Type type, String service, String actor, Outcome outcome) {
      this.type = Objects.requireNonNull(type, "type");
      this.service = Objects.requireNonNull(service, "service");
      this.actor = Objects.requireNonNull(actor, "actor");
      this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /** The event's id; a new one if not said. */
    public Builder id(UUID eventId) {
      this.id = eventId;
      return this;
    }

    /** When it happened; the present time if not said. */
    public Builder timestamp(Instant at) {
      this.timestamp = at;
      return this;
    }

    /** Which policy it is about, and its bundle's place among the service's bundles. */
    public Builder policy(PolicyIdentity identity, long bundleSequence) {
      this.policy = identity;
      this.sequence = bundleSequence;
      return this;
    }

    /** The commit that the policy is built from, and its author or {@code null}. */
    public Builder git(String gitCommit, @Nullable String gitAuthor) {
      this.commit = gitCommit;
      this.author = gitAuthor;
      return this;
    }

    /** What else there is to say; instead of what was said before. Copied. */
    public Builder details(ObjectNode members) {
      this.details = (ObjectNode) BoundedJson.value(members);
      return this;
    }

    /** As {@link #details(ObjectNode)}, where all is text. */
    public Builder details(Map<String, String> members) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      members.forEach(object::put);
      return details(object);
    }

    /** What stands beside the members that every event has; bounded already. */
    Builder more(ObjectNode members) {
      this.more = members;
      return this;
    }

    /** The event. */
    public AuditEvent build() {
      return new AuditEvent(this);
    }
  }
}
