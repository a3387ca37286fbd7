package io.eunomia.bundle.gzip;

import java.util.Arrays;

/** Finds what was there before, at most a window away: chains of places that hash alike. */
final class MatchFinder {
  static final int WINDOW = 32768;
  static final int MIN_MATCH = 3;
  static final int MAX_MATCH = 258;
  private static final int HASH_BITS = 15;
  private static final int MAX_CHAIN = 256;
  private static final int GOOD_ENOUGH = 128;
  // Three bytes from far away cost more than three literals.
  private static final int MAX_SHORT_DISTANCE = 4096;

  private final byte[] bytes;
  private final int[] head = new int[1 << HASH_BITS];
  private final int[] previous;
  private int end;
  private int distance;

  MatchFinder(byte[] bytes) {
    this.bytes = bytes;
    this.previous = new int[bytes.length];
  }

  /** Forgets everything, and looks at the bytes up to {@code newEnd}. */
  void reset(int newEnd) {
    Arrays.fill(head, -1);
    end = newEnd;
  }

  /** Makes a place known to those after it. */
  void insert(int at) {
    if (at + MIN_MATCH <= end) {
      int hash = hash(at);
      previous[at] = head[hash];
      head[hash] = at;
    }
  }

  /** The longest match of a place that is not inserted yet, if longer than {@code least}; or 0. */
  int longest(int at, int least) {
    int limit = Math.min(MAX_MATCH, end - at);
    if (limit < MIN_MATCH) {
      return 0;
    }
    int best = Math.max(least, MIN_MATCH - 1);
    int found = 0;
    int candidate = head[hash(at)];
    for (int i = 0; i < MAX_CHAIN && candidate >= 0 && at - candidate <= WINDOW; i++) {
      if (best < limit && bytes[candidate + best] == bytes[at + best]) {
        int length = matching(candidate, at, limit);
        if (length > best && (length > MIN_MATCH || at - candidate <= MAX_SHORT_DISTANCE)) {
          best = length;
          found = length;
          distance = at - candidate;
          if (length >= limit) {
            break;
          }
        }
      }
      candidate = previous[candidate];
    }
    return found;
  }

  /** How far away the last match is that was found. */
  int distance() {
    return distance;
  }

  /** Whether a longer match is not worth looking for. */
  static boolean isGoodEnough(int length) {
    return length >= GOOD_ENOUGH;
  }

  private int matching(int candidate, int at, int limit) {
    int mismatch = Arrays.mismatch(bytes, candidate, candidate + limit, bytes, at, at + limit);
    return mismatch < 0 ? limit : mismatch;
  }

  private int hash(int at) {
    int three = ((bytes[at] & 0xff) << 16) | ((bytes[at + 1] & 0xff) << 8) | (bytes[at + 2] & 0xff);
    return (three * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
  }
}
