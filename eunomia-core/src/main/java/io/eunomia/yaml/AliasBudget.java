package io.eunomia.yaml;

/**
 * How much of a document may come out of aliases, which can stand for more than there is memory:
 * nearly all of a small document, and a tenth of a large one. The numbers are those of Go's
 * library, so that the same documents are refused.
 */
final class AliasBudget {
  private static final int FREE_ALIASED = 100;
  private static final int FREE_NODES = 1000;
  private static final double SMALL = 400_000;
  private static final double LARGE = 4_000_000;
  private static final double SMALL_RATIO = 0.99;
  private static final double LARGE_RATIO = 0.10;

  private long nodes = 1;
  private long aliased;

  /** How many nodes there were, those that aliases stand for included. */
  long nodes() {
    return nodes;
  }

  void node() {
    nodes++;
  }

  /** Whether an alias may stand for this many nodes more. */
  boolean alias(long size) {
    nodes += size;
    aliased += size;
    return aliased <= FREE_ALIASED || nodes <= FREE_NODES || aliased <= nodes * ratio();
  }

  private double ratio() {
    double large = Math.max(0, Math.min(1, (nodes - SMALL) / (LARGE - SMALL)));
    return SMALL_RATIO - (SMALL_RATIO - LARGE_RATIO) * large;
  }
}
