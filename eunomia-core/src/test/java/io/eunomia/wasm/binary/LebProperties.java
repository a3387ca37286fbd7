package io.eunomia.wasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LebProperties {
  @Property
  void whenAnUnsignedNumberIsWritten_thenItReadsBackAndIsShort(@ForAll int value) {
    byte[] bytes = new ByteSink().u32(value).toByteArray();
    assertThat(new ByteSource(bytes).u32()).isEqualTo(value);
    int bits = Math.max(1, 32 - Integer.numberOfLeadingZeros(value));
    assertThat(bytes).hasSize((bits + 6) / 7);
  }

  @Property
  void whenASignedNumberIsWritten_thenItReadsBackAndIsShort(@ForAll long value) {
    byte[] bytes = new ByteSink().s64(value).toByteArray();
    assertThat(new ByteSource(bytes).s64()).isEqualTo(value);
    int bits = 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
    assertThat(bytes).hasSize((bits + 6) / 7);
  }

  @Property
  void whenASignedNumberOf32BitsIsWritten_thenItReadsBack(@ForAll int value) {
    assertThat(new ByteSource(new ByteSink().s64(value).toByteArray()).s32()).isEqualTo(value);
  }

  @Property
  void whenFixedNumbersAreWritten_thenTheyReadBack(@ForAll int value) {
    assertThat(new ByteSource(new ByteSink().fixed32(value).toByteArray()).fixed32())
        .isEqualTo(value);
  }

  @Property
  void whenANameIsWritten_thenItReadsBack(@ForAll String name) {
    // A lone surrogate has no UTF-8 form, and is not a name.
    if (name.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c < 0xE000)) {
      assertThat(new ByteSource(new ByteSink().name(name).toByteArray()).name()).isEqualTo(name);
    }
  }

  @Example
  void whenANumberIsPaddedAsLinkersDo_thenItReads() {
    assertThat(new ByteSource(bytes(0x85, 0x80, 0x80, 0x80, 0x00)).u32()).isEqualTo(5);
    assertThat(new ByteSource(bytes(0xff, 0xff, 0xff, 0xff, 0x7f)).s32()).isEqualTo(-1);
  }

  @Example
  void whenANumberIsTooLongOrCutOff_thenThatIsSaid() {
    assertThatThrownBy(() -> new ByteSource(bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0)).u32())
        .hasMessage("at byte 5: a number is longer than 5 bytes");
    assertThatThrownBy(() -> new ByteSource(bytes(0xff, 0xff, 0xff, 0xff, 0x1f)).u32())
        .hasMessage("at byte 5: a number has more than 32 bits");
    assertThatThrownBy(() -> new ByteSource(bytes(0x80)).u32())
        .hasMessage("at byte 1: ends too early");
    assertThatThrownBy(() -> new ByteSource(bytes(9, 9)).count())
        .hasMessage("at byte 1: there cannot be 9 elements here");
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
