package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a value is, it goes from a module to a builtin of the host and back unchanged: through
 * memory for modules of ours, as text for those of other compilers.
 */
class ExactValuesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What the builtin takes for a request of the value that is under test. */
  private static final Value SOURCE = Value.of("the value, please");

  private static final String RULES =
      """
      # The builtin stands in for any; its result can be anything.
      x := test.same("the value, please")
      y := test.same(x)
      z := test.same(input.x)
      found := [y[k] | some k, _ in x]
      wanted := [v | some _, v in x]
      allow := {
        "x": x, "y": y, "same": x == y, "found": found == wanted, "keyed": {x: 1}[y],
        "contained": y in {x, null},
      }
      passed := {"in": input.x, "out": z, "same": z == input.x, "keyed": {input.x: 1}[z]}
      """;
  private static final String COMPUTED =
      """
      results := [
        1 / 3, 1e-7 * 3, -1.5 + 0.25, 123456789.5 + 1, 1e-400 * 1, product(numbers.range(1, 40)),
        -1e30 + 1, 2 * 5e29, 1e5000 * 2, 0.1 + 0.9, bits.lsh(1, 70), to_number("1.0") + 0,
      ]
      allow := {"x": results, "y": test.same(object.get({"r": results}, "r", null))}
      """;
  private static final String ALLOW = Policies.ALLOW;
  private static final String PASSED = "demo/authz/passed";

  private static final Watchdog WATCHDOG = new Watchdog(Duration.ofSeconds(20).toNanos());
  private static @Nullable Value source;
  private static @Nullable Value seen;

  private static final BuiltinRegistry BUILTINS =
      BuiltinRegistry.empty()
          .with(
              "test.same(x: any) -> y: any",
              (context, arguments) -> {
                if (arguments[0].equals(SOURCE)) {
                  return source;
                }
                seen = arguments[0];
                return arguments[0];
              });
  private static final Environment ENVIRONMENT =
      new Environment(
          Limits.defaults().withTimeout(Duration.ofSeconds(20)),
          BUILTINS,
          Clock.systemUTC(),
          WATCHDOG,
          line -> {});
  private static final CompiledWasm WASM =
      CompiledWasm.compile(
          Policies.compile(RULES, BUILTINS, ALLOW, PASSED),
          ENVIRONMENT.limits(),
          Execution.COMPILED);
  private static final byte[] DATA = "{}".getBytes(StandardCharsets.UTF_8);
  private static final List<PolicyModule> WAYS =
      List.of(EunomiaModule.load(ENVIRONMENT, WASM, DATA), OpaModule.load(ENVIRONMENT, WASM, DATA));

  @AfterContainer
  static void close() {
    WATCHDOG.close();
  }

  private static String evaluate(PolicyModule module, String entrypoint, byte @Nullable [] input) {
    PolicyInstance instance = module.newInstance();
    try {
      int number = Objects.requireNonNull(module.entrypoints().get(entrypoint));
      byte[] result = instance.evaluate(number, input);
      return new String(Objects.requireNonNull(result), StandardCharsets.UTF_8);
    } finally {
      instance.close();
    }
  }

  @Provide
  Arbitrary<Value> values() {
    return values(4);
  }

  private static Arbitrary<Value> values(int depth) {
    Arbitrary<Value> scalars =
        Arbitraries.oneOf(
            Arbitraries.of(NullValue.INSTANCE, BooleanValue.TRUE, BooleanValue.FALSE),
            numbers().map(NumberValue::spelled),
            Arbitraries.longs().map(NumberValue::of),
            strings().map(StringValue::new));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<Value> inner = values(depth - 1);
    return Arbitraries.oneOf(
        scalars,
        inner.list().ofMaxSize(10).map(ArrayValue::new),
        inner.set().ofMaxSize(10).map(SetValue::new),
        Arbitraries.maps(inner, inner).ofMaxSize(10).map(ObjectValue::new));
  }

  /** Numbers in all of JSON's spellings. */
  private static Arbitrary<String> numbers() {
    Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(50);
    Arbitrary<String> whole =
        Arbitraries.oneOf(
            Arbitraries.just("0"),
            Arbitraries.integers().between(-9, 9).map(i -> String.valueOf(Math.abs(i))),
            digits.map(d -> "1" + d),
            Arbitraries.longs().map(l -> String.valueOf(l).replace("-", "")));
    Arbitrary<String> fraction =
        Arbitraries.oneOf(
            Arbitraries.just(""), Arbitraries.of(".0", ".5", ".10"), digits.map(d -> "." + d));
    Arbitrary<String> exponent =
        Arbitraries.oneOf(
            Arbitraries.just(""),
            Arbitraries.of("e0", "E5", "e+05", "e-7", "e400", "e-400", "E+20", "e99999"),
            Arbitraries.integers().between(-400, 400).map(e -> "e" + e));
    return Combinators.combine(Arbitraries.of("", "-"), whole, fraction, exponent)
        .as((sign, w, f, e) -> sign + w + f + e);
  }

  /** Strings of any characters, halves of surrogate pairs too. */
  private static Arbitrary<String> strings() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(20),
        Arbitraries.strings().ascii().ofMaxLength(20),
        Arbitraries.of(
            "", "\u0000", "a\u0000b", "😀", "\ud83d", "\ude00\ud83d", "\u2028<&>", "\uffff"),
        Arbitraries.integers().between(0x10000, 0x10FFFF).map(Character::toString));
  }

  @Property(tries = 300)
  void whenAValueGoesToTheHostAndBack_thenItIsTheSame(@ForAll("values") Value value)
      throws IOException {
    source = value;
    for (PolicyModule way : WAYS) {
      String result = evaluate(way, ALLOW, null);
      JsonNode tree = MAPPER.readTree(result);
      assertThat(seen).as(way.description()).isEqualTo(value).hasSameHashCodeAs(value);
      assertThat(tree.path("same").asBoolean()).as(result).isTrue();
      assertThat(tree.path("found").asBoolean()).as(result).isTrue();
      assertThat(tree.path("contained").asBoolean()).as(result).isTrue();
      assertThat(tree.path("keyed").asInt()).as(result).isEqualTo(1);
      assertThat(member(result, "\"y\":")).isEqualTo(member(result, "\"x\":"));
      assertThat(TermText.read(TermText.write(value))).isEqualTo(value);
    }
  }

  /** The text of one of the two last members, which are {@code x} and {@code y}. */
  private static String member(String result, String key) {
    int from = result.indexOf("\"x\":");
    String members = result.substring(from, result.length() - 1);
    int half = members.length() / 2;
    assertThat(members.charAt(half)).as(result).isEqualTo(',');
    String part = key.equals("\"x\":") ? members.substring(0, half) : members.substring(half + 1);
    assertThat(part).startsWith(key);
    return part.substring(key.length());
  }

  @Property(tries = 300)
  void whenANumberPasses_thenItIsSpelledAsItCame(@ForAll("spellings") String number) {
    byte[] input = ("{\"x\":" + number + "}").getBytes(StandardCharsets.UTF_8);
    for (PolicyModule way : WAYS) {
      assertThat(evaluate(way, PASSED, input))
          .as(way.description())
          .isEqualTo("{\"in\":%s,\"keyed\":1,\"out\":%s,\"same\":true}".formatted(number, number));
    }
  }

  @Provide
  Arbitrary<String> spellings() {
    return numbers();
  }

  @Property(tries = 300)
  void whenAStringPasses_thenItIsTheSameText(@ForAll("texts") String text) throws IOException {
    String repaired = new StringValue(text).text();
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
    byte[] input = ("{\"x\":\"" + escaped + "\"}").getBytes(StandardCharsets.UTF_8);
    for (PolicyModule way : WAYS) {
      String result = evaluate(way, PASSED, input);
      JsonNode tree = MAPPER.readTree(result);
      assertThat(tree.path("out").asText()).as(way.description()).isEqualTo(repaired);
      assertThat(tree.path("in").asText()).isEqualTo(repaired);
      assertThat(tree.path("keyed").asInt()).isEqualTo(1);
      assertThat(tree.path("same").asBoolean()).isTrue();
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return strings();
  }

  @Example
  void whenInputIsNotUtf8_thenWhatIsInvalidIsReplacedAsInGo() throws IOException {
    // A byte each for what begins no sequence: Go's rule, and not that of Java's decoder.
    assertPasses(new int[] {'a', 0xFF, 'b'}, "a\uFFFDb");
    assertPasses(new int[] {0xE2, 0x82}, "\uFFFD\uFFFD");
    assertPasses(new int[] {0xED, 0xA0, 0x80}, "\uFFFD\uFFFD\uFFFD");
    assertPasses(new int[] {0xC0, 0x80, 'x'}, "\uFFFD\uFFFDx");
    assertPasses(new int[] {0xF4, 0x90, 0x80, 0x80}, "\uFFFD\uFFFD\uFFFD\uFFFD");
    assertPasses(new int[] {0xF0, 0x9F, 0x98, 0x80, 0x80}, "😀\uFFFD");
  }

  private static void assertPasses(int[] bytes, String expected) throws IOException {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes("{\"x\":\"".getBytes(StandardCharsets.UTF_8));
    for (int b : bytes) {
      input.write(b);
    }
    input.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
    for (PolicyModule way : WAYS) {
      String result = evaluate(way, PASSED, input.toByteArray());
      assertThat(MAPPER.readTree(result).path("out").asText())
          .as(way.description())
          .isEqualTo(expected);
    }
  }

  @Example
  void whenANumberIsComputed_thenItIsSpelledAsIfItHadNotPassed() throws IOException {
    CompiledWasm computing =
        CompiledWasm.compile(
            Policies.compile(COMPUTED, BUILTINS), ENVIRONMENT.limits(), Execution.INTERPRETED);
    PolicyModule ours = EunomiaModule.load(ENVIRONMENT, computing, DATA);
    for (PolicyModule way : List.of(ours, OpaModule.load(ENVIRONMENT, computing, DATA))) {
      String result = evaluate(way, ALLOW, null);
      assertThat(member(result, "\"y\":"))
          .as(way.description())
          .startsWith("[0.33333333333333333334,3e-07,-1.25,")
          .isEqualTo(member(result, "\"x\":"));
    }
    evaluate(ours, ALLOW, null);
    ArrayValue numbers = (ArrayValue) Objects.requireNonNull(seen);
    String texts = member(evaluate(ours, ALLOW, null), "\"x\":");
    assertThat(TermText.write(numbers)).isEqualTo(texts);
  }

  @Example
  void whenANumberIsLongerThanTheHostTakes_thenTheEvaluationEnds() {
    CompiledWasm large =
        CompiledWasm.compile(
            Policies.compile(
                "allow := test.same(json.unmarshal(concat(\"\", [\"1\" | numbers.range(1, 200000)[_]])))",
                BUILTINS),
            ENVIRONMENT.limits(),
            Execution.INTERPRETED);
    for (PolicyModule way :
        List.of(
            EunomiaModule.load(ENVIRONMENT, large, DATA),
            OpaModule.load(ENVIRONMENT, large, DATA))) {
      assertThatThrownBy(() -> evaluate(way, ALLOW, null))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("100000");
    }
  }

  @Example
  void whenAValueIsDeep_thenItPasses() throws IOException {
    for (Value deep : List.of(nested(0), nested(1), nested(2))) {
      whenAValueGoesToTheHostAndBack_thenItIsTheSame(deep);
    }
  }

  private static Value nested(int kind) {
    Value value = Value.of("innermost");
    for (int i = 0; i < 400; i++) {
      value =
          switch (kind) {
            case 0 -> new ArrayValue(List.of(value));
            case 1 -> new ObjectValue(Map.of(Value.of("k"), value));
            default -> new SetValue(Set.of(value));
          };
    }
    return value;
  }
}
