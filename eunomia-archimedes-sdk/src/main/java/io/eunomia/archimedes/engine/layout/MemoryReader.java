package io.eunomia.archimedes.engine.layout;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads values that lie in a module's memory. */
public final class MemoryReader {
  private static final int BYTES_OF_A_PART = 64;
  private static final int MAX_LIMBS = NumberValue.MAX_LENGTH / 9;
  private static final BigInteger LIMB = BigInteger.valueOf(1_000_000_000);

  private final Memory memory;
  private long parts;

  /** A reader of one instance's memory. */
  public MemoryReader(Memory memory) {
    this.memory = memory;
  }

  /** How many values were read so far, those in others too; a long string counts for several. */
  long parts() {
    return parts;
  }

  /** The value at a reference, which must not be 0 (undefined). */
  public Value read(int ref) {
    parts++;
    if ((ref & 1) != 0) {
      return NumberValue.of(ref >> 1);
    }
    int type = memory.read(ref);
    return switch (type) {
      case Layout.NULL -> NullValue.INSTANCE;
      case Layout.BOOLEAN -> memory.read(ref + 1) != 0 ? BooleanValue.TRUE : BooleanValue.FALSE;
      case Layout.NUMBER ->
          memory.read(ref + 1) == 0 ? NumberValue.of(memory.readLong(ref + 8)) : decimal(ref);
      case Layout.STRING -> StringValue.ofUtf8(bytes(ref + Layout.STRING_HEADER, ref + 8));
      case Layout.ARRAY -> array(ref);
      case Layout.OBJECT -> object(ref);
      case Layout.SET -> set(ref);
      default -> throw new IllegalStateException("no value at address " + ref + ": type " + type);
    };
  }

  private byte[] bytes(int address, int lengthAt) {
    int length = memory.readInt(lengthAt);
    parts += length / BYTES_OF_A_PART;
    return memory.readBytes(address, length);
  }

  private NumberValue decimal(int ref) {
    int n = memory.readInt(ref + 12);
    int limbs = ref + Layout.DECIMAL_HEADER;
    if (n > MAX_LIMBS) {
      throw new LayoutException(
          "a number of more than " + NumberValue.MAX_LENGTH + " digits is too long for the host");
    }
    if (memory.readInt(ref + 16) > 0) {
      return NumberValue.spelled(
          new String(bytes(limbs + 4 * n, ref + 16), StandardCharsets.US_ASCII));
    }
    BigInteger coefficient = BigInteger.ZERO;
    for (int i = n - 1; i >= 0; i--) {
      int limb = memory.readInt(limbs + 4 * i);
      coefficient = coefficient.multiply(LIMB).add(BigInteger.valueOf(limb));
    }
    boolean negative = memory.readShort(ref + 2) != 0;
    int exponent = memory.readInt(ref + 8);
    return NumberValue.computed(
        new BigDecimal(negative ? coefficient.negate() : coefficient, Math.negateExact(exponent)));
  }

  private ArrayValue array(int ref) {
    int n = memory.readInt(ref + 8);
    int elements = memory.readInt(ref + 16);
    Value[] values = new Value[n];
    for (int i = 0; i < n; i++) {
      values[i] = read(memory.readInt(elements + 4 * i));
    }
    return ArrayValue.takeOver(values);
  }

  private ObjectValue object(int ref) {
    int entry = memory.readInt(ref + 16);
    int n = memory.readInt(ref + 8);
    Map<Value, Value> members = new LinkedHashMap<>(capacity(n));
    for (int i = n; i > 0; i--, entry += Layout.ENTRY) {
      members.put(read(memory.readInt(entry)), read(memory.readInt(entry + 4)));
    }
    return ObjectValue.takeOver(members);
  }

  private SetValue set(int ref) {
    int entry = memory.readInt(ref + 16);
    int n = memory.readInt(ref + 8);
    Set<Value> elements = new LinkedHashSet<>(capacity(n));
    for (int i = n; i > 0; i--, entry += Layout.ENTRY) {
      elements.add(read(memory.readInt(entry)));
    }
    return SetValue.takeOver(elements);
  }

  /** For a hash table that holds so many entries without growing. */
  private static int capacity(int entries) {
    return entries + entries / 3 + 1;
  }
}
