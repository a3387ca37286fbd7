package io.eunomia.wasm.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes programs of what optimizations look at: rules that call each other, definitions that begin
 * alike, loops, constants, conflicts, {@code else}, {@code with}, and what is undefined.
 */
final class RandomProgram {
  private static final int RULES = 6;
  private static final List<String> CONSTANTS = List.of("true", "1", "2", "\"x\"", "[1, 2]");

  private enum Kind {
    COMPLETE,
    FUNCTION,
    SET,
    OBJECT
  }

  private final Random random;
  private final Kind[] kinds = new Kind[RULES];
  private final StringBuilder text = new StringBuilder("package test\n\n");
  private List<String> vars = new ArrayList<>();
  private int names;

  private RandomProgram(long seed) {
    random = new Random(seed);
  }

  /** A program whose entrypoint is {@code test/r0}; it may be one that the compiler refuses. */
  static String of(long seed) {
    RandomProgram program = new RandomProgram(seed);
    for (int i = 0; i < RULES; i++) {
      program.kinds[i] = Kind.values()[program.random.nextInt(i == 0 ? 1 : 4)];
    }
    for (int i = 0; i < RULES; i++) {
      program.rule(i);
    }
    return program.text.toString();
  }

  private void rule(int number) {
    int definitions = 1 + random.nextInt(3);
    String constant = one(CONSTANTS);
    boolean alike = random.nextInt(3) > 0;
    vars = new ArrayList<>();
    String prefix = random.nextBoolean() ? condition(number) + "\n" : "";
    List<String> bound = vars;
    for (int i = 0; i < definitions; i++) {
      vars = new ArrayList<>(bound);
      String value = alike ? constant : "";
      switch (kinds[number]) {
        case COMPLETE -> definition("r" + number, " := ", prefix, value, number);
        case FUNCTION -> {
          String param = random.nextInt(4) == 0 ? one(CONSTANTS) : "p";
          if (param.equals("p")) {
            vars.add("p");
          }
          definition("f" + number + "(" + param + ")", " := ", prefix, value, number);
        }
        case SET -> definition("r" + number, " contains ", prefix, value, number);
        case OBJECT -> {
          String body = prefix + body(number);
          text.append("r" + number + "[" + term() + "] := " + (alike ? constant : term()));
          text.append(" if {\n" + body + "}\n\n");
        }
      }
    }
    if (kinds[number] == Kind.COMPLETE && random.nextBoolean()) {
      text.append("default r" + number + " := " + one(CONSTANTS) + "\n\n");
    }
  }

  private void definition(String head, String is, String prefix, String constant, int number) {
    String body = prefix + body(number);
    String value = constant.isEmpty() ? term() : constant;
    text.append(head + is + value + " if {\n" + body + "}");
    if (is.equals(" := ") && random.nextInt(4) == 0) {
      vars = new ArrayList<>(vars.contains("p") ? List.of("p") : List.of());
      String rest = body(number);
      text.append(" else := " + term() + " if {\n" + rest + "}");
    }
    text.append("\n\n");
  }

  private String body(int number) {
    StringBuilder body = new StringBuilder();
    int conditions = 1 + random.nextInt(4);
    for (int i = 0; i < conditions; i++) {
      body.append("  ").append(condition(number)).append('\n');
    }
    return body.toString();
  }

  private String condition(int number) {
    return switch (random.nextInt(16)) {
      case 0 -> "input.a == " + one(List.of("1", "2"));
      case 1 -> "input.b == \"x\"";
      case 2 -> "some " + fresh() + " in " + one(List.of("input.list", "data.nums", "data.users"));
      case 3 -> bind(one(List.of("input.list[_]", "data.users[_].roles[_]", "input.obj.k.v")));
      case 4 -> open() + one(List.of(" == ", " != ", " < ", " >= ")) + term();
      case 5 -> bind(open());
      case 6 -> "not " + open() + " == " + term();
      case 7 -> call(number);
      case 8 -> "not " + call(number);
      case 9 -> bind(call(number));
      case 10 -> call(number) + " with " + change();
      case 11 ->
          "every e in " + one(List.of("input.list", "data.nums")) + " { e >= " + term() + " }";
      case 12 -> bind("{q | some q in input.list; q >= " + term() + "}");
      case 13 -> bind("[q | some q in data.nums; q != " + call(number) + "]");
      case 14 -> "data.users[" + one(List.of("input.user", "_")) + "].age >= " + term();
      default -> "count(input.list) >= " + one(List.of("1", "3"));
    };
  }

  private String change() {
    return one(
        List.of(
            "input as {\"a\": 2, \"list\": [4]}",
            "input.a as 1",
            "data.nums as [1, 9]",
            "input.list as data.nums"));
  }

  /** A rule further down, so that there is no recursion. */
  private String call(int number) {
    if (number + 1 >= RULES) {
      return "input.a";
    }
    int callee = number + 1 + random.nextInt(RULES - number - 1);
    return switch (kinds[callee]) {
      case FUNCTION -> "f" + callee + "(" + open() + ")";
      case SET, OBJECT -> random.nextBoolean() ? "r" + callee : "r" + callee + "[" + open() + "]";
      case COMPLETE -> "r" + callee;
    };
  }

  private String term() {
    return random.nextInt(3) == 0
        ? one(CONSTANTS)
        : random.nextInt(4) == 0 || vars.isEmpty() ? open() : one(vars);
  }

  /** What the type checker knows nothing of. */
  private String open() {
    return one(List.of("input.a", "input.a", "input.b", "data.nums[0]", "input.none", "input.obj"));
  }

  private String bind(String value) {
    return fresh() + " := " + value;
  }

  private String fresh() {
    String name = "v" + names++;
    vars.add(name);
    return name;
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
