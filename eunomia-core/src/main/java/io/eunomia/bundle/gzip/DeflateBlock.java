package io.eunomia.bundle.gzip;

import java.io.IOException;
import java.util.Arrays;

/** The symbols of one block, and how it is written: stored, or with whichever code is shorter. */
final class DeflateBlock {
  private static final int END = 256;
  private static final int LITERALS = 286;
  private static final int DISTANCES = 30;
  private static final int MAX_STORED = 65535;
  private static final int[] LENGTH_BASE = new int[29];
  private static final int[] LENGTH_EXTRA = new int[29];
  private static final int[] DISTANCE_BASE = new int[DISTANCES];
  private static final int[] DISTANCE_EXTRA = new int[DISTANCES];
  private static final byte[] LENGTH_SYMBOL = new byte[259];
  private static final int[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final HuffmanCode FIXED_LITERALS = HuffmanCode.ofLengths(fixedLiterals());
  private static final HuffmanCode FIXED_DISTANCES = HuffmanCode.ofLengths(fixedDistances());

  static {
    int base = 3;
    for (int i = 0; i < 28; i++) {
      LENGTH_EXTRA[i] = i < 8 ? 0 : i / 4 - 1;
      LENGTH_BASE[i] = base;
      base += 1 << LENGTH_EXTRA[i];
    }
    LENGTH_BASE[28] = 258;
    base = 1;
    for (int i = 0; i < DISTANCES; i++) {
      DISTANCE_EXTRA[i] = i < 4 ? 0 : i / 2 - 1;
      DISTANCE_BASE[i] = base;
      base += 1 << DISTANCE_EXTRA[i];
    }
    for (int i = 0; i < LENGTH_BASE.length; i++) {
      Arrays.fill(LENGTH_SYMBOL, LENGTH_BASE[i], LENGTH_SYMBOL.length, (byte) i);
    }
  }

  // A literal, or a length above bit 16 with a distance below it.
  private final int[] symbols;
  private final int[] literalCounts = new int[LITERALS];
  private final int[] distanceCounts = new int[DISTANCES];
  private int size;

  DeflateBlock(int capacity) {
    this.symbols = new int[capacity];
    this.literalCounts[END] = 1;
  }

  void literal(int value) {
    symbols[size++] = value;
    literalCounts[value]++;
  }

  void match(int length, int distance) {
    symbols[size++] = (length << 16) | distance;
    literalCounts[END + 1 + LENGTH_SYMBOL[length]]++;
    distanceCounts[distanceSymbol(distance)]++;
  }

  /** Writes the block; {@code raw} is what its symbols stand for. */
  void write(byte[] raw, int from, int to, boolean last, BitOutput out) throws IOException {
    HuffmanCode literals = HuffmanCode.ofFrequencies(literalCounts, 15);
    HuffmanCode distances = HuffmanCode.ofFrequencies(distanceCounts, 15);
    CodeLengths header = new CodeLengths(literals.lengths(), distances.lengths());
    long dynamicBits =
        header.bits() + literals.bits(literalCounts) + distances.bits(distanceCounts);
    long fixedBits = FIXED_LITERALS.bits(literalCounts) + FIXED_DISTANCES.bits(distanceCounts);
    long coded = Math.min(dynamicBits, fixedBits) + extraBits();
    int length = to - from;
    if (coded > Byte.SIZE * (length + 5L * (1 + length / MAX_STORED))) {
      writeStored(raw, from, to, last, out);
    } else if (dynamicBits < fixedBits) {
      out.write(last ? 1 : 0, 1);
      out.write(2, 2);
      header.write(out);
      writeSymbols(literals, distances, out);
    } else {
      out.write(last ? 1 : 0, 1);
      out.write(1, 2);
      writeSymbols(FIXED_LITERALS, FIXED_DISTANCES, out);
    }
  }

  private static void writeStored(byte[] raw, int from, int to, boolean last, BitOutput out)
      throws IOException {
    int start = from;
    do {
      int length = Math.min(MAX_STORED, to - start);
      out.write(last && start + length == to ? 1 : 0, 1);
      out.write(0, 2);
      out.align();
      out.write(length, 16);
      out.write(~length, 16);
      out.writeBytes(raw, start, length);
      start += length;
    } while (start < to);
  }

  private void writeSymbols(HuffmanCode literals, HuffmanCode distances, BitOutput out)
      throws IOException {
    for (int i = 0; i < size; i++) {
      int symbol = symbols[i];
      if (symbol < END) {
        literals.write(symbol, out);
      } else {
        int length = symbol >>> 16;
        int lengthSymbol = LENGTH_SYMBOL[length];
        literals.write(END + 1 + lengthSymbol, out);
        out.write(length - LENGTH_BASE[lengthSymbol], LENGTH_EXTRA[lengthSymbol]);
        int distance = symbol & 0xffff;
        int distanceSymbol = distanceSymbol(distance);
        distances.write(distanceSymbol, out);
        out.write(distance - DISTANCE_BASE[distanceSymbol], DISTANCE_EXTRA[distanceSymbol]);
      }
    }
    literals.write(END, out);
  }

  private long extraBits() {
    long sum = 0;
    for (int i = 0; i < LENGTH_EXTRA.length; i++) {
      sum += (long) literalCounts[END + 1 + i] * LENGTH_EXTRA[i];
    }
    for (int i = 0; i < DISTANCES; i++) {
      sum += (long) distanceCounts[i] * DISTANCE_EXTRA[i];
    }
    return sum;
  }

  private static int distanceSymbol(int distance) {
    if (distance <= 4) {
      return distance - 1;
    }
    // Two symbols for every power of two.
    int high = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(distance - 1);
    return 2 * high + (((distance - 1) >>> (high - 1)) & 1);
  }

  private static int[] fixedLiterals() {
    int[] lengths = new int[288];
    Arrays.fill(lengths, 0, 144, 8);
    Arrays.fill(lengths, 144, 256, 9);
    Arrays.fill(lengths, 256, 280, 7);
    Arrays.fill(lengths, 280, 288, 8);
    return lengths;
  }

  private static int[] fixedDistances() {
    int[] lengths = new int[32];
    Arrays.fill(lengths, 5);
    return lengths;
  }

  /** The header of a block with its own codes: their lengths, which are packed in turn. */
  private static final class CodeLengths {
    private final int literals;
    private final int distances;
    // A length, or a repetition (16 to 18) with its extra bits above bit 8.
    private final int[] packed;
    private final HuffmanCode code;
    private final int ordered;
    private int size;

    CodeLengths(int[] literalLengths, int[] distanceLengths) {
      this.literals = used(literalLengths, 257);
      this.distances = used(distanceLengths, 1);
      int[] all = Arrays.copyOf(literalLengths, literals + distances);
      System.arraycopy(distanceLengths, 0, all, literals, distances);
      this.packed = new int[all.length];
      pack(all);
      int[] counts = new int[19];
      for (int i = 0; i < size; i++) {
        counts[packed[i] & 0xff]++;
      }
      this.code = HuffmanCode.ofFrequencies(counts, 7);
      int last = LENGTH_ORDER.length;
      while (last > 4 && code.length(LENGTH_ORDER[last - 1]) == 0) {
        last--;
      }
      this.ordered = last;
    }

    long bits() {
      long sum = 14 + 3L * ordered;
      for (int i = 0; i < size; i++) {
        int symbol = packed[i] & 0xff;
        sum += code.length(symbol) + extra(symbol);
      }
      return sum;
    }

    void write(BitOutput out) throws IOException {
      out.write(literals - 257, 5);
      out.write(distances - 1, 5);
      out.write(ordered - 4, 4);
      for (int i = 0; i < ordered; i++) {
        out.write(code.length(LENGTH_ORDER[i]), 3);
      }
      for (int i = 0; i < size; i++) {
        int symbol = packed[i] & 0xff;
        code.write(symbol, out);
        out.write(packed[i] >>> 8, extra(symbol));
      }
    }

    private void pack(int[] all) {
      int i = 0;
      while (i < all.length) {
        int length = all[i];
        int run = 1;
        while (i + run < all.length && all[i + run] == length) {
          run++;
        }
        i += run;
        if (length != 0) {
          packed[size++] = length;
          run--;
        }
        run = repeat(length == 0 ? 18 : 16, length == 0 ? 11 : 3, length == 0 ? 138 : 6, run);
        run = length == 0 ? repeat(17, 3, 10, run) : run;
        while (run-- > 0) {
          packed[size++] = length;
        }
      }
    }

    private int repeat(int symbol, int least, int most, int run) {
      int left = run;
      while (left >= least) {
        int now = Math.min(most, left);
        packed[size++] = ((now - least) << 8) | symbol;
        left -= now;
      }
      return left;
    }

    private static int extra(int symbol) {
      return switch (symbol) {
        case 16 -> 2;
        case 17 -> 3;
        case 18 -> 7;
        default -> 0;
      };
    }

    private static int used(int[] lengths, int least) {
      int used = lengths.length;
      while (used > least && lengths[used - 1] == 0) {
        used--;
      }
      return used;
    }
  }
}
