package io.eunomia.wasm.codegen;

import static io.eunomia.wasm.codegen.Plans.AT;
import static io.eunomia.wasm.codegen.Plans.DATA;
import static io.eunomia.wasm.codegen.Plans.INPUT;
import static io.eunomia.wasm.codegen.Plans.VALUE;
import static io.eunomia.wasm.codegen.Plans.call;
import static io.eunomia.wasm.codegen.Plans.local;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.wasm.binary.Export;
import io.eunomia.wasm.binary.ModuleReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreparedFunctionsTest {
  private static final WasmOptions PREPARING = WasmOptions.DEFAULT.withPureBuiltins(Set.of("plus"));

  private final Plans plans = new Plans();

  private static List<String> exports(Policy policy, WasmOptions options) {
    return ModuleReader.read(WasmCompiler.compile(policy, options)).exports().stream()
        .map(Export::name)
        .filter(name -> name.startsWith("eunomia_prepare"))
        .toList();
  }

  private static boolean isPrepared(Policy policy) {
    return exports(policy, PREPARING).contains(Abi.PREPARE);
  }

  private Stmt[] twoSteps(int root) {
    return new Stmt[] {plans.dot(root, "a", 3), plans.dot(3, "b", VALUE)};
  }

  @Test
  void whenARuleIsOfData_thenTheModuleSaysSoIfItIsAskedFor() {
    Policy policy = plans.policy(twoSteps(DATA));
    assertThat(exports(policy, PREPARING))
        .containsExactlyInAnyOrder(Abi.PREPARE, Abi.PREPARED, Abi.PREPARED_COUNT);
    assertThat(exports(policy, WasmOptions.DEFAULT)).isEmpty();
    assertThat(WasmCompiler.compile(policy, PREPARING))
        .isEqualTo(WasmCompiler.compile(policy, PREPARING));
  }

  @Test
  void whenNoRuleIs_thenTheModuleIsAsIfNobodyHadAsked() {
    Policy policy = plans.policy(twoSteps(INPUT));
    assertThat(WasmCompiler.compile(policy, PREPARING))
        .isEqualTo(WasmCompiler.compile(policy, WasmOptions.DEFAULT));
  }

  @Test
  void whenItCallsWhatReadsTheInput_thenItIsNotOfData() {
    plans.function("q", List.of(INPUT, DATA), plans.dot(INPUT, "a", VALUE));
    Stmt ask = call("g0.data.test.q", VALUE, local(INPUT), local(DATA));
    assertThat(isPrepared(plans.policy(ask, plans.dot(DATA, "a", 3)))).isFalse();
  }

  @Test
  void whenThatInputIsReplacedAsAWhole_thenItIs() {
    plans.function("q", List.of(INPUT, DATA), plans.dot(INPUT, "a", VALUE));
    Stmt ask = call("g0.data.test.q", VALUE, local(INPUT), local(DATA));
    Stmt with = new Stmt.WithStmt(INPUT, List.of(), local(DATA), new Block(List.of(ask)), AT);
    assertThat(isPrepared(plans.policy(with))).isTrue();
  }

  @Test
  void whenEntrypointsAreNotToBe_thenOnlyWhatTheyCallIs() {
    WasmOptions below = PREPARING.withEntrypointsAhead(false);
    assertThat(exports(plans.policy(twoSteps(DATA)), below)).isEmpty();
    Plans others = new Plans();
    others.function("q", List.of(INPUT, DATA), others.dot(DATA, "a", 3), others.dot(3, "b", VALUE));
    Stmt ask = call("g0.data.test.q", VALUE, local(INPUT), local(DATA));
    assertThat(exports(others.policy(ask), below)).contains(Abi.PREPARE);
  }

  @Test
  void whenEntrypointsAreNotToBe_thenNothingThatReplacesTheInputIs() {
    WasmOptions below = PREPARING.withEntrypointsAhead(false);
    plans.function("q", List.of(INPUT, DATA), plans.dot(INPUT, "a", VALUE));
    Stmt ask = call("g0.data.test.q", VALUE, local(INPUT), local(DATA));
    Stmt with = new Stmt.WithStmt(INPUT, List.of(), local(DATA), new Block(List.of(ask)), AT);
    plans.function("r", List.of(INPUT, DATA), with);
    Policy policy = plans.policy(call("g0.data.test.r", VALUE, local(INPUT), local(DATA)));
    assertThat(exports(policy, below)).isEmpty();
    assertThat(exports(policy, PREPARING)).isNotEmpty();
  }

  @Test
  void whenTheInputIsReplacedInPart_thenItIsNot() {
    Stmt with =
        new Stmt.WithStmt(
            INPUT,
            List.of(plans.index("a")),
            local(DATA),
            new Block(List.of(plans.dot(INPUT, "b", VALUE))),
            AT);
    assertThat(isPrepared(plans.policy(with))).isFalse();
  }

  @Test
  void whenItCallsBuiltins_thenTheseMustBePure() {
    plans.builtin("plus", 2);
    plans.builtin("minus", 2);
    Stmt number = plans.dot(DATA, "a", 3);
    assertThat(isPrepared(plans.policy(number, call("plus", VALUE, local(3), local(3))))).isTrue();
    Plans others = new Plans();
    Stmt[] body = {others.dot(DATA, "a", 3), call("minus", VALUE, local(3), local(3))};
    assertThat(isPrepared(others.policy(body))).isFalse();
  }

  @Test
  void whenNothingWasComputedAhead_thenAskingForItIsUndefined() throws Exception {
    plans.function("q", List.of(INPUT, DATA), twoSteps(DATA));
    Stmt ask = call(BuiltinDecl.PREPARED, VALUE, plans.string("g0.data.test.q"), local(DATA));
    Policy policy = plans.policy(ask);
    assertThat(Plans.host(policy).evaluate(0, "{}")).isEmpty();
  }
}
