package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The texts in a module's memory: UTF-8 that ends with a zero, as the ABI has it. */
final class ModuleText {
  private static final int MAX_MESSAGE = 4096;
  private static final int MAX_LINE = 65_536;

  private final ByteArrayMemory memory;

  ModuleText(ByteArrayMemory memory) {
    this.memory = memory;
  }

  /** The bytes up to the next zero, or up to {@code max + 1} of them. */
  byte[] bytes(int address, int max) {
    byte[] bytes = new byte[256];
    int n = 0;
    for (byte b = memory.read(address); b != 0 && n <= max; b = memory.read(address + n)) {
      if (n == bytes.length) {
        bytes = Arrays.copyOf(bytes, n * 2);
      }
      bytes[n++] = b;
    }
    return Arrays.copyOf(bytes, n);
  }

  /** All of a text that the module has made of something that is known to be small. */
  String whole(int address) {
    return text(address, Integer.MAX_VALUE);
  }

  /** What a module says of itself: why it stops, or where. */
  String message(int address) {
    return text(address, MAX_MESSAGE);
  }

  /** What the module calls to print a line. */
  HostFunction println(Consumer<String> prints) {
    return new HostFunction(
        "env",
        "opa_println",
        FunctionType.of(List.of(ValType.I32), List.of()),
        (instance, arguments) -> {
          prints.accept(text((int) arguments[0], MAX_LINE));
          return null;
        });
  }

  private String text(int address, int max) {
    return new String(bytes(address, max), StandardCharsets.UTF_8);
  }
}
