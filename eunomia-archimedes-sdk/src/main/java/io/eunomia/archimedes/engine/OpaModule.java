package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.util.Map;

/** A module of another compiler that speaks OPA's ABI: everything goes in and out as text. */
final class OpaModule implements PolicyModule {
  private static final int MAJOR = 1;
  private static final int MINOR = 3;

  private final Environment environment;
  private final CompiledWasm wasm;
  private final Map<String, Integer> entrypoints;
  private final HostBuiltins builtins;
  private final boolean reachesNetwork;
  private final byte[] data;
  private final String description;

  private OpaModule(Environment environment, CompiledWasm wasm, byte[] data) {
    this.environment = environment;
    this.wasm = wasm;
    this.data = JsonText.checked("data", data.clone());
    OpaLink link = new OpaLink(wasm, HostBuiltins.none(), environment.prints());
    long major = link.exports().opaWasmAbiVersion().getValue();
    long minor = link.exports().opaWasmAbiMinorVersion().getValue();
    if (major != MAJOR || minor < MINOR) {
      throw new InvalidModuleException(
          "the module speaks version %d.%d of OPA's ABI, this runtime knows %d.%d and later"
              .formatted(major, minor, MAJOR, MINOR));
    }
    description = "OPA ABI 1." + minor;
    entrypoints = ModuleTables.read("entrypoints", link.json(link.exports().entrypoints()));
    Map<String, Integer> called =
        ModuleTables.read("builtins", link.json(link.exports().builtins()));
    builtins = HostBuiltins.resolve(called, environment, wasm.execution());
    reachesNetwork = BuiltinRegistry.reachNetwork(called.keySet());
  }

  /** Whether a module speaks this ABI. */
  static boolean isOpa(CompiledWasm wasm) {
    return wasm.exportsGlobal("opa_wasm_abi_version") && wasm.exportsFunction("opa_eval");
  }

  static OpaModule load(Environment environment, CompiledWasm wasm, byte[] data) {
    return new OpaModule(environment, wasm, data);
  }

  @Override
  public Map<String, Integer> entrypoints() {
    return entrypoints;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean reachesNetwork() {
    return reachesNetwork;
  }

  @Override
  public PolicyInstance newInstance() {
    return new OpaInstance(environment, new OpaLink(wasm, builtins, environment.prints()), data);
  }
}
