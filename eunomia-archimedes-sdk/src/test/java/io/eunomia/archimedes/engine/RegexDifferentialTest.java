package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The module's own regular expressions against RE2/J, which is another port of the same library:
 * the same patterns are valid, and every match and group is the same. The same patterns in every
 * build; with {@code eunomia.fuzz.seconds} others, for as long as it says.
 */
class RegexDifferentialTest {
  private static final long SECONDS = Long.getLong("eunomia.fuzz.seconds", 0);
  private static final int BATCHES = 240;
  private static final int PATTERNS = 45;
  private static final int TEXTS = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private static final String RULES =
      """
      allow := [answer(c) | some c in input]

      answer(c) := [regex.match(c.p, t), regex.match(c.p, t), regex.find_all_string_submatch_n(c.p, t, -1)]
        if { t := c.t; regex.is_valid(c.p) }
        else := "invalid" if not regex.is_valid(c.p)
      """;

  /** A pattern, a text, and the answer that they must give. */
  private record Pair(String pattern, String text, JsonNode want) {}

  @Test
  void whenPatternsAreRandom_thenTheyMatchWhatRe2Matches() throws IOException {
    Limits limits =
        Limits.defaults().withMaxSteps(Long.MAX_VALUE).withTimeout(Duration.ofMinutes(5));
    Random random = SECONDS == 0 ? new Random(1) : new Random();
    long end = System.nanoTime() + SECONDS * 1_000_000_000;
    int compared = 0;
    try (PolicyEngine engine =
            new PolicyEngine(limits, BuiltinRegistry.standard(), Clock.systemUTC());
        LoadedPolicy policy =
            engine.load(Policies.compile(RULES), "{}".getBytes(StandardCharsets.UTF_8))) {
      for (int i = 0; SECONDS == 0 ? i < BATCHES : System.nanoTime() < end; i++) {
        compared += compare(policy, batch(new RandomRegex(random)));
      }
    }
    assertThat(compared).isGreaterThan(SECONDS == 0 ? 100_000 : 0);
  }

  private static List<Pair> batch(RandomRegex source) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < PATTERNS; i++) {
      String pattern = source.pattern();
      if (pattern.matches("(?s).*\\\\[^\\x00-\\x7F].*")) {
        continue; // A letter that is not ASCII cannot be escaped in Go.
      }
      Pattern compiled = null;
      JsonNode invalid = JSON.getNodeFactory().textNode("invalid");
      try {
        compiled = Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        if (isTakenByGo(e)) {
          continue;
        }
      }
      for (int k = 0; k < TEXTS; k++) {
        String text = source.text();
        pairs.add(new Pair(pattern, text, compiled == null ? invalid : answer(compiled, text)));
      }
    }
    return pairs;
  }

  /** Go lets groups have the same name, and a brace that is plain may be repeated. */
  private static boolean isTakenByGo(PatternSyntaxException e) {
    return e.getDescription().startsWith("duplicate capture group name")
        || (e.getDescription().startsWith("invalid nested repetition operator")
            && e.getPattern().startsWith("{")
            && !e.getPattern().matches("(?s)\\{[0-9]+(,[0-9]*)?\\}.*"));
  }

  private static int compare(LoadedPolicy policy, List<Pair> pairs) throws IOException {
    ArrayNode input = JSON.createArrayNode();
    pairs.forEach(pair -> input.addObject().put("p", pair.pattern).put("t", pair.text));
    JsonNode answers = JSON.readTree(policy.evaluate(0, JSON.writeValueAsBytes(input)));
    assertThat(answers.size()).isEqualTo(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      assertThat(answers.get(i).toString())
          .as("%s on %s", JSON.writeValueAsString(pair.pattern), JSON.writeValueAsString(pair.text))
          .isEqualTo(pair.want.toString());
    }
    return pairs.size();
  }

  private static JsonNode answer(Pattern pattern, String text) {
    ArrayNode found = JSON.createArrayNode();
    Matcher matcher = pattern.matcher(text);
    int lastEnd = -1;
    for (int at = 0; at <= text.length() && matcher.find(at); ) {
      // An empty match right after another does not count.
      if (matcher.end() > at || matcher.start() != lastEnd) {
        ArrayNode match = found.addArray();
        for (int group = 0; group <= matcher.groupCount(); group++) {
          String part = matcher.group(group);
          match.add(part == null ? "" : part);
        }
      }
      lastEnd = matcher.end();
      at = lastEnd > at ? lastEnd : at + width(text, at);
    }
    boolean matches = !found.isEmpty();
    return JSON.createArrayNode().add(matches).add(matches).add(found);
  }

  private static int width(String text, int at) {
    return at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
  }
}
