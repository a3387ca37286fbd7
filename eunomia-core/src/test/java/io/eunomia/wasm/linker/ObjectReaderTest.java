package io.eunomia.wasm.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.wasm.binary.MalformedModuleException;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObjectReaderTest {
  static ObjectModule runtime() throws IOException {
    try (InputStream in = ObjectReader.class.getResourceAsStream("/io/eunomia/wasm/runtime.o")) {
      return ObjectReader.read(in.readAllBytes());
    }
  }

  @Test
  void whenTheRuntimeIsRead_thenEveryNameThatItUsesIsKnown() throws IOException {
    ObjectModule runtime = runtime();
    Set<String> known = new HashSet<>(runtime.missing().keySet());
    runtime.functions().forEach(function -> assertThat(known.add(function.name())).isTrue());
    runtime.data().forEach(datum -> assertThat(known.add(datum.name())).isTrue());
    Stream<List<Relocation>> relocations =
        Stream.concat(
            runtime.functions().stream().map(RelocatableFunction::relocations),
            runtime.data().stream().map(RelocatableData::relocations));
    relocations
        .flatMap(List::stream)
        .forEach(
            relocation -> {
              if (relocation instanceof Relocation.Function function) {
                assertThat(known).contains(function.symbol());
              } else if (relocation instanceof Relocation.Address address) {
                assertThat(known).contains(address.symbol());
              } else if (relocation instanceof Relocation.Slot slot) {
                assertThat(known).contains(slot.symbol());
              } else if (relocation instanceof Relocation.Global global) {
                assertThat(global.symbol()).isEqualTo("__stack_pointer");
              }
            });
    assertThat(known).contains("rt_alloc", "rt_heap", "rt_get", "rt_true_value", "bi_count");
  }

  @Test
  void whenAModuleHasNoLinkingSection_thenThatIsSaid() {
    assertThatThrownBy(() -> ObjectReader.read(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}))
        .isInstanceOf(MalformedModuleException.class)
        .hasMessage("at byte 0: the module has no section \"linking\": it cannot be linked");
  }
}
