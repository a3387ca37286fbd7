package io.eunomia.rego.analysis;

import io.eunomia.rego.source.Severity;

/** One thing that is looked for in policies. Checks have no state of their own. */
public interface Check {
  /** The stable code of all that it reports. */
  String code();

  /** What is wrong where it reports something, in one sentence without a full stop. */
  String summary();

  /** How bad it is; what is shown to go wrong is an error. */
  Severity severity();

  /** Runs it. */
  void run(Subject subject, Findings findings);
}
