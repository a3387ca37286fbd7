package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the blocks of a statement, of which some may be in functions of functions, so that a
 * number says the way: some bits for the place on each level, the outermost first. A block that
 * comes later has a higher number.
 */
final class PartNumbers {
  /** How many bits each level has. */
  private final List<Integer> widths = new ArrayList<>();

  private final List<Integer> shifts = new ArrayList<>();
  private final Map<Node.Sequence, Integer> numbers = new HashMap<>();

  PartNumbers(List<Splitter.Part> parts) {
    measure(parts, 0);
    int below = widths.stream().mapToInt(width -> width).sum();
    for (int width : widths) {
      below -= width;
      shifts.add(below);
    }
    number(parts, 0, 0);
  }

  private void measure(List<Splitter.Part> parts, int level) {
    if (level == widths.size()) {
      widths.add(0);
    }
    widths.set(
        level, Math.max(widths.get(level), 32 - Integer.numberOfLeadingZeros(parts.size() - 1)));
    for (Splitter.Part part : parts) {
      if (part instanceof Splitter.Outlined outlined) {
        measure(outlined.parts(), level + 1);
      }
    }
  }

  private void number(List<Splitter.Part> parts, int level, int above) {
    for (int i = 0; i < parts.size(); i++) {
      int number = above | (i << shifts.get(level));
      if (parts.get(i) instanceof Splitter.Inline inline) {
        numbers.put(inline.block(), number);
      } else if (parts.get(i) instanceof Splitter.Outlined outlined) {
        number(outlined.parts(), level + 1, number);
      }
    }
  }

  /** The number of a block. */
  int of(Node.Sequence block) {
    Integer number = numbers.get(block);
    if (number == null) {
      throw new AssertionError(block.first);
    }
    return number;
  }

  /** Below which bits of a number the place on a level is. */
  int shift(int level) {
    return shifts.get(level);
  }

  /** The bits of the place on a level, once shifted; all of them on the outermost level. */
  int mask(int level) {
    return level == 0 ? -1 : (1 << widths.get(level)) - 1;
  }
}
