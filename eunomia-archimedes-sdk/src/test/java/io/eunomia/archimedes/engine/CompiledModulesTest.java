package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.wasm.Parser;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CompiledModulesTest {
  private static final byte[] ALLOWS = Policies.compile("allow if data.yes");
  private static final byte[] YES = "{\"yes\": true}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NO = "{\"yes\": false}".getBytes(StandardCharsets.UTF_8);

  private final CountingCache cache = new CountingCache();

  private PolicyEngine engine() {
    return new PolicyEngine(
        Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC(), cache);
  }

  private static Verdict decide(PolicyEngine engine, byte[] wasm, byte[] data) {
    try (LoadedPolicy policy = engine.load(wasm, data)) {
      return policy.decide(0, VersionedPolicy.INPUT);
    }
  }

  @Test
  void whenAModuleComesAgain_thenItIsNotCompiledAgain() {
    try (PolicyEngine engine = engine()) {
      assertThat(decide(engine, ALLOWS, YES)).isEqualTo(Verdict.TRUE);
      // Other data is another policy, but the same code.
      assertThat(decide(engine, ALLOWS.clone(), NO)).isEqualTo(Verdict.UNDEFINED);
      assertThat(decide(engine, ALLOWS, YES)).isEqualTo(Verdict.TRUE);
    }
    assertThat(cache.compiled).hasValue(1);
    assertThat(cache.found).hasValue(0);
  }

  @Test
  void whenThereAreMany_thenTheLastAreKept() {
    CompiledModules modules = new CompiledModules(Limits.defaults(), CodeCache.NONE);
    CompiledWasm first = modules.get(VersionedPolicy.wasm(1), Execution.INTERPRETED);
    CompiledWasm second = modules.get(VersionedPolicy.wasm(2), Execution.INTERPRETED);
    for (int i = 3; i <= CompiledModules.MAX_MODULES + 1; i++) {
      assertThat(modules.get(VersionedPolicy.wasm(1), Execution.INTERPRETED)).isSameAs(first);
      modules.get(VersionedPolicy.wasm(i), Execution.INTERPRETED);
    }
    assertThat(modules.size()).isEqualTo(CompiledModules.MAX_MODULES);
    assertThat(modules.get(VersionedPolicy.wasm(1), Execution.INTERPRETED)).isSameAs(first);
    assertThat(modules.get(VersionedPolicy.wasm(2), Execution.INTERPRETED)).isNotSameAs(second);
    assertThat(modules.get(VersionedPolicy.wasm(1), Execution.COMPILED)).isNotSameAs(first);
  }

  @Test
  void whenAModuleIsLarge_thenItIsKeptAloneIfAtAll() {
    CompiledModules modules = new CompiledModules(Limits.defaults(), CodeCache.NONE);
    modules.get(VersionedPolicy.wasm(1), Execution.INTERPRETED);
    byte[] section = new byte[(int) CompiledModules.MAX_BYTES];
    byte[] large = Policies.withSection(ALLOWS, "padding", section);
    CompiledWasm compiled = modules.get(large, Execution.INTERPRETED);
    assertThat(modules.size()).isEqualTo(1);
    assertThat(modules.get(large, Execution.INTERPRETED)).isSameAs(compiled);
  }

  @Test
  void whenAModuleIsInvalid_thenItIsNotKept() {
    byte[] cut = Arrays.copyOf(ALLOWS, ALLOWS.length / 2);
    try (PolicyEngine engine = engine()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> engine.load(cut, YES)).isInstanceOf(InvalidModuleException.class);
      }
    }
    assertThat(cache.kept).isEmpty();
  }

  @Test
  void whenCodeWasKept_thenAnotherProcessFindsIt() {
    for (int process = 1; process <= 3; process++) {
      try (PolicyEngine engine = engine()) {
        assertThat(decide(engine, ALLOWS, YES)).isEqualTo(Verdict.TRUE);
        assertThat(decide(engine, ALLOWS, NO)).isEqualTo(Verdict.UNDEFINED);
      }
      assertThat(cache.compiled).hasValue(1);
      assertThat(cache.found).hasValue(process - 1);
    }
    assertThat(cache.kept.keySet())
        .singleElement()
        .asString()
        .matches("sha256:[0-9a-f]{64} 1 chicory-[0-9.]+/[0-9.]+ jdk-[0-9]+");
  }

  @Test
  void whenAnotherModuleComes_thenItHasOtherCode() {
    byte[] denies = Policies.compile("allow := data.yes == false");
    try (PolicyEngine engine = engine()) {
      assertThat(decide(engine, ALLOWS, YES)).isEqualTo(Verdict.TRUE);
      assertThat(decide(engine, denies, YES)).isEqualTo(Verdict.FALSE);
    }
    assertThat(cache.kept).hasSize(2);
  }

  @Test
  void whenKeptCodeIsBroken_thenItIsCompiledAgain() {
    Map<String, UnaryOperator<byte[]>> damages =
        Map.of(
            "empty", code -> new byte[0],
            "no archive", code -> "nonsense".getBytes(StandardCharsets.UTF_8),
            "cut", code -> Arrays.copyOf(code, code.length / 2),
            "zeros", code -> new byte[code.length],
            "changed", CompiledModulesTest::changed);
    damages.forEach(
        (name, damage) -> {
          cache.kept.clear();
          cache.compiled.set(0);
          for (int process = 1; process <= 3; process++) {
            try (PolicyEngine engine = engine()) {
              assertThat(decide(engine, ALLOWS, YES)).as(name).isEqualTo(Verdict.TRUE);
            }
            if (process == 1) {
              cache.kept.replaceAll((key, code) -> damage.apply(code));
            }
          }
          // By the first, and by the second that could not use it.
          assertThat(cache.compiled).as(name).hasValue(2);
        });
  }

  private static byte[] changed(byte[] code) {
    byte[] changed = code.clone();
    for (int i = 200; i < changed.length; i += 97) {
      changed[i] ^= 0x55;
    }
    return changed;
  }

  @Test
  void whenAModuleLosesItsCode_thenTheRestIsAsItWas() {
    byte[] skeleton = ModuleSkeleton.of(ALLOWS);
    var before = Parser.parse(ALLOWS);
    var after = Parser.parse(skeleton);
    assertThat(skeleton.length).isLessThan(ALLOWS.length / 2);
    assertThat(after.codeSection().functionBodyCount())
        .isEqualTo(before.codeSection().functionBodyCount());
    assertThat(after.exportSection()).isEqualTo(before.exportSection());
    assertThat(after.importSection()).isEqualTo(before.importSection());
    assertThat(after.typeSection()).isEqualTo(before.typeSection());
    assertThat(after.dataSection())
        .usingRecursiveComparison()
        // Where in the file it stands.
        .ignoringFieldsMatchingRegexes(".*[.]address")
        .isEqualTo(before.dataSection());
    assertThat(after.elementSection()).isEqualTo(before.elementSection());
    assertThat(after.customSections()).hasSameSizeAs(before.customSections());
  }
}
