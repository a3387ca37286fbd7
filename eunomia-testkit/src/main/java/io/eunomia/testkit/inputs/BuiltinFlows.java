package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;

/** What calls of builtins compare, and what they may come to. */
final class BuiltinFlows {
  private static final Set<String> BINDING = Set.of("eq", "assign");
  private static final Set<String> COMPARING = Set.of("eq", "equal", "neq");
  private static final Set<String> ORDERING = Set.of("lt", "lte", "gt", "gte");
  private static final Set<String> PASSING_FIRST =
      Set.of(
          "lower",
          "upper",
          "trim",
          "trim_space",
          "trim_left",
          "trim_right",
          "trim_prefix",
          "trim_suffix",
          "to_number",
          "abs",
          "ceil",
          "floor",
          "round",
          "replace");
  private static final Set<String> JOINING =
      Set.of("or", "and", "minus", "plus", "mul", "array.concat", "object.union", "array.reverse");
  private static final Set<String> REDUCING = Set.of("max", "min", "sum", "union", "intersection");

  private BuiltinFlows() {}

  /** Whether a call gives variables on either side a value. */
  static boolean binds(String name) {
    return BINDING.contains(name);
  }

  static Flow of(String name, List<Flow> args, InputFacts facts) {
    if (COMPARING.contains(name)) {
      facts.equal(args.get(0), args.get(1));
      return new Flow();
    }
    if (ORDERING.contains(name)) {
      facts.ordered(args.get(0), args.get(1));
      return new Flow();
    }
    Flow result = new Flow();
    if (PASSING_FIRST.contains(name)) {
      // What it is compared with is compared with what comes of it: near enough.
      result.merge(args.get(0).onlyPaths());
    } else if (JOINING.contains(name)) {
      args.forEach(result::merge);
    } else if (REDUCING.contains(name)) {
      result.merge(args.get(0).members());
    } else {
      comparing(name, args, facts);
      if (name.equals("object.get")) {
        gotten(args, result, facts);
      }
    }
    return result;
  }

  private static void comparing(String name, List<Flow> args, InputFacts facts) {
    switch (name) {
      case "internal.member_2" -> facts.equal(args.get(0), args.get(1).members());
      case "internal.member_3" -> facts.equal(args.get(1), args.get(2).members());
      case "startswith" -> facts.similar(args.get(0), args.get(1), "", "x");
      case "endswith" -> facts.similar(args.get(0), args.get(1), "x", "");
      case "contains" -> facts.similar(args.get(0), args.get(1), "x", "x");
      case "strings.any_prefix_match" -> facts.similar(args.get(0), args.get(1).members(), "", "x");
      case "strings.any_suffix_match" -> facts.similar(args.get(0), args.get(1).members(), "x", "");
      case "glob.match" -> facts.equal(args.get(2), sample(args.get(0)));
      case "regex.match", "re_match" -> facts.equal(args.get(1), sample(args.get(0)));
      default -> {}
    }
  }

  private static void gotten(List<Flow> args, Flow result, InputFacts facts) {
    for (JsonNode key : args.get(1).constants()) {
      if (key.isTextual()) {
        result.merge(args.get(0).member(key.textValue()));
      }
    }
    facts.read(result);
    result.merge(args.get(2));
  }

  /** Texts that simple patterns match. */
  private static Flow sample(Flow patterns) {
    Flow samples = new Flow();
    for (JsonNode pattern : patterns.constants()) {
      if (pattern.isTextual()) {
        samples.merge(Flow.of(TextNode.valueOf(PatternSample.of(pattern.textValue()))));
      }
    }
    return samples;
  }
}
