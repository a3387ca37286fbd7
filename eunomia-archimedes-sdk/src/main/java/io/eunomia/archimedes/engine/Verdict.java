package io.eunomia.archimedes.engine;

/** What an entrypoint that should be a boolean came to. */
public enum Verdict {
  /** The boolean true: the only one that allows. */
  TRUE,
  /** The boolean false. */
  FALSE,
  /** No value. */
  UNDEFINED,
  /** Something else than a boolean. */
  NOT_BOOLEAN
}
