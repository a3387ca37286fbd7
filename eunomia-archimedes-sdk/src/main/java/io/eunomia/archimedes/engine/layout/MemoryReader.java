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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads values that lie in a module's memory. */
public final class MemoryReader {
  private static final BigInteger LIMB = BigInteger.valueOf(1_000_000_000);

  private final Memory memory;

  /** A reader of one instance's memory. */
  public MemoryReader(Memory memory) {
    this.memory = memory;
  }

  /** The value at a reference, which must not be 0 (undefined). */
  public Value read(int ref) {
    if ((ref & 1) != 0) {
      return NumberValue.of(ref >> 1);
    }
    int type = memory.read(ref);
    return switch (type) {
      case Layout.NULL -> NullValue.INSTANCE;
      case Layout.BOOLEAN -> memory.read(ref + 1) != 0 ? BooleanValue.TRUE : BooleanValue.FALSE;
      case Layout.NUMBER ->
          memory.read(ref + 1) == 0 ? NumberValue.of(memory.readLong(ref + 8)) : decimal(ref);
      case Layout.STRING -> new StringValue(text(ref));
      case Layout.ARRAY -> array(ref);
      case Layout.OBJECT -> object(ref);
      case Layout.SET -> set(ref);
      default -> throw new IllegalStateException("no value at address " + ref + ": type " + type);
    };
  }

  private String text(int ref) {
    byte[] bytes = memory.readBytes(ref + Layout.STRING_HEADER, memory.readInt(ref + 8));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private NumberValue decimal(int ref) {
    int exponent = memory.readInt(ref + 8);
    BigInteger coefficient = BigInteger.ZERO;
    for (int i = memory.readInt(ref + 12) - 1; i >= 0; i--) {
      int limb = memory.readInt(ref + Layout.DECIMAL_HEADER + 4 * i);
      coefficient = coefficient.multiply(LIMB).add(BigInteger.valueOf(limb));
    }
    boolean negative = memory.readShort(ref + 2) != 0;
    return new NumberValue(
        new BigDecimal(negative ? coefficient.negate() : coefficient, Math.negateExact(exponent)));
  }

  private ArrayValue array(int ref) {
    int n = memory.readInt(ref + 8);
    int elements = memory.readInt(ref + 16);
    List<Value> values = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      values.add(read(memory.readInt(elements + 4 * i)));
    }
    return new ArrayValue(values);
  }

  private ObjectValue object(int ref) {
    int entry = memory.readInt(ref + 16);
    Map<Value, Value> members = new LinkedHashMap<>();
    for (int i = memory.readInt(ref + 8); i > 0; i--, entry += Layout.ENTRY) {
      members.put(read(memory.readInt(entry)), read(memory.readInt(entry + 4)));
    }
    return new ObjectValue(members);
  }

  private SetValue set(int ref) {
    int entry = memory.readInt(ref + 16);
    Set<Value> elements = new LinkedHashSet<>();
    for (int i = memory.readInt(ref + 8); i > 0; i--, entry += Layout.ENTRY) {
      elements.add(read(memory.readInt(entry)));
    }
    return new SetValue(elements);
  }
}
