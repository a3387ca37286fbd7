package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.Relocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/** Writes addresses and indices into what refers to them, each as short as it can be. */
final class Relocator {
  private final ToIntFunction<String> functions;
  private final ToIntFunction<String> slots;
  private final ToIntFunction<String> addresses;
  private final ToIntFunction<String> globals;
  private final ToIntFunction<FuncType> types;

  Relocator(
      ToIntFunction<String> functions,
      ToIntFunction<String> slots,
      ToIntFunction<String> addresses,
      ToIntFunction<String> globals,
      ToIntFunction<FuncType> types) {
    this.functions = functions;
    this.slots = slots;
    this.addresses = addresses;
    this.globals = globals;
    this.types = types;
  }

  byte[] apply(byte[] bytes, List<Relocation> relocations) {
    if (relocations.isEmpty()) {
      return bytes;
    }
    List<Relocation> sorted = new ArrayList<>(relocations);
    sorted.sort(Comparator.comparingInt(Relocation::offset));
    ByteSink out = new ByteSink();
    int from = 0;
    for (Relocation relocation : sorted) {
      out.bytes(bytes, from, relocation.offset());
      write(out, relocation);
      from = relocation.offset() + relocation.width();
    }
    return out.bytes(bytes, from, bytes.length).toByteArray();
  }

  private void write(ByteSink out, Relocation relocation) {
    if (relocation instanceof Relocation.Function function) {
      out.u32(functions.applyAsInt(function.symbol()));
    } else if (relocation instanceof Relocation.Slot slot) {
      write(out, slot.encoding(), slots.applyAsInt(slot.symbol()));
    } else if (relocation instanceof Relocation.Address address) {
      int value = addresses.applyAsInt(address.symbol()) + address.addend();
      write(out, address.encoding(), value);
    } else if (relocation instanceof Relocation.Global global) {
      out.u32(globals.applyAsInt(global.symbol()));
    } else if (relocation instanceof Relocation.Type type) {
      out.u32(types.applyAsInt(type.type()));
    } else if (relocation instanceof Relocation.Table) {
      out.u32(0);
    }
  }

  private static void write(ByteSink out, Relocation.Encoding encoding, int value) {
    switch (encoding) {
      case UNSIGNED_LEB -> out.u32(value);
      case SIGNED_LEB -> out.s64(value);
      case FIXED_32 -> out.fixed32(value);
    }
  }
}
