package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import com.styra.opa.wasm.OpaWasm_Env;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import com.styra.opa.wasm.OpaWasm_ModuleImports;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a module of another compiler, through opa-java-wasm's bindings. Its own {@code
 * OpaPolicy} is not used: that compiles the module anew for every instance, and knows no limits.
 */
final class OpaLink implements OpaWasm_ModuleImports, OpaWasm_Env {
  private static final int MAX_MESSAGE = 4096;

  private static final int MAX_LINE = 65_536;

  private final HostBuiltins builtins;
  private final Consumer<String> prints;
  private final ByteArrayMemory memory;
  private final OpaWasm_ModuleExports exports;
  private @Nullable BuiltinContext context;

  OpaLink(CompiledWasm wasm, HostBuiltins builtins, Consumer<String> prints) {
    this.builtins = builtins;
    this.prints = prints;
    memory = wasm.newMemory();
    exports = new OpaWasm_ModuleExports(wasm.instantiate(imports()));
  }

  OpaWasm_ModuleExports exports() {
    return exports;
  }

  void context(BuiltinContext evaluation) {
    context = evaluation;
  }

  /** A value's JSON. */
  String json(int value) {
    int text = exports.opaJsonDump(value);
    return new String(text(text, Integer.MAX_VALUE), StandardCharsets.UTF_8);
  }

  /** The bytes up to the next zero, or up to {@code max + 1} of them. */
  byte[] text(int address, int max) {
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

  @Override
  public OpaWasm_Env env() {
    return this;
  }

  @Override
  public ByteArrayMemory memory() {
    return memory;
  }

  @Override
  public void opaAbort(int message) {
    throw new PolicyAbort(new String(text(message, MAX_MESSAGE), StandardCharsets.UTF_8));
  }

  @Override
  public int opaBuiltin0(int number, int unused) {
    return call(number);
  }

  @Override
  public int opaBuiltin1(int number, int unused, int a) {
    return call(number, a);
  }

  @Override
  public int opaBuiltin2(int number, int unused, int a, int b) {
    return call(number, a, b);
  }

  @Override
  public int opaBuiltin3(int number, int unused, int a, int b, int c) {
    return call(number, a, b, c);
  }

  @Override
  public int opaBuiltin4(int number, int unused, int a, int b, int c, int d) {
    return call(number, a, b, c, d);
  }

  private int call(int number, int... arguments) {
    BuiltinContext evaluation = context;
    if (evaluation == null) {
      throw new PolicyAbort("the module calls a builtin outside of an evaluation");
    }
    Value[] values = new Value[arguments.length];
    for (int i = 0; i < values.length; i++) {
      byte[] text = text(exports.opaValueDump(arguments[i]), Integer.MAX_VALUE);
      values[i] = TermText.read(new String(text, StandardCharsets.UTF_8));
    }
    Value result = builtins.call(number, evaluation, null, values);
    return result == null ? 0 : parse(TermText.write(result).getBytes(StandardCharsets.UTF_8));
  }

  private int parse(byte[] term) {
    int address = exports.opaMalloc(term.length);
    memory.write(address, term, 0, term.length);
    int value = exports.opaValueParse(address, term.length);
    exports.opaFree(address);
    return value;
  }

  private ImportValues imports() {
    ImportValues bound = toImportValues();
    // Newer modules import one function more than the bindings were made from.
    HostFunction print =
        new HostFunction(
            "env",
            "opa_println",
            FunctionType.of(List.of(ValType.I32), List.of()),
            (instance, arguments) -> {
              byte[] line = text((int) arguments[0], MAX_LINE);
              prints.accept(new String(line, StandardCharsets.UTF_8));
              return null;
            });
    return ImportValues.builder()
        .addFunction(bound.functions())
        .addFunction(print)
        .addMemory(bound.memories())
        .build();
  }
}
