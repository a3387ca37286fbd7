package io.eunomia.wasm.codegen;

import static io.eunomia.wasm.codegen.Plans.AT;
import static io.eunomia.wasm.codegen.Plans.DATA;
import static io.eunomia.wasm.codegen.Plans.INPUT;
import static io.eunomia.wasm.codegen.Plans.VALUE;
import static io.eunomia.wasm.codegen.Plans.call;
import static io.eunomia.wasm.codegen.Plans.local;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.wasm.binary.Export;
import io.eunomia.wasm.binary.ModuleReader;
import io.eunomia.wasm.binary.WasmModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WasmCompilerTest {
  private static final Operand YES = new Operand.Bool(true);

  private final Plans plans = new Plans();

  private static Stmt.BlockStmt blocks(Block... blocks) {
    return new Stmt.BlockStmt(List.of(blocks), AT);
  }

  private static Block block(Stmt... stmts) {
    return new Block(List.of(stmts));
  }

  private static String inputSection(Policy policy) {
    WasmModule module = ModuleReader.read(WasmCompiler.compile(policy, WasmOptions.DEFAULT));
    return module.customs().stream()
        .filter(section -> section.name().equals("eunomia.input"))
        .map(section -> new String(section.bytes(), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whenAPlanIsCompiled_thenTheModuleHasTheWholeAbiAndIsSmall() {
    Policy policy = plans.policy(new Stmt.AssignVar(YES, VALUE, AT));
    byte[] bytes = WasmCompiler.compile(policy, WasmOptions.DEFAULT);
    assertThat(WasmCompiler.compile(policy, WasmOptions.DEFAULT)).isEqualTo(bytes);
    assertThat(bytes.length).isLessThan(24 * 1024);
    WasmModule module = ModuleReader.read(bytes);
    assertThat(module.exports().stream().map(Export::name).collect(Collectors.toSet()))
        .containsAll(Abi.EXPORTS)
        .contains(
            "memory",
            "opa_wasm_abi_version",
            "opa_wasm_abi_minor_version",
            "eunomia_abi",
            "eunomia_slots",
            "eunomia_no_input",
            "eunomia_heap",
            "eunomia_budget",
            "eunomia_true",
            "eunomia_false",
            "eunomia_null");
    assertThat(module.imports().stream().map(i -> i.module() + "." + i.name()))
        .containsExactly("env.memory", "env.opa_abort");
  }

  @Test
  void whenTheInputIsReadByKeys_thenTheSectionHasTheShortestPaths() {
    assertThat(
            inputSection(
                plans.policy(
                    plans.dot(INPUT, "caller", 3),
                    plans.dot(3, "type", 4),
                    plans.dot(INPUT, "method", 5),
                    plans.dot(INPUT, "caller", 6),
                    plans.assign(6, 7),
                    plans.dot(7, "type", 8),
                    plans.dot(7, "roles", 9),
                    plans.assign(9, VALUE))))
        .isEqualTo("[[\"caller\",\"roles\"],[\"caller\",\"type\"],[\"method\"]]");
  }

  @Test
  void whenAPrefixIsUsedAsAWhole_thenItStandsForWhatIsDeeper() {
    assertThat(
            inputSection(
                plans.policy(
                    plans.dot(INPUT, "caller", 3),
                    plans.dot(3, "type", 4),
                    plans.dot(INPUT, "caller", 5),
                    plans.assign(5, VALUE))))
        .isEqualTo("[[\"caller\"]]");
  }

  @Test
  void whenTheInputItselfIsUsed_thenTheSectionAsksForIt() {
    assertThat(inputSection(plans.policy(plans.dot(INPUT, "x", 3), plans.assign(INPUT, VALUE))))
        .isEqualTo("[[]]");
  }

  @Test
  void whenAStepIsTestedByItself_thenItIsNotSkipped() throws Exception {
    // A set beside the path decides: if "caller" is there, the value is set although "type" is not.
    Policy policy =
        plans.policy(
            plans.dot(INPUT, "caller", 3),
            new Stmt.AssignVar(YES, VALUE, AT),
            plans.dot(3, "type", 4));
    OpaHost host = Plans.host(policy);
    assertThat(host.value(0, "{\"caller\":{}}").asBoolean()).isTrue();
    assertThat(host.value(0, "{}").isMissingNode()).isTrue();
  }

  @Test
  void whenInputIsReplaced_thenReadsSeeTheReplacement() throws Exception {
    plans.function("q", List.of(INPUT, DATA), plans.dot(INPUT, "x", 3), plans.assign(3, VALUE));
    Stmt callQ = call("g0.data.test.q", 3, local(INPUT), local(DATA));
    Stmt with =
        new Stmt.WithStmt(
            INPUT, List.of(plans.index("x")), plans.string("changed"), block(callQ), AT);
    Stmt again = call("g0.data.test.q", 4, local(INPUT), local(DATA));
    Policy policy =
        plans.policy(
            with,
            again,
            new Stmt.MakeArray(2, VALUE, AT),
            new Stmt.ArrayAppend(local(3), VALUE, AT),
            new Stmt.ArrayAppend(local(4), VALUE, AT));
    assertThat(Plans.host(policy).value(0, "{\"x\":\"given\"}").toString())
        .isEqualTo("[\"changed\",\"given\"]");
  }

  @Test
  void whenARuleGetsTwoValues_thenTheConflictSaysWhere() {
    Policy policy =
        plans.policy(
            plans.dot(INPUT, "a", 3),
            new Stmt.AssignVarOnce(local(3), VALUE, AT),
            plans.dot(INPUT, "b", 4),
            new Stmt.AssignVarOnce(local(4), VALUE, AT));
    OpaHost host = Plans.host(policy);
    assertThatThrownBy(() -> host.evaluate(0, "{\"a\":1,\"b\":2}"))
        .hasMessage(
            "test.rego:3: eval_conflict_error: complete rules must not produce multiple outputs");
  }

  @Test
  void whenTheBudgetIsUsedUp_thenTheEvaluationEnds() {
    Stmt inner = new Stmt.Scan(3, 6, 7, block(new Stmt.AssignVar(YES, VALUE, AT)), AT);
    OpaHost host =
        Plans.host(
            plans.policy(plans.dot(INPUT, "list", 3), new Stmt.Scan(3, 4, 5, block(inner), AT)));
    host.setBudget(100);
    assertThatThrownBy(() -> host.evaluate(0, "{\"list\":[" + "1,".repeat(50) + "1]}"))
        .isInstanceOf(OpaHost.Aborted.class)
        .hasMessageStartingWith("eval_budget_error");
    host.setBudget(10_000);
    assertThat(host.call("opa_malloc", 8)).isPositive();
  }

  @Test
  void whenAFunctionIsFoundByItsPath_thenItIsTheRightOne() throws Exception {
    for (int i = 0; i < 20; i++) {
      plans.function(
          "r" + i, List.of(INPUT, DATA), new Stmt.AssignVar(plans.string("v" + i), VALUE, AT));
    }
    Policy policy =
        plans.policy(
            plans.dot(INPUT, "name", 3),
            new Stmt.CallDynamic(
                List.of(INPUT, DATA),
                List.of(plans.string("g0"), plans.string("test"), local(3)),
                4,
                AT),
            plans.assign(4, VALUE));
    OpaHost host = Plans.host(policy);
    assertThat(host.value(0, "{\"name\":\"r17\"}").asText()).isEqualTo("v17");
    assertThat(host.value(0, "{\"name\":\"r20\"}").isMissingNode()).isTrue();
    assertThat(host.value(0, "{\"name\":17}").isMissingNode()).isTrue();
  }

  @Test
  void whenABlockIsLeftInsideAWith_thenTheInputIsRestored() throws Exception {
    Stmt with =
        new Stmt.WithStmt(
            INPUT, List.of(), plans.string("changed"), block(new Stmt.Break(1, AT)), AT);
    Policy policy = plans.policy(blocks(block(with)), plans.assign(INPUT, VALUE));
    assertThat(Plans.host(policy).value(0, "\"given\"").asText()).isEqualTo("given");
  }

  @Test
  void whenAFunctionIsLarge_thenItsPartsAreNot() throws Exception {
    List<Stmt> stmts = new ArrayList<>(List.of(new Stmt.MakeSet(VALUE, AT)));
    for (int i = 0; i < 2000; i++) {
      Stmt read = plans.dot(INPUT, "k" + i % 10, 10 + i);
      Stmt test = new Stmt.Equal(local(10 + i), plans.string("v" + i % 7), AT);
      stmts.add(blocks(block(read, test, new Stmt.SetAdd(plans.string("r" + i), VALUE, AT))));
    }
    Policy policy = plans.policy(stmts.toArray(Stmt[]::new));
    WasmModule module = ModuleReader.read(WasmCompiler.compile(policy, WasmOptions.DEFAULT));
    assertThat(module.code())
        .allSatisfy(code -> assertThat(code.instructions().length).isLessThan(4500));
    assertThat(Plans.host(policy).value(0, "{\"k3\":\"v3\"}")).hasSize(29);
  }

  @Test
  void whenWhatIsCalledIsNotThere_thenThePlaceIsSaid() {
    assertThatThrownBy(() -> Plans.host(plans.policy(call("no.such", 3))))
        .isInstanceOf(CompileException.class)
        .hasMessage("test.rego:3:5: there is no function or builtin \"no.such\"");
    Plans other = new Plans();
    other.builtin("many.arguments", 5);
    assertThatThrownBy(
            () -> Plans.host(other.policy(call("many.arguments", 3, YES, YES, YES, YES, YES))))
        .hasMessage("test.rego:3:5: many.arguments has 5 arguments; a host takes at most 4");
    assertThatThrownBy(() -> Plans.host(new Plans().policy(call("count", 3))))
        .hasMessage("test.rego:3:5: count takes 1 arguments, but is given 0");
  }

  @Test
  void whenAnotherSdkRunsTheModule_thenItWorks() {
    plans.builtin("json.is_valid", 1);
    Policy policy =
        plans.policy(
            plans.dot(INPUT, "text", 3),
            call("upper", 4, local(3)),
            call("json.is_valid", 5, local(4)),
            new Stmt.MakeArray(2, VALUE, AT),
            new Stmt.ArrayAppend(local(4), VALUE, AT),
            new Stmt.ArrayAppend(local(5), VALUE, AT));
    OpaPolicy opa =
        OpaPolicy.builder()
            .withPolicy(WasmCompiler.compile(policy, WasmOptions.DEFAULT))
            .disableCompiler()
            .build();
    opa.data("{}");
    assertThat(opa.evaluate("{\"text\":\"a\"}")).isEqualTo("[{\"result\":[\"A\",false]}]");
    assertThat(opa.evaluate("{\"text\":\"1\"}")).isEqualTo("[{\"result\":[\"1\",true]}]");
  }
}
