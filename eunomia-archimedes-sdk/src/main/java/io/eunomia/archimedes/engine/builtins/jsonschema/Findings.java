package io.eunomia.archimedes.engine.builtins.jsonschema;

import java.util.ArrayList;
import java.util.List;

/**
 * What validating a value has found. The score tells which of several schemas a value comes closest
 * to: it grows with every group of keywords that was gone through, and shrinks with what is broken.
 */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private int score;

  void passed() {
    score++;
  }

  void broken(String type, String field, String description) {
    violations.add(new Violation(type, field, description));
    score -= 2;
  }

  void merge(Findings other) {
    violations.addAll(other.violations);
    score += other.score;
  }

  boolean isClean() {
    return violations.isEmpty();
  }

  int score() {
    return score;
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
