package io.eunomia.wasm.codegen;

import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.Relocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays constants out in memory, as the runtime would have built them: a constant costs an
 * evaluation nothing.
 */
final class ConstantPool {
  private static final int SMALL_MIN = -(1 << 30);
  private static final int SMALL_MAX = (1 << 30) - 1;
  static final int TYPE_NUMBER = 3;
  static final int TYPE_STRING = 4;
  static final int TYPE_ARRAY = 5;
  static final int TYPE_OBJECT = 6;
  static final int TYPE_SET = 7;
  private static final int SORTED = 1;

  /** A table with more entries has an index. */
  private static final int UNINDEXED = 8;

  private static final int INDEX_MIN = 32;

  private final Map<Constant, String> symbols = new LinkedHashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final List<RelocatableData> data = new ArrayList<>();

  /** All that was asked for so far. */
  List<RelocatableData> data() {
    return data;
  }

  /** Adds a datum that is no value. */
  void add(RelocatableData datum) {
    data.add(datum);
  }

  /** Adds room that starts as zeros. */
  void addZeros(String symbol, int size, int alignment) {
    data.add(new RelocatableData(symbol, new byte[size], alignment, List.of()));
  }

  /** Puts a reference to the value onto the stack. */
  void push(FunctionBuilder to, Constant value) {
    if (value instanceof Constant.Num num && isSmall(num)) {
      to.i32(small(num));
    } else {
      to.address(symbol(value), 0);
    }
  }

  /** Writes a reference to the value into data. */
  void reference(ByteSink to, List<Relocation> relocations, Constant value) {
    if (value instanceof Constant.Num num && isSmall(num)) {
      to.fixed32(small(num));
    } else {
      address(to, relocations, symbol(value), 0);
    }
  }

  /**
   * Adds how many strings there are so far, and references to them in the order of their making.
   */
  void addStrings(String symbol) {
    List<Constant> strings =
        symbols.keySet().stream().filter(Constant.Str.class::isInstance).toList();
    ByteSink bytes = new ByteSink();
    List<Relocation> relocations = new ArrayList<>();
    bytes.fixed32(strings.size());
    strings.forEach(string -> reference(bytes, relocations, string));
    data.add(new RelocatableData(symbol, bytes.toByteArray(), 4, relocations));
  }

  /** A text that ends with a zero byte, for C. */
  String text(String text) {
    return texts.computeIfAbsent(
        text,
        unused -> {
          String symbol = "text:" + texts.size();
          byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
          data.add(new RelocatableData(symbol, bytes, 1, List.of()));
          return symbol;
        });
  }

  private static boolean isSmall(Constant.Num num) {
    Decimal number = Decimal.of(num.text());
    if (!number.plain() || !number.isLong()) {
      return false;
    }
    long value = number.value().longValueExact();
    return value >= SMALL_MIN && value <= SMALL_MAX;
  }

  private static int small(Constant.Num num) {
    return (Integer.parseInt(num.text()) << 1) | 1;
  }

  /** The symbol of a value that is in memory: all but small integers. */
  String symbol(Constant value) {
    if (value instanceof Constant.Null) {
      return Abi.NULL_VALUE;
    } else if (value instanceof Constant.Bool bool) {
      return bool.value() ? Abi.TRUE_VALUE : Abi.FALSE_VALUE;
    }
    String known = symbols.get(value);
    if (known != null) {
      return known;
    }
    String symbol = "constant:" + symbols.size();
    symbols.put(value, symbol);
    ByteSink bytes = new ByteSink();
    List<Relocation> relocations = new ArrayList<>();
    layOut(value, symbol, bytes, relocations);
    data.add(new RelocatableData(symbol, bytes.toByteArray(), 8, relocations));
    return symbol;
  }

  private void layOut(Constant value, String symbol, ByteSink to, List<Relocation> relocations) {
    if (value instanceof Constant.Num num) {
      number(Decimal.of(num.text()), ConstantHash.of(value), to);
    } else if (value instanceof Constant.Str string) {
      header(to, TYPE_STRING, 0, 0, ConstantHash.of(value));
      byte[] utf8 = string.value().getBytes(StandardCharsets.UTF_8);
      to.fixed32(utf8.length).bytes(utf8);
    } else if (value instanceof Constant.Arr array) {
      header(to, TYPE_ARRAY, 0, 0, ConstantHash.of(value));
      int length = array.elements().size();
      to.fixed32(length).fixed32(length);
      address(to, relocations, symbol, to.size() + 4);
      array.elements().forEach(element -> reference(to, relocations, element));
    } else if (value instanceof Constant.Obj object) {
      table(TYPE_OBJECT, value, object.entries(), symbol, to, relocations);
    } else if (value instanceof Constant.SetOf set) {
      List<Constant.Entry> entries =
          set.elements().stream().map(element -> new Constant.Entry(element, element)).toList();
      table(TYPE_SET, value, entries, symbol, to, relocations);
    }
  }

  private static void number(Decimal number, int hash, ByteSink to) {
    if (number.plain() && number.isLong()) {
      header(to, TYPE_NUMBER, 0, 0, hash);
      to.fixed64(number.value().longValueExact());
      return;
    }
    header(to, TYPE_NUMBER, 1, number.value().signum() < 0 ? 1 : 0, hash);
    byte[] text = number.plain() ? new byte[0] : number.text().getBytes(StandardCharsets.UTF_8);
    int[] limbs = number.limbs();
    to.fixed32(number.exponent()).fixed32(limbs.length).fixed32(text.length);
    for (int limb : limbs) {
      to.fixed32(limb);
    }
    to.bytes(text);
  }

  private void table(
      int type,
      Constant value,
      List<Constant.Entry> entries,
      String symbol,
      ByteSink to,
      List<Relocation> relocations) {
    header(to, type, SORTED, 0, ConstantHash.of(value));
    int start = to.size();
    int length = entries.size();
    int slots = length > UNINDEXED ? indexSlots(length) : 0;
    int entriesAt = start + 20;
    to.fixed32(length).fixed32(length);
    address(to, relocations, symbol, entriesAt);
    if (slots == 0) {
      to.fixed32(0).fixed32(0);
    } else {
      address(to, relocations, symbol, entriesAt + 12 * length);
      to.fixed32(slots - 1);
    }
    for (Constant.Entry entry : entries) {
      reference(to, relocations, entry.key());
      reference(to, relocations, entry.value());
      to.fixed32(ConstantHash.of(entry.key()));
    }
    for (int slot : index(entries, slots)) {
      to.fixed32(slot);
    }
  }

  private static int indexSlots(int capacity) {
    int slots = INDEX_MIN;
    while (slots < 2 * capacity) {
      slots *= 2;
    }
    return slots;
  }

  private static int[] index(List<Constant.Entry> entries, int slots) {
    int[] index = new int[slots];
    for (int i = 0; i < entries.size() && slots > 0; i++) {
      int hash = ConstantHash.of(entries.get(i).key());
      int slot = (hash ^ (hash >>> 15)) & (slots - 1);
      while (index[slot] != 0) {
        slot = (slot + 1) & (slots - 1);
      }
      index[slot] = i + 1;
    }
    return index;
  }

  private static void header(ByteSink to, int type, int kind, int extra, int hash) {
    to.u8(type).u8(kind).u8(extra).u8(extra >> 8).fixed32(hash);
  }

  private static void address(
      ByteSink to, List<Relocation> relocations, String symbol, int addend) {
    relocations.add(
        new Relocation.Address(to.size(), 4, Relocation.Encoding.FIXED_32, symbol, addend));
    to.fixed32(0);
  }
}
