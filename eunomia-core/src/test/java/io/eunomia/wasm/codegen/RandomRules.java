package io.eunomia.wasm.codegen;

import java.util.List;
import java.util.Random;

/** Modules whose rules are told apart by tests of few values, and inputs that some tests fit. */
final class RandomRules {
  static final List<String> ENTRYPOINTS =
      List.of("one", "values", "members", "fields", "called", "chained", "changed");

  private static final List<String> REFS = List.of("input.a", "input.b.c", "input.p");
  private static final List<String> CONSTANTS =
      List.of(
          "1",
          "1.0",
          "10e-1",
          "2",
          "-3.50",
          "1e30",
          "\"Aa\"",
          "\"BB\"",
          "\"AaAa\"",
          "\"BBBB\"",
          "\"AaBB\"",
          "\"x\"",
          "\"é\"",
          "\"\"",
          "\"/v1\"",
          "\"/v1/users\"",
          "null",
          "true",
          "false");
  private static final List<String> PREFIXES =
      List.of("", "/", "/v1", "/v1/", "/v1/users", "/v2", "A", "Aa", "é", "x");
  private static final List<String> VALUES =
      List.of(
          "1",
          "1.0",
          "2",
          "-3.5",
          "1e30",
          "\"Aa\"",
          "\"BB\"",
          "\"AaBB\"",
          "\"BBAa\"",
          "\"x\"",
          "\"é1\"",
          "\"\"",
          "\"/v1\"",
          "\"/v1/users/7\"",
          "\"/v2\"",
          "\"/v\"",
          "null",
          "true",
          "false",
          "[1]",
          "{\"c\":1}",
          "[]");

  private final Random random;

  RandomRules(Random random) {
    this.random = random;
  }

  String module() {
    StringBuilder text = new StringBuilder("package test\n");
    if (random.nextBoolean()) {
      text.append("default one := false\n");
    }
    for (int i = count(); i > 0; i--) {
      text.append("one if {").append(body()).append("}\n");
    }
    for (int i = count(); i > 0; i--) {
      text.append("values := ").append(random.nextInt(2)).append(" if {").append(body());
      text.append("}\n");
    }
    for (int i = count(); i > 0; i--) {
      text.append("members contains ").append(i).append(" if {").append(body()).append("}\n");
    }
    for (int i = count(); i > 0; i--) {
      text.append("fields[\"").append(pick(List.of("k", "l"))).append("\"] := ");
      text.append(random.nextInt(2)).append(" if {").append(body()).append("}\n");
    }
    for (int i = count(); i > 0; i--) {
      text.append("f(").append(random.nextInt(4) == 0 ? "x" : pick(CONSTANTS)).append(", y) := [");
      text.append(random.nextInt(2)).append(", y] if {").append(body()).append("}\n");
    }
    text.append("called := f(input.a, 7)\n");
    for (int i = random.nextInt(3) + 1; i > 0; i--) {
      text.append("chained := 0 if {").append(body()).append("}\n");
      for (int k = count(); k > 0; k--) {
        text.append("else := ").append(random.nextInt(3)).append(" if {").append(body());
        text.append("}\n");
      }
    }
    text.append("changed := r if r := [one, members] with input.a as ").append(pick(CONSTANTS));
    return text.append('\n').toString();
  }

  private int count() {
    return 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 9);
  }

  private String body() {
    StringBuilder body = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      body.append(condition(i)).append(i > 0 ? "; " : "");
    }
    return body.toString();
  }

  private String condition(int number) {
    String ref = pick(REFS);
    String constant = pick(CONSTANTS);
    String list = constant + ", " + pick(CONSTANTS) + ", " + pick(CONSTANTS);
    return switch (random.nextInt(16)) {
      case 0 -> ref + " in {" + list + "}";
      case 1 -> ref + " in [" + list + "]";
      case 2 -> "{" + list + "}[" + ref + "]";
      case 3 -> "startswith(" + ref + ", \"" + pick(PREFIXES) + "\")";
      case 4 -> "glob.match(\"" + pick(PREFIXES) + "*\", [\"/\"], " + ref + ")";
      case 5 -> "some v" + number + " in [" + list + "]; " + ref + " == v" + number;
      case 6 -> "x" + number + " := " + ref + "; x" + number + " == " + constant;
      case 7 -> ref + " != " + constant;
      case 8 -> "not " + ref;
      case 9 -> "print(" + random.nextInt(100) + ", " + ref + ")";
      case 10 -> "count(" + ref + ") > 0";
      case 11 -> "not " + ref + " == " + constant;
      default -> random.nextBoolean() ? ref + " == " + constant : constant + " == " + ref;
    };
  }

  String input() {
    StringBuilder text = new StringBuilder("{\"z\":0");
    if (random.nextInt(8) != 0) {
      text.append(",\"a\":").append(pick(VALUES));
    }
    if (random.nextInt(8) != 0) {
      text.append(",\"b\":{\"c\":").append(pick(VALUES)).append('}');
    }
    if (random.nextInt(8) != 0) {
      text.append(",\"p\":").append(pick(VALUES));
    }
    return text.append('}').toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
