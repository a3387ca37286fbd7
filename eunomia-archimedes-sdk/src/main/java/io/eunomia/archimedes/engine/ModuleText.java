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
  private static final int PAGE = 65_536;
  private static final int FIRST_PART = 64;
  private static final int MAX_MESSAGE = 4096;
  private static final int MAX_LINE = 65_536;

  private final ByteArrayMemory memory;

  ModuleText(ByteArrayMemory memory) {
    this.memory = memory;
  }

  /** The bytes up to the next zero, or up to {@code max + 1} of them. */
  byte[] bytes(int address, int max) {
    byte[] text = {};
    while (true) {
      // As much again as there is so far: most texts are short, and long ones are copied seldom.
      byte[] part = part(address + text.length, Math.max(FIRST_PART, text.length));
      int length = length(part);
      int before = text.length;
      long most = max + 1L - before;
      text = Arrays.copyOf(text, before + (int) Math.min(length, most));
      System.arraycopy(part, 0, text, before, text.length - before);
      if (length < part.length || length >= most) {
        return text;
      }
    }
  }

  private byte[] part(int address, int wanted) {
    long left = (long) memory.pages() * PAGE - address;
    // At the end of the memory there is nothing to read, which the memory says.
    return memory.readBytes(address, (int) Math.max(1, Math.min(wanted, left)));
  }

  private static int length(byte[] part) {
    int length = 0;
    while (length < part.length && part[length] != 0) {
      length++;
    }
    return length;
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
