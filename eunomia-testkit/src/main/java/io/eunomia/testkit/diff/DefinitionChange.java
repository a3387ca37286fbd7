package io.eunomia.testkit.diff;

/**
 * A definition that gives another value for a request than it did.
 *
 * @param kind what became of its value
 * @param definition where it stands now; where it stood if it gives none now
 * @param edited whether the other policy has no such definition: it was written, removed or changed
 */
public record DefinitionChange(Kind kind, Definition definition, boolean edited) {
  /** What became of a value. */
  public enum Kind {
    /** It has one now, and had none. */
    HOLDS_NOW,
    /** It had one, and has none now. */
    HELD_BEFORE,
    /** It has another one. */
    OTHER_VALUE
  }
}
