package io.eunomia.archimedes.engine;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A module and what runs its functions: JVM bytecode, made now or kept from before.
 *
 * @param module what instances are made of
 * @param machines what runs them
 * @param whole whether all functions are bytecode: none is too large for the JVM
 */
record GeneratedCode(WasmModule module, Function<Instance, Machine> machines, boolean whole) {
  private static final Logger LOG = LoggerFactory.getLogger(GeneratedCode.class);

  /** Another one when code is generated or kept in another way. */
  private static final String FORM = "1";

  /** Whose code it is, or null if that cannot be told: then none is kept. */
  private static final @Nullable String GENERATOR = generator();

  /**
   * Of a module.
   *
   * @param digest of the module
   * @param cache where its code may be already, and is afterwards
   * @throws ChicoryException if it is not valid
   */
  static GeneratedCode of(byte[] wasm, String digest, CodeCache cache) {
    if (GENERATOR == null || cache == CodeCache.NONE) {
      return generate(wasm, null);
    }
    String key = digest + " " + GENERATOR;
    byte[] code = cache.find(key);
    if (code != null) {
      try {
        return restore(wasm, code);
      } catch (RuntimeException | LinkageError | AssertionError e) {
        LOG.warn("the code that was kept of {} cannot be used: {}", digest, e.toString());
      }
    }
    return generate(wasm, new Fresh(cache, key));
  }

  /** Code was kept of a valid module only, and this module is the same: it is not parsed again. */
  private static GeneratedCode restore(byte[] wasm, byte[] code) {
    WasmModule skeleton = Parser.parse(ModuleSkeleton.of(wasm));
    Kept kept = new Kept(code);
    GeneratedCode restored = new GeneratedCode(skeleton, machines(skeleton, kept), true);
    if (!kept.used) {
      // Then this is the code of the skeleton.
      throw new IllegalStateException("Chicory does not ask for it");
    }
    return restored;
  }

  private static GeneratedCode generate(byte[] wasm, @Nullable Cache cache) {
    WasmModule module = Parser.parse(wasm);
    Function<Instance, Machine> machines;
    try {
      machines = machines(module, cache);
    } catch (ChicoryException e) {
      LOG.debug("some function becomes no method of the JVM: {}", e.getMessage());
      return new GeneratedCode(
          module,
          MachineFactoryCompiler.builder(module)
              // A function too large for a JVM method is interpreted: slower, and no less right.
              .withInterpreterFallback(InterpreterFallback.SILENT)
              .compile(),
          false);
    }
    return new GeneratedCode(Parser.parse(ModuleSkeleton.of(wasm)), machines, true);
  }

  private static Function<Instance, Machine> machines(WasmModule module, @Nullable Cache cache) {
    Function<Instance, Machine> compiled =
        MachineFactoryCompiler.builder(module)
            .withInterpreterFallback(InterpreterFallback.FAIL)
            .withCache(cache)
            .compile();
    // Without the check that instances are of this very module: they are of its skeleton.
    return ((CompiledModule) compiled).machineFactory();
  }

  private static @Nullable String generator() {
    String compiler = version("compiler");
    String runtime = version("runtime");
    return compiler == null || runtime == null
        ? null
        : "%s chicory-%s/%s jdk-%d".formatted(FORM, compiler, runtime, Runtime.version().feature());
  }

  /** The version of one of Chicory's libraries; null where its description was left out. */
  private static @Nullable String version(String artifact) {
    try (InputStream in =
        Machine.class.getResourceAsStream(
            "/META-INF/maven/com.dylibso.chicory/" + artifact + "/pom.properties")) {
      if (in == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes what is generated. */
  private record Fresh(CodeCache cache, String key) implements Cache {
    @Override
    public byte @Nullable [] get(String module) {
      return null;
    }

    @Override
    public void putIfAbsent(String module, byte[] code) {
      cache.keep(key, code);
    }
  }

  /** Gives what was kept. */
  private static final class Kept implements Cache {
    private final byte[] code;
    private boolean used;

    Kept(byte[] code) {
      this.code = code;
    }

    @Override
    public byte[] get(String module) {
      used = true;
      return code;
    }

    @Override
    public void putIfAbsent(String module, byte[] fresh) {
      // It is there.
    }
  }
}
