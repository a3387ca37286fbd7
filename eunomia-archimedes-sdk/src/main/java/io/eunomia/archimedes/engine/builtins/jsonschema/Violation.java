package io.eunomia.archimedes.engine.builtins.jsonschema;

/**
 * What a document does that its schema forbids.
 *
 * @param type what kind of rule is broken: {@code required}, {@code invalid_type}, …
 * @param field the path of the value, parts joined by dots; {@code (root)} for the document itself
 * @param description what would be right
 */
public record Violation(String type, String field, String description) {}
