package io.eunomia.archimedes.engine.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final int BASE = 4096;
  private static final Constants CONSTANTS = new Constants(8, 16, 24);

  private final LayoutWriter writer = new LayoutWriter(CONSTANTS, new StringTable());

  private ByteArrayMemory memory() {
    ByteArrayMemory memory = new ByteArrayMemory(new MemoryLimits(64));
    memory.writeByte(8, (byte) Layout.NULL);
    memory.writeByte(16, (byte) Layout.BOOLEAN);
    memory.writeByte(24, (byte) Layout.BOOLEAN);
    memory.writeByte(25, (byte) 1);
    memory.write(BASE, writer.bytes(), 0, writer.length());
    return memory;
  }

  private Value readBack(int ref) {
    return new MemoryReader(memory()).read(ref);
  }

  private int read(String json, String... path) throws InvalidJsonException {
    writer.begin(BASE, 1 << 21);
    JsonInput input = new JsonInput(writer, InputPaths.of(List.of(List.of(path))));
    input.read(json.getBytes(StandardCharsets.UTF_8));
    return input.slots()[0];
  }

  private static StringValue string(String text) {
    return new StringValue(text);
  }

  @Provide
  Arbitrary<Value> values() {
    return values(3);
  }

  private static Arbitrary<Value> values(int depth) {
    Arbitrary<Value> leaves =
        Arbitraries.oneOf(
            Arbitraries.of(NullValue.INSTANCE, BooleanValue.TRUE, BooleanValue.FALSE),
            Arbitraries.longs().map(Value::of),
            Arbitraries.integers().between(-3, 3).map(Value::of),
            Arbitraries.bigDecimals().ofScale(12).map(NumberValue::new),
            Arbitraries.strings()
                .filter(s -> s.codePoints().allMatch(c -> c < 0xD800 || c > 0xDFFF))
                .map(Value::of));
    if (depth == 0) {
      return leaves;
    }
    Arbitrary<Value> inner = values(depth - 1);
    return Arbitraries.oneOf(
        leaves,
        inner.list().ofMaxSize(12).map(ArrayValue::new),
        inner.set().ofMaxSize(12).map(SetValue::new),
        Arbitraries.maps(leaves, inner).ofMaxSize(12).map(ObjectValue::new));
  }

  @Property(tries = 500)
  void whenAValueIsWritten_thenItReadsBack(@ForAll("values") Value value) {
    writer.begin(BASE, 1 << 21);
    assertThat(readBack(ValueLayout.write(writer, value))).isEqualTo(value);
    assertThat(TermText.read(TermText.write(value))).isEqualTo(value);
  }

  @Property(tries = 300)
  void whenAnObjectIsWritten_thenItsIndexLeadsToEveryKey(@ForAll("values") Value value) {
    writer.begin(BASE, 1 << 21);
    int ref = ValueLayout.write(writer, value);
    if (value instanceof ObjectValue object && object.members().size() > Layout.UNINDEXED) {
      ByteArrayMemory memory = memory();
      for (Value key : object.members().keySet()) {
        int entry = LayoutProbe.find(memory, ref, ValueLayout.hash(key), key);
        assertThat(new MemoryReader(memory).read(memory.readInt(entry + 4)))
            .isEqualTo(object.members().get(key));
      }
    }
  }

  @Test
  void whenNumbersAreWritten_thenTheirFormIsTheRuntimes() throws InvalidJsonException {
    assertThat(read("0")).isEqualTo(1);
    assertThat(read("-1")).isEqualTo(-1);
    assertThat(read("1073741823")).isEqualTo(0x7FFFFFFF);
    int wide = read("1073741824");
    assertThat(memory().readInt(wide)).isEqualTo(Layout.NUMBER);
    assertThat(memory().readLong(wide + 8)).isEqualTo(1L << 30);
    assertThat(readBack(read("-9223372036854775808"))).isEqualTo(Value.of(Long.MIN_VALUE));
    int big = read("9223372036854775808");
    assertThat(memory().readInt(big) & 0xFFFF).isEqualTo(Layout.NUMBER | Layout.DECIMAL_KIND);
  }

  @Test
  void whenADecimalIsWritten_thenItIsNormalizedAndKeepsItsSpelling() throws InvalidJsonException {
    int ref = read("-12345678901230.4500e3");
    ByteArrayMemory memory = memory();
    assertThat(memory.readInt(ref)).isEqualTo(0x00010103);
    assertThat(memory.readInt(ref + 8)).isEqualTo(1);
    assertThat(memory.readInt(ref + 12)).isEqualTo(2);
    assertThat(memory.readInt(ref + 20)).isEqualTo(890123045);
    assertThat(memory.readInt(ref + 24)).isEqualTo(1234567);
    assertThat(memory.readString(ref + 28, memory.readInt(ref + 16)))
        .isEqualTo("-12345678901230.4500e3");
    assertThat(readBack(read("0.0"))).isEqualTo(Value.of(0));
    assertThat(readBack(read("-0"))).isEqualTo(Value.of(0));
    assertThat(readBack(read("1.50"))).isEqualTo(new NumberValue(new BigDecimal("1.5")));
  }

  @Test
  void whenStringsAreWritten_thenTheirHashIsJavas() throws InvalidJsonException {
    for (String text : List.of("", "a", "grüße", "日本語", "a😀b", "\u0000")) {
      int ref = read(jsonOf(text));
      assertThat(readBack(ref)).isEqualTo(string(text));
      int hash = text.hashCode();
      assertThat(memory().readInt(ref + 4)).isEqualTo(hash == 0 ? 1 : hash);
      writer.begin(BASE, 1 << 20);
      assertThat(readBack(writer.string(text))).isEqualTo(string(text));
    }
    int lone = read("\"a\\ud800b\"");
    assertThat(readBack(lone)).isEqualTo(string("a\uFFFDb"));
    assertThat(memory().readInt(lone + 4)).isEqualTo("a\uFFFDb".hashCode());
  }

  @Test
  void whenAStringIsInTheModuleAlready_thenItIsNotWrittenAgain() throws InvalidJsonException {
    StringTable strings = new StringTable();
    LayoutWriter data = new LayoutWriter(CONSTANTS, strings, true);
    data.begin(BASE, 1 << 20);
    String json = "{\"roles\":[\"admin\",\"grüße\",\"admin\"],\"admin\":\"roles\"}";
    int document = JsonInput.readAll(data, json.getBytes(StandardCharsets.UTF_8));
    LayoutWriter input = new LayoutWriter(CONSTANTS, strings);
    input.begin(BASE + data.length(), 1 << 20);
    int known = input.string("admin");
    assertThat(known).isBetween(BASE, BASE + data.length());
    assertThat(input.string("grüße")).isBetween(BASE, BASE + data.length());
    assertThat(input.string("admin2")).isGreaterThanOrEqualTo(BASE + data.length());
    String twice = "{\"admin\":1,\"new\":2,\"admin\":\"grüße\",\"new\":\"roles\"}";
    int object = JsonInput.readAll(input, twice.getBytes(StandardCharsets.UTF_8));
    ByteArrayMemory memory = memory();
    memory.write(BASE, data.bytes(), 0, data.length());
    memory.write(BASE + data.length(), input.bytes(), 0, input.length());
    MemoryReader reader = new MemoryReader(memory);
    assertThat(TermText.write(reader.read(document)))
        .isEqualTo("{\"roles\":[\"admin\",\"grüße\",\"admin\"],\"admin\":\"roles\"}");
    assertThat(TermText.write(reader.read(object)))
        .isEqualTo("{\"admin\":\"grüße\",\"new\":\"roles\"}");
    assertThat(memory.readInt(known + 4)).isEqualTo("admin".hashCode());
  }

  private static String jsonOf(String text) {
    return TermText.write(string(text));
  }

  @Test
  void whenKeysComeTwice_thenTheLastCounts() throws InvalidJsonException {
    assertThat(readBack(read("{\"a\":1,\"b\":2,\"a\":3}")))
        .isEqualTo(new ObjectValue(Map.of(string("a"), Value.of(3), string("b"), Value.of(2))));
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 40; i++) {
      many.append("\"k").append(i % 20).append("\":").append(i).append(',');
    }
    Value value = readBack(read(many + "\"end\":null}"));
    assertThat(((ObjectValue) value).members()).hasSize(21);
    assertThat(((ObjectValue) value).get("k7")).isEqualTo(Value.of(27));
    assertThat(read("{\"a\":{\"b\":1},\"a\":2}", "a", "b")).isZero();
    assertThat(read("{\"a\":{\"b\":1},\"a\":{}}", "a", "b")).isZero();
  }

  @Test
  void whenPathsAreGiven_thenOnlyTheyAreWritten() throws InvalidJsonException {
    String json = "{\"x\":[1,{\"y\":2}],\"a\":{\"b\":{\"c\":[true,null]},\"z\":\"skipped\"}}";
    assertThat(readBack(read(json, "a", "b", "c")))
        .isEqualTo(new ArrayValue(List.of(BooleanValue.TRUE, NullValue.INSTANCE)));
    assertThat(writer.length()).isEqualTo(32);
    assertThat(read(json, "a", "q")).isZero();
    assertThat(read(json, "x", "y")).isZero();
    assertThat(writer.length()).isZero();
  }

  @Test
  void whenPathsOverlap_thenEachSlotIsFilled() throws InvalidJsonException {
    writer.begin(BASE, 1 << 20);
    InputPaths paths = InputPaths.of(List.of(List.of("a"), List.of("a", "b"), List.of("a")));
    JsonInput input = new JsonInput(writer, paths);
    input.read("{\"a\":{\"b\":\"v\"}}".getBytes(StandardCharsets.UTF_8));
    int[] slots = input.slots();
    assertThat(readBack(slots[0])).isEqualTo(new ObjectValue(Map.of(string("b"), string("v"))));
    assertThat(slots[2]).isEqualTo(slots[0]);
    assertThat(readBack(slots[1])).isEqualTo(string("v"));
  }

  @Test
  void whenTextIsNotJson_thenSaysWhere() {
    for (String bad : List.of("", "{", "[1,]", "tru", "{\"a\" 1}", "1 2", "NaN", "01", "'a'")) {
      assertThatThrownBy(() -> read(bad)).isInstanceOf(InvalidJsonException.class);
    }
    String deep = "[".repeat(600) + "]".repeat(600);
    assertThatThrownBy(() -> read(deep)).hasMessageContaining("nesting depth");
    assertThatThrownBy(() -> read("[1,\n 2,\n x]")).hasMessageContaining("(line 3, column 2)");
  }

  @Test
  void whenItDoesNotFit_thenSaysSo() {
    writer.begin(BASE, 1 << 16);
    String large = "x".repeat(1 << 16);
    assertThatThrownBy(() -> writer.string(large))
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("65536 bytes");
    assertThatThrownBy(() -> writer.number("1e99999999999999"))
        .isInstanceOf(LayoutException.class)
        .hasMessageContaining("out of range");
  }

  @Test
  void whenSetsAreWritten_thenHashesDoNotDependOnOrder() {
    Value a = new SetValue(Set.of(Value.of(1), string("x"), new ArrayValue(List.of())));
    Value b = SetValue.of(List.of(new ArrayValue(List.of()), string("x"), NumberValue.of(1.0)));
    assertThat(ValueLayout.hash(a)).isEqualTo(ValueLayout.hash(b));
    assertThat(a).isEqualTo(b);
  }
}
