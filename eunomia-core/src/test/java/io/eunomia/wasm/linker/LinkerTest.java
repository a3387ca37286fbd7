package io.eunomia.wasm.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.ModuleReader;
import io.eunomia.wasm.binary.ModuleWriter;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import io.eunomia.wasm.binary.ValueType;
import io.eunomia.wasm.binary.WasmModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkerTest {
  private static final int STACK = 1024;

  private final List<RelocatableFunction> functions = new ArrayList<>();
  private final List<RelocatableData> data =
      new ArrayList<>(List.of(new RelocatableData("heap", new byte[4], 4, List.of())));

  private FunctionBuilder function(int params) {
    return new FunctionBuilder(FuncType.ints(params, 1));
  }

  private WasmModule link(String... exports) {
    return Linker.link(
        new LinkRequest(
            List.of(new ObjectModule(functions, data, Map.of())),
            List.of(),
            List.of(exports),
            Map.of("answer", 42),
            Map.of("heap_address", "heap"),
            "heap",
            STACK,
            List.of(),
            true));
  }

  private static Instance run(WasmModule module) {
    return Instance.builder(Parser.parse(ModuleWriter.write(module)))
        .withImportValues(
            ImportValues.builder()
                .addMemory(
                    new ImportMemory("env", "memory", new ByteArrayMemory(new MemoryLimits(1, 10))))
                .build())
        .build();
  }

  @Test
  void whenFunctionsReachOthers_thenOnlyTheseAreTaken() {
    functions.add(function(0).call("used").build("main"));
    functions.add(function(0).i32(7).build("used"));
    functions.add(function(0).call("missing").build("unused"));
    data.add(new RelocatableData("unused data", new byte[] {1}, 1, List.of()));
    WasmModule module = link("main");
    assertThat(module.code()).hasSize(2);
    assertThat(run(module).export("main").apply()[0]).isEqualTo(7);
    assertThat(ModuleWriter.write(link("main"))).isEqualTo(ModuleWriter.write(module));
    assertThat(ModuleReader.read(ModuleWriter.write(module))).isEqualTo(module);
  }

  @Test
  void whenDataHoldAddressesAndSlots_thenTheyAreFilledIn() {
    data.add(
        new RelocatableData(
            "table",
            new byte[8],
            4,
            List.of(
                new Relocation.Slot(0, 4, Relocation.Encoding.FIXED_32, "callee"),
                new Relocation.Address(4, 4, Relocation.Encoding.FIXED_32, "number", 4))));
    data.add(new RelocatableData("number", new byte[] {1, 0, 0, 0, 5, 0, 0, 0}, 8, List.of()));
    functions.add(
        function(0)
            .address("table", 4)
            .load(Op.I32_LOAD, 0)
            .load(Op.I32_LOAD, 0)
            .address("table", 0)
            .load(Op.I32_LOAD, 0)
            .callIndirect(FuncType.ints(1, 1))
            .build("main"));
    functions.add(function(1).get(0).i32(100).op(Op.I32_ADD).build("callee"));
    assertThat(run(link("main")).export("main").apply()[0]).isEqualTo(105);
  }

  @Test
  void whenTheModuleStarts_thenTheHeapBeginsAfterItsData() {
    data.add(new RelocatableData("zeros", new byte[100], 8, List.of()));
    functions.add(function(0).address("zeros", 0).build("zeros"));
    functions.add(function(0).address("heap", 0).load(Op.I32_LOAD, 0).build("heap start"));
    Instance instance = run(link("zeros", "heap start"));
    long zeros = instance.export("zeros").apply()[0];
    long heap = instance.export("heap start").apply()[0];
    assertThat(zeros).isGreaterThanOrEqualTo(STACK).isEven();
    assertThat(heap).isGreaterThanOrEqualTo(zeros + 100);
    assertThat(heap % 16).isZero();
    assertThat(instance.exports().global("answer").getValue()).isEqualTo(42);
    assertThat(instance.exports().global("heap_address").getValue()).isEqualTo(STACK);
  }

  @Test
  void whenBranchesNameLabels_thenTheyGoThere() {
    FunctionBuilder f = function(1);
    int sum = f.local(ValueType.I32);
    f.block(
        end ->
            f.loop(
                again -> {
                  f.get(0).op(Op.I32_EQZ).brIf(end);
                  f.get(sum).get(0).op(Op.I32_ADD).set(sum);
                  f.get(0).i32(1).op(Op.I32_SUB).set(0);
                  f.br(again);
                }));
    functions.add(f.get(sum).build("main"));
    assertThat(run(link("main")).export("main").apply(10)[0]).isEqualTo(55);
  }

  @Test
  void whenALocalIsSetAndRead_thenItStaysOnTheStackOnce() {
    FunctionBuilder f = function(0);
    int local = f.local(ValueType.I32);
    functions.add(
        f.i32(3)
            .set(local)
            .get(local)
            .get(local)
            .op(Op.I32_MUL)
            .get(local)
            .op(Op.I32_ADD)
            .build("main"));
    assertThat(run(link("main")).export("main").apply()[0]).isEqualTo(12);
  }

  @Test
  void whenSomethingIsMissing_thenItIsNamed() {
    functions.add(function(0).call("nobody").build("main"));
    assertThatThrownBy(() -> link("main"))
        .isInstanceOf(LinkException.class)
        .hasMessage("there is no function \"nobody\"");
    functions.set(0, function(0).address("nothing", 0).build("main"));
    assertThatThrownBy(() -> link("main")).hasMessage("there is no datum \"nothing\"");
  }
}
