package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An object identifier (X.660).
 *
 * @param arcs its numbers
 */
record ObjectId(List<Long> arcs) {
  ObjectId {
    arcs = List.copyOf(arcs);
  }

  static ObjectId decode(byte[] content) throws MalformedDataException {
    List<Long> arcs = new ArrayList<>();
    long arc = 0;
    boolean begun = false;
    for (byte b : content) {
      if ((!begun && (b & 0xff) == 0x80) || arc > Integer.MAX_VALUE) {
        throw Der.malformed();
      }
      arc = arc << 7 | (b & 0x7f);
      begun = b < 0;
      if (!begun) {
        if (arcs.isEmpty()) {
          arcs.add(Math.min(arc / 40, 2));
          arc -= 40 * arcs.get(0);
        }
        arcs.add(arc);
        arc = 0;
      }
    }
    if (begun || arcs.isEmpty()) {
      throw Der.malformed();
    }
    return new ObjectId(arcs);
  }

  /** As an array of numbers. */
  Value json() {
    return new ArrayValue(arcs.stream().map(Value::of).toList());
  }

  /** With dots between the numbers. */
  @Override
  public String toString() {
    return arcs.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
