package io.eunomia.rego.ast;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.source.Span;

/**
 * A {@code # METADATA} block and what it speaks of.
 *
 * @param scope {@code package}, {@code subpackages}, {@code document} or {@code rule}
 * @param fields its fields in the form in which {@code rego.metadata.rule()} gives them, {@code
 *     scope} included
 * @param rule the index in the module's rules of the rule that follows it, or -1 if the package
 *     follows
 */
public record Annotation(String scope, JsonNode fields, int rule, Span span) implements Node {
  /** Whether it says {@code entrypoint: true}. */
  public boolean entrypoint() {
    return fields.path("entrypoint").asBoolean(false);
  }
}
