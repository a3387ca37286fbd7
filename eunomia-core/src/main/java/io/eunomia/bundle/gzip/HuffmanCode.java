package io.eunomia.bundle.gzip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A canonical Huffman code of limited length, as deflate has it. */
final class HuffmanCode {
  private final int[] lengths;
  private final int[] codes;

  private HuffmanCode(int[] lengths) {
    this.lengths = lengths;
    this.codes = canonicalCodes(lengths);
  }

  /** The code of these lengths. */
  static HuffmanCode ofLengths(int[] lengths) {
    return new HuffmanCode(lengths);
  }

  /** The best code for symbols that occur so often, none longer than {@code limit}. */
  static HuffmanCode ofFrequencies(int[] frequencies, int limit) {
    return new HuffmanCode(packageMerge(frequencies, limit));
  }

  int length(int symbol) {
    return lengths[symbol];
  }

  int[] lengths() {
    return lengths;
  }

  void write(int symbol, BitOutput out) throws IOException {
    out.write(codes[symbol], lengths[symbol]);
  }

  /** How many bits symbols that occur so often take. */
  long bits(int[] frequencies) {
    long sum = 0;
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      sum += (long) frequencies[symbol] * lengths[symbol];
    }
    return sum;
  }

  /** A symbol, or two coins that are taken together. */
  private record Coin(long weight, int symbol, @Nullable Coin left, @Nullable Coin right) {
    void count(int[] lengths) {
      if (left == null || right == null) {
        lengths[symbol]++;
      } else {
        left.count(lengths);
        right.count(lengths);
      }
    }
  }

  private static int[] packageMerge(int[] frequencies, int limit) {
    List<Coin> symbols = new ArrayList<>();
    for (int symbol = 0; symbol < frequencies.length; symbol++) {
      if (frequencies[symbol] > 0) {
        symbols.add(new Coin(frequencies[symbol], symbol, null, null));
      }
    }
    int[] lengths = new int[frequencies.length];
    if (symbols.isEmpty()) {
      return lengths;
    }
    if (symbols.size() == 1) {
      // Not every reader takes a code with a hole: give a neighbour the other bit.
      int only = symbols.get(0).symbol();
      lengths[only] = 1;
      lengths[only == 0 ? 1 : 0] = 1;
      return lengths;
    }
    // Stable, so that equal weights stay in the order of their symbols.
    symbols.sort(Comparator.comparingLong(Coin::weight));
    List<Coin> level = symbols;
    for (int i = 1; i < limit; i++) {
      level = merge(symbols, pairs(level));
    }
    level.subList(0, 2 * symbols.size() - 2).forEach(chosen -> chosen.count(lengths));
    return lengths;
  }

  private static List<Coin> pairs(List<Coin> level) {
    List<Coin> pairs = new ArrayList<>(level.size() / 2);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      Coin left = level.get(i);
      Coin right = level.get(i + 1);
      pairs.add(new Coin(left.weight() + right.weight(), -1, left, right));
    }
    return pairs;
  }

  private static List<Coin> merge(List<Coin> symbols, List<Coin> pairs) {
    List<Coin> merged = new ArrayList<>(symbols.size() + pairs.size());
    int next = 0;
    for (Coin symbol : symbols) {
      while (next < pairs.size() && pairs.get(next).weight() < symbol.weight()) {
        merged.add(pairs.get(next++));
      }
      merged.add(symbol);
    }
    merged.addAll(pairs.subList(next, pairs.size()));
    return merged;
  }

  private static int[] canonicalCodes(int[] lengths) {
    int[] next = new int[17];
    for (int length : lengths) {
      next[length + 1] += length == 0 ? 0 : 1;
    }
    for (int length = 1; length < next.length; length++) {
      next[length] = (next[length - 1] + next[length]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      int length = lengths[symbol];
      if (length > 0) {
        // A code is packed from its highest bit on, unlike everything else.
        codes[symbol] = Integer.reverse(next[length]++) >>> (Integer.SIZE - length);
      }
    }
    return codes;
  }
}
