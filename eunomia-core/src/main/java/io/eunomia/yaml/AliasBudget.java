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

  // The document is the first.
  private long nodes = 1;
  private long aliased;

  /** Counts a node, and says whether it is allowed. */
  boolean allows(boolean inAlias) {
    nodes++;
    aliased += inAlias ? 1 : 0;
    return aliased <= FREE_ALIASED || nodes <= FREE_NODES || aliased <= nodes * ratio();
  }

  private double ratio() {
    double large = Math.max(0, Math.min(1, (nodes - SMALL) / (LARGE - SMALL)));
    return SMALL_RATIO - (SMALL_RATIO - LARGE_RATIO) * large;
  }
}
