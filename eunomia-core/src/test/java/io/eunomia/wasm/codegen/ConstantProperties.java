package io.eunomia.wasm.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Constants laid out at link time are what the runtime makes of the same text. */
class ConstantProperties {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int FIRST_FREE = 10;

  private final List<Stmt> stmts = new ArrayList<>();
  private int next = FIRST_FREE;

  @Property(tries = 60)
  void whenAConstantIsCompared_thenItEqualsWhatWasRead(@ForAll("json") String text)
      throws Exception {
    Plans plans = new Plans();
    stmts.clear();
    next = FIRST_FREE;
    int constant = make(plans, MAPPER.readTree(text));
    stmts.add(plans.dot(Plans.INPUT, "x", 3));
    stmts.add(new Stmt.Equal(Plans.local(3), Plans.local(constant), Plans.AT));
    // As a key, the hash has to be the same, too.
    int set = next++;
    stmts.add(new Stmt.MakeSet(set, Plans.AT));
    for (int i = 0; i < 12; i++) {
      int other = next++;
      stmts.add(plans.number(Integer.toString(1_000_000 + i), other));
      stmts.add(new Stmt.SetAdd(Plans.local(other), set, Plans.AT));
    }
    stmts.add(new Stmt.SetAdd(Plans.local(constant), set, Plans.AT));
    stmts.add(new Stmt.Dot(Plans.local(set), Plans.local(3), 4, Plans.AT));
    stmts.add(plans.assign(4, Plans.VALUE));
    OpaHost host = Plans.host(plans.policy(stmts.toArray(Stmt[]::new)));
    JsonNode result = host.evaluate(0, "{\"x\":" + text + "}");
    assertThat(result).as(text).hasSize(1);
    assertThat(result.get(0).get("result").toString())
        .isEqualTo(host.json(host.parse("opa_json_parse", text)).toString());
  }

  private int make(Plans plans, JsonNode json) {
    int target = next++;
    if (json.isNull()) {
      stmts.add(new Stmt.MakeNull(target, Plans.AT));
    } else if (json.isBoolean()) {
      stmts.add(new Stmt.AssignVar(new Operand.Bool(json.booleanValue()), target, Plans.AT));
    } else if (json.isNumber()) {
      stmts.add(plans.number(json.toString(), target));
    } else if (json.isTextual()) {
      stmts.add(new Stmt.AssignVar(plans.string(json.textValue()), target, Plans.AT));
    } else if (json.isArray()) {
      stmts.add(new Stmt.MakeArray(0, target, Plans.AT));
      for (JsonNode element : json) {
        int value = make(plans, element);
        stmts.add(new Stmt.ArrayAppend(Plans.local(value), target, Plans.AT));
      }
    } else {
      stmts.add(new Stmt.MakeObject(target, Plans.AT));
      json.properties()
          .forEach(
              field -> {
                int value = make(plans, field.getValue());
                stmts.add(
                    new Stmt.ObjectInsert(
                        plans.string(field.getKey()), Plans.local(value), target, Plans.AT));
              });
    }
    return target;
  }

  @Provide
  Arbitrary<String> json() {
    return json(2);
  }

  private static Arbitrary<String> json(int depth) {
    Arbitrary<String> numbers =
        Arbitraries.oneOf(
            Arbitraries.integers().map(i -> Integer.toString(i)),
            Arbitraries.longs().map(l -> Long.toString(l)),
            Arbitraries.bigIntegers().map(b -> b.toString()),
            Combinators.combine(Arbitraries.integers(), Arbitraries.integers().between(0, 99999))
                .as((whole, part) -> whole + "." + part),
            Arbitraries.of("0", "-0", "0.0", "1.50", "100", "1073741824", "-1073741825"));
    Arbitrary<String> strings =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withChars('é', '€', '\n', '\u0000', '\ud83d')
            .ofMaxLength(6)
            .map(s -> quote(s.replace("\ud83d", "\ud83d\ude00")));
    Arbitrary<String> scalars =
        Arbitraries.oneOf(numbers, strings, Arbitraries.of("null", "true", "false"));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<String> inner = json(depth - 1);
    Arbitrary<String> arrays = inner.list().ofMaxSize(11).map(l -> "[" + String.join(",", l) + "]");
    Arbitrary<String> objects =
        Arbitraries.maps(strings, inner)
            .ofMaxSize(11)
            .map(
                m ->
                    m.entrySet().stream()
                        .map(e -> e.getKey() + ":" + e.getValue())
                        .collect(Collectors.joining(",", "{", "}")));
    return Arbitraries.oneOf(scalars, arrays, objects);
  }

  private static String quote(String text) {
    return MAPPER.getNodeFactory().textNode(text).toString();
  }
}
