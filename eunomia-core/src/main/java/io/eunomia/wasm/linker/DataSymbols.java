package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.Relocation;
import io.eunomia.wasm.binary.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Cuts an object's segments into the data that its symbols name. wasm-ld joins segments of the same
 * name (string literals of several files), so that a segment is too large a unit to keep or drop.
 */
final class DataSymbols {
  private final List<Segment> segments;
  private final List<Integer> places;
  private final LinkingSection linking;
  private final List<Piece> pieces = new ArrayList<>();
  private final Map<String, Piece> bySymbol = new HashMap<>();

  private static final class Piece {
    final String name;
    final int segment;
    final int start;
    int end;

    Piece(ObjectSymbol first) {
      name = first.name();
      segment = first.index();
      start = first.offset();
      end = first.offset() + first.size();
    }
  }

  /**
   * @param places where each segment's bytes start in the data section
   */
  DataSymbols(List<Segment> segments, List<Integer> places, LinkingSection linking) {
    this.segments = segments;
    this.places = places;
    this.linking = linking;
    linking.symbols().stream()
        .filter(s -> s.kind() == ObjectSymbol.Kind.DATA && s.defined())
        .sorted(
            Comparator.comparingInt(ObjectSymbol::index)
                .thenComparingInt(ObjectSymbol::offset)
                .thenComparingInt(s -> -s.size()))
        .forEach(this::add);
  }

  private void add(ObjectSymbol symbol) {
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    if (last == null
        || last.segment != symbol.index()
        || (symbol.offset() >= last.end && symbol.offset() > last.start)) {
      last = new Piece(symbol);
      pieces.add(last);
    }
    last.end = Math.max(last.end, symbol.offset() + symbol.size());
    bySymbol.put(symbol.name(), last);
  }

  /** A reference to a symbol as one to the piece that holds it. */
  Relocation.Address address(
      ObjectSymbol symbol, int at, int width, Relocation.Encoding encoding, int addend) {
    Piece piece = bySymbol.get(symbol.name());
    if (piece == null) {
      return new Relocation.Address(at, width, encoding, symbol.name(), addend);
    }
    int inside = symbol.offset() - piece.start;
    return new Relocation.Address(at, width, encoding, piece.name, inside + addend);
  }

  List<RelocatableData> pieces(
      List<RelocationEntry> entries, Function<RelocationEntry, Relocation> relocation) {
    List<RelocationEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingInt(RelocationEntry::offset));
    List<RelocatableData> result = new ArrayList<>();
    for (Piece piece : pieces) {
      int start = places.get(piece.segment) + piece.start;
      int end = places.get(piece.segment) + piece.end;
      List<Relocation> inside =
          sorted.stream()
              .filter(entry -> entry.offset() >= start && entry.offset() < end)
              .map(entry -> relocation.apply(entry.at(entry.offset() - start)))
              .toList();
      byte[] bytes =
          Arrays.copyOfRange(segments.get(piece.segment).bytes(), piece.start, piece.end);
      result.add(new RelocatableData(piece.name, bytes, alignment(piece), inside));
    }
    return result;
  }

  private int alignment(Piece piece) {
    int ofSegment = linking.alignments().get(piece.segment);
    return piece.start == 0 ? ofSegment : Math.min(ofSegment, Integer.lowestOneBit(piece.start));
  }
}
