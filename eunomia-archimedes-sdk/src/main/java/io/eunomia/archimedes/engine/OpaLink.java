package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.styra.opa.wasm.OpaWasm_Env;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import com.styra.opa.wasm.OpaWasm_ModuleImports;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a module of another compiler, through opa-java-wasm's bindings. Its own {@code
 * OpaPolicy} is not used: that compiles the module anew for every instance, and knows no limits.
 */
final class OpaLink implements OpaWasm_ModuleImports, OpaWasm_Env {
  private final HostBuiltins builtins;
  private final Consumer<String> prints;
  private final ByteArrayMemory memory;
  private final ModuleText text;
  private final OpaWasm_ModuleExports exports;
  private @Nullable BuiltinContext context;

  OpaLink(CompiledWasm wasm, HostBuiltins builtins, Consumer<String> prints) {
    this.builtins = builtins;
    this.prints = prints;
    memory = wasm.newMemory(Integer.MAX_VALUE);
    text = new ModuleText(memory);
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
    return text.whole(exports.opaJsonDump(value));
  }

  ModuleText text() {
    return text;
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
    throw new PolicyAbort(text.message(message));
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
      values[i] = TermText.read(text.whole(exports.opaValueDump(arguments[i])));
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
    return ImportValues.builder()
        .addFunction(bound.functions())
        .addFunction(text.println(prints))
        .addMemory(bound.memories())
        .build();
  }
}
