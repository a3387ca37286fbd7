package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives data their addresses: above C's stack, so that a stack that overflows runs below zero and
 * traps; what is zero comes last, and takes no room in the module.
 */
final class MemoryLayout {
  private static final int PAGE = 65536;
  private static final int HEAP_ALIGNMENT = 16;

  /** A run of zeros longer than what a segment costs is worth a gap. */
  private static final int GAP = 16;

  private final List<RelocatableData> order;
  private final Map<String, Integer> addresses = new HashMap<>();
  private final String heapStart;
  private final int start;
  private final int end;

  MemoryLayout(Collection<RelocatableData> data, int stackSize, String heapStart) {
    this.heapStart = heapStart;
    order = new ArrayList<>(data);
    order.sort(
        Comparator.comparing(this::isZero)
            .thenComparing(RelocatableData::alignment, Comparator.reverseOrder()));
    start = stackSize;
    int next = stackSize;
    for (RelocatableData datum : order) {
      next = align(next, datum.alignment());
      addresses.put(datum.name(), next);
      next = Math.addExact(next, datum.bytes().length);
    }
    end = align(next, HEAP_ALIGNMENT);
  }

  private boolean isZero(RelocatableData datum) {
    if (!datum.relocations().isEmpty() || datum.name().equals(heapStart)) {
      return false;
    }
    for (byte b : datum.bytes()) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static int align(int address, int multiple) {
    return Math.addExact(address, multiple - 1) / multiple * multiple;
  }

  int addressOf(String symbol) {
    Integer address = addresses.get(symbol);
    if (address == null) {
      throw new LinkException("there is no datum \"" + symbol + "\"");
    }
    return address;
  }

  int end() {
    return end;
  }

  /** Pages of memory at the start; a little of the heap fits, too. */
  int pages() {
    return end / PAGE + 1;
  }

  /** The segments, gaps left out. */
  List<Segment> segments(Relocator relocator) {
    byte[] image = new byte[end - start];
    for (RelocatableData datum : order) {
      int at = addressOf(datum.name()) - start;
      byte[] bytes = relocator.apply(datum.bytes(), datum.relocations());
      System.arraycopy(bytes, 0, image, at, bytes.length);
    }
    int heap = addressOf(heapStart) - start;
    for (int i = 0; i < 4; i++) {
      image[heap + i] = (byte) (end >> (8 * i));
    }
    List<Segment> segments = new ArrayList<>();
    int from = 0;
    while ((from = skipZeros(image, from)) < image.length) {
      int to = from;
      int next = from;
      while (next < image.length && next - to <= GAP) {
        if (image[next++] != 0) {
          to = next;
        }
      }
      segments.add(new Segment(start + from, Arrays.copyOfRange(image, from, to)));
      from = to;
    }
    return segments;
  }

  private static int skipZeros(byte[] image, int from) {
    int at = from;
    while (at < image.length && image[at] == 0) {
      at++;
    }
    return at;
  }
}
