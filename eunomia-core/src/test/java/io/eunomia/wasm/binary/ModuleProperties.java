package io.eunomia.wasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ModuleProperties {
  @Property(tries = 300)
  void whenAModuleIsWritten_thenItReadsBack(@ForAll("modules") WasmModule module) {
    assertThat(ModuleReader.read(ModuleWriter.write(module))).isEqualTo(module);
  }

  @Property(tries = 300)
  void whenBytesAreBroken_thenOnlyThatIsSaid(
      @ForAll("modules") WasmModule module, @ForAll int place, @ForAll byte value) {
    byte[] bytes = ModuleWriter.write(module);
    bytes[Math.floorMod(place, bytes.length)] = value;
    try {
      ModuleReader.read(bytes);
    } catch (MalformedModuleException e) {
      assertThat(e).hasMessageStartingWith("at byte ");
    }
  }

  @Example
  void whenTheBytesAreNoModule_thenThatIsSaid() {
    assertThatThrownBy(() -> ModuleReader.read(new byte[8]))
        .hasMessage("at byte 4: no WebAssembly module of version 1");
  }

  @Provide
  Arbitrary<WasmModule> modules() {
    Arbitrary<List<FuncType>> types =
        Combinators.combine(valueTypes(), valueTypes()).as(FuncType::new).list().ofMaxSize(4);
    Arbitrary<Limits> limits =
        Combinators.combine(numbers(), numbers().injectNull(0.5)).as(Limits::new);
    Arbitrary<Import.Kind> kinds =
        Arbitraries.oneOf(
            numbers().map(Import.Function::new),
            limits.map(Import.Table::new),
            limits.map(Import.Memory::new),
            Combinators.combine(
                    Arbitraries.of(ValueType.I32, ValueType.F64), Arbitraries.of(true, false))
                .as(Import.Global::new));
    Arbitrary<List<Import>> imports =
        Combinators.combine(names(), names(), kinds).as(Import::new).list().ofMaxSize(3);
    Arbitrary<List<WasmModule.Global>> globals =
        Combinators.combine(Arbitraries.of(true, false), Arbitraries.integers())
            .as((mutable, value) -> new WasmModule.Global(ValueType.I32, mutable, value))
            .list()
            .ofMaxSize(3);
    Arbitrary<List<Export>> exports =
        Combinators.combine(names(), Arbitraries.of(Export.Kind.class), numbers())
            .as(Export::new)
            .list()
            .ofMaxSize(3);
    Arbitrary<List<Code>> code =
        Combinators.combine(
                Combinators.combine(numbers(), Arbitraries.of(ValueType.I32, ValueType.I64))
                    .as(Code.Locals::new)
                    .list()
                    .ofMaxSize(3),
                bytes())
            .as(Code::new)
            .list()
            .ofMaxSize(3);
    Arbitrary<List<Segment>> data =
        Combinators.combine(Arbitraries.integers(), bytes()).as(Segment::new).list().ofMaxSize(3);
    Arbitrary<List<CustomSection>> customs =
        Combinators.combine(names(), bytes()).as(CustomSection::new).list().ofMaxSize(2);
    Arbitrary<List<WasmModule.Elements>> elements =
        Combinators.combine(Arbitraries.integers(), numbers().list().ofMaxSize(4))
            .as(WasmModule.Elements::new)
            .list()
            .ofMaxSize(2);
    return Combinators.combine(types, imports, globals, exports, elements, code, data, customs)
        .as(
            (t, i, g, x, e, c, d, s) ->
                new WasmModule(
                    t,
                    i,
                    c.stream().map(unused -> 0).toList(),
                    List.of(),
                    List.of(),
                    g,
                    x,
                    e,
                    c,
                    d,
                    s));
  }

  private static Arbitrary<List<ValueType>> valueTypes() {
    return Arbitraries.of(ValueType.class).list().ofMaxSize(4);
  }

  private static Arbitrary<Integer> numbers() {
    return Arbitraries.integers().between(0, Integer.MAX_VALUE);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().alpha().ofMaxLength(8);
  }

  private static Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
  }
}
