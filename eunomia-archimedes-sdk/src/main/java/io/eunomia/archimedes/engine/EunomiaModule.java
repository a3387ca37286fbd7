package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.layout.Constants;
import io.eunomia.archimedes.engine.layout.InputPaths;
import io.eunomia.archimedes.engine.layout.LayoutWriter;
import io.eunomia.archimedes.engine.layout.RequestInput;
import io.eunomia.archimedes.engine.layout.StringTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A module of our compiler: requests are written into its memory as values, data is laid out once
 * and copied into each instance, and it counts its own steps.
 */
final class EunomiaModule implements PolicyModule {
  private static final int ABI = 1;

  private final Environment environment;
  private final CompiledWasm wasm;
  private final Addresses addresses;
  private final InputPaths paths;
  private final RequestInput request;
  private final Map<String, Integer> entrypoints;
  private final HostBuiltins builtins;
  private final boolean reachesNetwork;
  private final StringTable strings;

  /** Set when it is loaded, before anybody else knows of it. */
  private DataImage data;

  private EunomiaModule(Environment environment, CompiledWasm wasm, byte[] data) {
    this.environment = environment;
    this.wasm = wasm;
    byte[] section = wasm.section("eunomia.input");
    if (section == null) {
      throw new InvalidModuleException("the module has no section eunomia.input");
    }
    try {
      paths = InputPaths.parse(section);
    } catch (IllegalArgumentException e) {
      throw new InvalidModuleException(String.valueOf(e.getMessage()), e);
    }
    request = RequestInput.of(paths);
    EunomiaLink link = new EunomiaLink(wasm, environment.prints());
    addresses = link.addresses();
    if (addresses.abi() != ABI) {
      throw new InvalidModuleException(
          "the module's ABI eunomia_abi is " + addresses.abi() + ", this runtime knows " + ABI);
    }
    entrypoints = ModuleTables.read("entrypoints", link.table("entrypoints"));
    Map<String, Integer> called = ModuleTables.read("builtins", link.table("builtins"));
    builtins = HostBuiltins.resolve(called, environment, wasm.execution());
    checkDeclarations();
    reachesNetwork = BuiltinRegistry.reachNetwork(called.keySet());
    strings = link.strings(addresses);
    LayoutWriter writer = new LayoutWriter(addresses.constants(), strings, true);
    this.data = DataImage.of(data, link.heap(), writer, environment.limits());
  }

  /** Refuses a module that would call a host's own builtins otherwise than they are here. */
  private void checkDeclarations() {
    byte[] section = wasm.section("eunomia.builtins");
    if (section == null) {
      return;
    }
    List<String> mismatches;
    try {
      mismatches = environment.builtins().mismatches(new String(section, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new InvalidModuleException("the section eunomia.builtins: " + e.getMessage(), e);
    }
    if (!mismatches.isEmpty()) {
      throw new InvalidModuleException(String.join("; ", mismatches));
    }
  }

  /** Whether a module speaks this ABI. */
  static boolean isOurs(CompiledWasm wasm) {
    return wasm.exportsGlobal("eunomia_abi");
  }

  static EunomiaModule load(Environment environment, CompiledWasm wasm, byte[] data) {
    EunomiaModule module = new EunomiaModule(environment, wasm, data);
    module.data = Preparation.of(module, module.data);
    return module;
  }

  @Override
  public Map<String, Integer> entrypoints() {
    return entrypoints;
  }

  @Override
  public String description() {
    return "eunomia, "
        + paths.size()
        + " input paths, "
        + data.prepared()
        + " of "
        + addresses.preparedCount()
        + " rules of data computed";
  }

  @Override
  public boolean reachesNetwork() {
    return reachesNetwork;
  }

  @Override
  public PolicyInstance newInstance() {
    return new EunomiaInstance(this, new EunomiaLink(wasm, environment.prints()), data);
  }

  Environment environment() {
    return environment;
  }

  Addresses addresses() {
    return addresses;
  }

  InputPaths paths() {
    return paths;
  }

  RequestInput request() {
    return request;
  }

  HostBuiltins builtins() {
    return builtins;
  }

  StringTable strings() {
    return strings;
  }

  CompiledWasm wasm() {
    return wasm;
  }

  /**
   * Where things are in every instance.
   *
   * @param abi the version of this very contract
   * @param heap of the bump pointer
   * @param budget of the steps left
   * @param slots of the first slot
   * @param noInput the reference to pass where slots say everything
   * @param strict of the flag that makes builtin errors final, or 0 if the module has none
   * @param place of the address of the text that says where a builtin is called, or 0
   * @param strings of the list of constant strings, or 0
   * @param prepared of the cells of rules that are computed ahead, or 0 if there are none
   * @param preparedCount how many of these there are
   * @param constants null, false and true
   */
  record Addresses(
      int abi,
      int heap,
      int budget,
      int slots,
      int noInput,
      int strict,
      int place,
      int strings,
      int prepared,
      int preparedCount,
      Constants constants) {}
}
