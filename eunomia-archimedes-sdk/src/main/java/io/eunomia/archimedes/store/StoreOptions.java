package io.eunomia.archimedes.store;

import java.time.Duration;

/**
 * How much a store keeps, and how long it waits.
 *
 * @param retained bundles kept for a service, the active one included; at least 2, so that there is
 *     one to go back to
 * @param busyTimeout how long a write waits for another process that writes; at most an hour
 * @param journalEntries entries of the journal kept for a service
 * @param bytecode whether what modules were compiled to is kept too, so that a restart need not
 *     compile them. It is not signed as bundles are: whoever can write the file can then run code
 *     in the service
 */
public record StoreOptions(
    int retained, Duration busyTimeout, int journalEntries, boolean bytecode) {
  private static final Duration MAX_BUSY_TIMEOUT = Duration.ofHours(1);
  private static final StoreOptions DEFAULTS =
      new StoreOptions(5, Duration.ofSeconds(5), 1000, false);

  /**
   * @throws IllegalArgumentException for an option out of its range
   */
  public StoreOptions {
    if (retained < 2) {
      throw new IllegalArgumentException("retained must be at least 2, not " + retained);
    }
    if (busyTimeout.isNegative() || busyTimeout.compareTo(MAX_BUSY_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "busyTimeout must be between 0 and " + MAX_BUSY_TIMEOUT + ", not " + busyTimeout);
    }
    if (journalEntries < 1) {
      throw new IllegalArgumentException(
          "journalEntries must be at least 1, not " + journalEntries);
    }
  }

  /** 5 bundles, 5 seconds, 1,000 entries, no bytecode. */
  public static StoreOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another number of bundles. */
  public StoreOptions withRetained(int bundles) {
    return new StoreOptions(bundles, busyTimeout, journalEntries, bytecode);
  }

  /** The same with another wait. */
  public StoreOptions withBusyTimeout(Duration timeout) {
    return new StoreOptions(retained, timeout, journalEntries, bytecode);
  }

  /** The same with another length of the journal. */
  public StoreOptions withJournalEntries(int entries) {
    return new StoreOptions(retained, busyTimeout, entries, bytecode);
  }

  /** The same with bytecode kept, or not. */
  public StoreOptions withBytecode(boolean kept) {
    return new StoreOptions(retained, busyTimeout, journalEntries, kept);
  }
}
