package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ModuleTextTest {
  private static final int SIZE = 2 * 65_536;

  private final ByteArrayMemory memory = new ByteArrayMemory(new MemoryLimits(2, 2));
  private final ModuleText text = new ModuleText(memory);

  private void write(int address, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    memory.write(address, bytes, 0, bytes.length);
  }

  @Test
  void whenATextIsOfAnyLength_thenItIsReadUpToItsZero() {
    for (int length : new int[] {0, 1, 63, 64, 65, 127, 128, 129, 1000, 65_536, 100_000}) {
      memory.zero();
      write(8, "ä".repeat(length / 2) + "x".repeat(length % 2));
      write(8 + length + 1, "behind");
      assertThat(text.whole(8)).hasSize(length / 2 + length % 2);
      assertThat(text.bytes(8, length)).hasSize(length);
      assertThat(text.bytes(8, length + 70)).hasSize(length);
    }
  }

  @Test
  void whenATextIsLongerThanTheLimit_thenOneByteMoreSaysSo() {
    write(100, "x".repeat(500));
    for (int max : new int[] {0, 1, 62, 63, 64, 127, 128, 499}) {
      assertThat(text.bytes(100, max)).hasSize(max + 1);
    }
    assertThat(text.bytes(100, 500)).hasSize(500);
  }

  @Test
  void whenATextEndsWithTheMemory_thenItIsReadAndWithoutAZeroItIsNone() {
    write(SIZE - 4, "end");
    assertThat(text.whole(SIZE - 4)).isEqualTo("end");
    write(SIZE - 4, "ends");
    assertThatThrownBy(() -> text.whole(SIZE - 4)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> text.whole(SIZE)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> text.whole(-1)).isInstanceOf(RuntimeException.class);
  }
}
