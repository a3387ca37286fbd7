package io.eunomia.rego.analysis;

import io.eunomia.rego.analysis.logic.Example;
import java.util.List;
import java.util.Set;

/** Evaluates examples: the analysis has no engine of its own, and believes none of its guesses. */
@FunctionalInterface
public interface ConflictTrial {
  /**
   * Evaluates each example's query with its input, against the policies that are analysed.
   *
   * @return those whose evaluation ends because one of the definitions at the example's places
   *     gives another value than one before it
   */
  Set<Example> conflicting(List<Example> examples);
}
