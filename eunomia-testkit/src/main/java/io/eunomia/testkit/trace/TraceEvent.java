package io.eunomia.testkit.trace;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One step of an evaluation. Immutable.
 *
 * @param operation what happened
 * @param file where; {@code query} for what asks for a test's rule
 * @param row the line there, from 1
 * @param depth in how many bodies it is nested
 * @param text of a definition, the rule's path; of what else there is, what is written, on one line
 * @param query what tells its body from all others of the evaluation, those of the same place too
 * @param parent the same of the body around it
 * @param locals the values of variables, in Rego and by their names; empty if they are not wanted
 * @param message what {@code trace} was called with; empty for any other operation
 */
public record TraceEvent(
    TraceOperation operation,
    String file,
    int row,
    int depth,
    String text,
    int query,
    int parent,
    SortedMap<String, String> locals,
    String message) {
  public TraceEvent {
    locals = Collections.unmodifiableSortedMap(new TreeMap<>(locals));
  }
}
