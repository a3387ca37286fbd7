package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.builtins.Capabilities;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What is not deterministic is constant within an evaluation, and new in the next one, however it
 * is reached: through rules that are remembered, constants, comprehensions and functions, in one
 * and the same instance.
 */
class NondeterminismTest {
  private static final int EVALUATIONS = 4;

  /** Moves on each time that it is read, as a clock does. */
  private static final class Ticking extends Clock {
    private final AtomicLong seconds = new AtomicLong(1_700_000_000);

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(seconds.incrementAndGet());
    }
  }

  private final AtomicLong calls = new AtomicLong();
  private final BuiltinRegistry builtins =
      BuiltinRegistry.standard()
          .with(
              "acme.ticket(for: string) -> number ; nondeterministic",
              (context, arguments) -> Value.of(calls.incrementAndGet()));

  @Provide
  Arbitrary<String> sources() {
    return Arbitraries.of(
        "time.now_ns()",
        "rand.intn(\"k\", 1000000000000000)",
        "uuid.rfc4122(\"k\")",
        "acme.ticket(\"k\")",
        "[time.now_ns(), uuid.rfc4122(\"a\")]",
        "json.marshal({acme.ticket(\"a\"): time.now_ns()})",
        "io.jwt.encode_sign({\"alg\": \"ES256\"}, {}, data.key)");
  }

  /** Ways to the value of {@code source}: rules, the last of which is {@code value}. */
  @Provide
  Arbitrary<List<String>> ways() {
    return Arbitraries.of(
            "NEW := OLD",
            "NEW := [OLD, OLD][0]",
            "NEW := x if { some x in [OLD] }",
            "NEW := [x | some _ in numbers.range(1, 8); x := OLD][3]",
            "NEW := {\"k\": OLD}.k",
            "NEW := max({x | x := OLD})",
            "NEW := f_NEW(1)\nf_NEW(n) := OLD if n == 1",
            "s_NEW contains OLD\nNEW := x if some x in s_NEW",
            "o_NEW[k] := OLD if some k in [\"a\", \"b\"]\nNEW := o_NEW.a",
            "default NEW := 0\nNEW := OLD if { true }",
            "NEW := v if { v := OLD with input.x as 1 }",
            "NEW := v if { every i in [1, 2] { i > 0 }; v := OLD }",
            "NEW := v if { not input.never; v := OLD }")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  @Property(tries = 80)
  void whateverTheWay_itIsConstantWithinAnEvaluationAndNewInTheNext(
      @ForAll("sources") String source, @ForAll("ways") List<String> ways) {
    StringBuilder rules = new StringBuilder("r0 := " + source + "\n");
    for (int i = 0; i < ways.size(); i++) {
      rules.append(ways.get(i).replace("NEW", "r" + (i + 1)).replace("OLD", "r" + i)).append('\n');
    }
    String last = "r" + ways.size();
    // Once by way of the rules, once more in another one, and once for itself.
    rules.append("other := ").append(last).append('\n');
    rules
        .append("allow := [r0, ")
        .append(last)
        .append(", other, direct]\ndirect := ")
        .append(source)
        .append('\n');
    Set<String> seen = new HashSet<>();
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withMaxInstances(1),
                builtins,
                new Ticking(),
                Execution.INTERPRETED);
        LoadedPolicy policy = engine.load(compile(rules.toString()), utf8(DATA))) {
      for (int i = 0; i < EVALUATIONS; i++) {
        String result = evaluate(policy);
        String first = result.substring(1, (result.length() - 1 - 3) / 4 + 1);
        assertThat(result)
            .as("%s", rules)
            .isEqualTo("[" + first + "," + first + "," + first + "," + first + "]");
        seen.add(first);
      }
      assertThat(policy.instances()).isEqualTo(1);
    }
    assertThat(seen).as("%s", rules).hasSize(EVALUATIONS);
  }

  /**
   * Rules are remembered within an evaluation, which is why there is something to forget: one that
   * many others use asks its host once, and again in the next evaluation.
   */
  @Example
  void whatIsRememberedIsForgottenWithTheEvaluation() {
    AtomicLong asked = new AtomicLong();
    BuiltinRegistry counting =
        BuiltinRegistry.standard()
            .with(
                "acme.count(any) -> number",
                (context, arguments) -> Value.of(asked.incrementAndGet()));
    byte[] wasm =
        Policies.compile(
            """
            heavy := [n | some i in numbers.range(1, 3); n := acme.count(i)]
            a := heavy
            b := count(heavy)
            allow := [a, b, heavy, [x | some _ in [1, 2, 3]; x := heavy]]
            """,
            counting);
    try (PolicyEngine engine =
            new PolicyEngine(Limits.defaults().withMaxInstances(1), counting, new Ticking());
        LoadedPolicy policy = engine.load(wasm, utf8("{}"))) {
      String first = evaluate(policy);
      assertThat(first).startsWith("[[1,2,3],3,[1,2,3],");
      assertThat(asked).hasValue(3);
      assertThat(evaluate(policy)).startsWith("[[4,5,6],3,[4,5,6],");
      assertThat(asked).hasValue(6);
    }
  }

  /** A token that expires between two readings of the clock. */
  @Example
  void aTokenExpiresBetweenEvaluationsAndNotWithinOne() {
    Ticking clock = new Ticking();
    byte[] wasm =
        Policies.compile(
            """
            token := io.jwt.encode_sign({"alg": "HS256"}, {"exp": input.x}, {"kty": "oct", "k": "c2VjcmV0"})
            verified(n) := io.jwt.decode_verify(token, {"secret": "secret"})[0] if n > 0
            allow := [verified(1), verified(2), [v | some i in [3, 4]; v := verified(i)]]
            """);
    long expires = clock.instant().getEpochSecond() + 2;
    byte[] input = utf8("{\"x\": " + expires + "}");
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withMaxInstances(1), BuiltinRegistry.standard(), clock);
        LoadedPolicy policy = engine.load(wasm, utf8("{}"))) {
      assertThat(policy.evaluate(0, input)).asString().isEqualTo("[true,true,[true,true]]");
      assertThat(policy.evaluate(0, input)).asString().isEqualTo("[false,false,[false,false]]");
    }
  }

  /** A key of a standard's example. */
  private static final String DATA =
      "{\"key\": {\"kty\": \"EC\", \"crv\": \"P-256\","
          + " \"x\": \"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
          + " \"y\": \"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\","
          + " \"d\": \"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}}";

  private byte[] compile(String rules) {
    return Policies.compile(
        rules,
        RegoPolicyOptions.defaults()
            .withEntrypoints(List.of(Policies.ALLOW))
            .withCapabilities(Capabilities.defaults().with(builtins.declarations())));
  }

  private static String evaluate(LoadedPolicy policy) {
    byte[] value = policy.evaluate(0, utf8("{\"x\": 0}"));
    return value == null ? "undefined" : new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
