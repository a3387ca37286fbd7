package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.OpCode;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.GeneratedClasses.Method;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HotSpot leaves methods of more than 8,000 bytes interpreted for ever: a hundred times slower, and
 * nobody is told.
 */
class JvmMethodSizeTest {
  private static final int HUGE_METHOD = 8_000;
  private static final Path ROOT = Path.of(System.getProperty("eunomia.root", ".."));

  @Test
  void whenThePolicyIsTheBenchmarks_thenEveryMethodIsCompiled() throws IOException {
    Path policy = ROOT.resolve("benchmarks/src/main/resources/io/eunomia/benchmarks/policy.rego");
    assertCompiled(
        compile(
            List.of(SourceText.of("policy.rego", Files.readString(policy))),
            "users_service/authz/allow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"users-service", "documents-service", "payments-service"})
  void whenThePolicyIsAnExample_thenEveryMethodIsCompiled(String service) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    for (String folder : List.of("common", service)) {
      try (Stream<Path> files = Files.walk(ROOT.resolve("examples/policies").resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".rego"))
            .filter(file -> !file.toString().endsWith("_test.rego"))
            .sorted()
            .forEach(file -> sources.add(source(file)));
      }
    }
    String authz = service.replace('-', '_') + "/authz/";
    assertCompiled(compile(sources, authz + "allow", authz + "deny_reason"));
  }

  @Test
  void whenThereAreAThousandRules_thenEveryMethodIsCompiled() {
    // Found by an index; tried one after the other; and each of another name.
    assertCompiled(
        rules(
            i ->
                "allow if { input.operation_id == \"op%d\"; \"role%d\" in input.caller.roles }"
                    .formatted(i, i)));
    assertCompiled(
        rules(
            i -> "allow if { startswith(input.path, \"/p%d/\"); data.open[%d] }".formatted(i, i)));
    assertCompiled(rules(i -> "r%d if input.context.n > %d\nallow if r%d".formatted(i, i, i)));
  }

  @Test
  void whenAModuleIsEntered_thenNotThroughTheSwitchOverAllFunctions() {
    byte[] wasm = rules(i -> "r%d(x) if x > %d\nallow if r%d(input.context.n)".formatted(i, i, i));
    CompiledWasm compiled = CompiledWasm.compile(wasm, Limits.defaults(), Execution.COMPILED);
    EntryMachine machine =
        (EntryMachine)
            compiled.instantiate(imports(wasm, compiled.newMemory(Integer.MAX_VALUE))).getMachine();
    for (String function : List.of("eunomia_eval", "opa_json_dump", "entrypoints", "opa_eval")) {
      assertThat(machine.isDirect(compiled.function(function))).as(function).isTrue();
    }
  }

  private static ImportValues imports(byte[] wasm, Memory memory) {
    WasmModule module = Parser.parse(wasm);
    ImportValues.Builder imports =
        ImportValues.builder().addMemory(new ImportMemory("env", "memory", memory));
    module.importSection().stream()
        .filter(FunctionImport.class::isInstance)
        .map(FunctionImport.class::cast)
        .forEach(
            function ->
                imports.addFunction(
                    new HostFunction(
                        function.module(),
                        function.name(),
                        module.typeSection().getType(function.typeIndex()),
                        (caller, arguments) -> new long[1])));
    return imports.build();
  }

  private static byte[] rules(IntFunction<String> rule) {
    return Policies.compile(
        "default allow := false\n"
            + IntStream.range(0, 1_000).mapToObj(rule).collect(Collectors.joining("\n")));
  }

  private static void assertCompiled(byte[] wasm) {
    boolean table = callsThroughTable(wasm);
    assertThat(GeneratedClasses.methods(wasm))
        .hasSizeGreaterThan(100)
        // How Chicory enters any function by its number. EntryMachine goes past it.
        .filteredOn(method -> !method.owner().matches(".*(MachineCall|Dispatch_[0-9]+)"))
        // How functions are called through a table: generated also where none is.
        .filteredOn(
            method ->
                table
                    || !(method.name().startsWith("call_indirect_")
                        || method.owner().contains("Indirect_")))
        .allSatisfy(method -> assertThat(method.bytes()).as(name(method)).isLessThan(HUGE_METHOD));
  }

  private static boolean callsThroughTable(byte[] wasm) {
    return Arrays.stream(Parser.parse(wasm).codeSection().functionBodies())
        .flatMap(body -> body.instructions().stream())
        .anyMatch(instruction -> instruction.opcode() == OpCode.CALL_INDIRECT);
  }

  private static String name(Method method) {
    return method.owner() + "." + method.name();
  }

  private static byte[] compile(List<SourceText> sources, String... entrypoints) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            sources, RegoPolicyOptions.defaults().withEntrypoints(List.of(entrypoints)));
    assertThat(result.hasErrors()).as(result.diagnostics().toString()).isFalse();
    return Objects.requireNonNull(result.wasm());
  }

  private static SourceText source(Path file) {
    try {
      return SourceText.of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
