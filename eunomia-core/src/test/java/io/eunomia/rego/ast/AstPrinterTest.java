package io.eunomia.rego.ast;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AstPrinterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "-1.50e3",
        "\"a\\\"\\\\\\n\\t\\u0001é\uD83D\uDE00\"",
        "[]",
        "{}",
        "set()",
        "[1, {2}, {\"a\": [x, _]}]",
        "input.a[\"b c\"][x].if[f(y)][1]",
        "[1, 2][0]",
        "f(x).y[0]",
        "f()",
        "io.jwt.decode(x, [y])",
        "a + b * c - d",
        "(a + b) * (c - (d - e))",
        "a | b & c == d",
        "(a == b) | c",
        "(a in b) == c",
        "[(a | b)]",
        "[(a | b) == c, d | e]",
        "{(a | b)}",
        "{(a | b): (c | d), e: f}",
        "[a, (b, c in d), e in f]",
        "f((a, b in c))",
        "a[b, c in d]",
        "[x | some x in xs; x > 1]",
        "{(x | y) | true}",
        "{(x + 1): (y + 1) | every k, v in x { not k; v }; x := y}",
        "{x: y | f(x) with input.a as 1 with data.b as [2]}",
        "$\"a{x + 1}\\\"\\{b} {f(y) with input as 1}\"",
        "$`a\n{x}\\{`",
        "if.x",
        "plus(1)",
        "internal.member_3(1, 2)",
        "{a, b}[c]",
        "(a + b)[c]",
      })
  void whenTermsArePrinted_thenTheyParseToTheSame(String text) {
    Term term = term(text);
    String printed = AstPrinter.print(term);

    assertThat(term(printed)).as(printed).isEqualTo(term).hasSameHashCodeAs(term);
    assertThat(printed).isEqualTo(term.toString());
    assertThat(AstPrinter.print(term(printed))).isEqualTo(printed);
  }

  @Test
  void whenABodyStartsWithABar_thenItIsNoComprehension() {
    String rule = "package a\n\np := 1 if {\n\t(a | b) in c\n\tx | y = z\n}\n";

    assertThat(AstPrinter.print(module(rule, ParserOptions.V1))).isEqualTo(rule);
  }

  @Test
  void whenOperatorsArePrinted_thenOnlyNeededParenthesesAre() {
    assertThat(term("((a) + ((b) * c))")).hasToString("a + b * c");
    assertThat(term("(a in b)")).hasToString("(a in b)");
    assertThat(AstPrinter.print(query("((a in b))"))).isEqualTo("a in b");
  }

  @Test
  void whenBodiesArePrinted_thenTheyParseToTheSame() {
    String text =
        "x := 1; y = [_, 2]; not z; some a, b; some c in d; some e, {\"f\": g} in h with input as 1; "
            + "every i, j in k { i; j } with data.l as {}; (m, n in o) == p; q := (r in s); eq(1)";

    assertThat(query(AstPrinter.print(query(text)))).isEqualTo(query(text));
    assertThat(AstPrinter.print(query("x   :=\n(1)").get(0))).isEqualTo("x := 1");
  }

  @Test
  void whenModulesArePrinted_thenInV1() {
    String text =
        """
        package a.b["c d"]
        import data.x as y
        import input.z
        default p = 1
        p = 2 { true; x := 1 } else = 3 { y }
        q[x] { x = 1 } { x = 2 }
        f(x, _) { x }
        r.s[t] := u { t = u }
        v
        if := contains
        """;

    assertThat(AstPrinter.print(module(text.replace("v\n", "v.w\n"), ParserOptions.V0)))
        .isEqualTo(
            """
            package a.b["c d"]

            import data.x as y
            import input.z

            default p = 1

            p = 2 if {
            \ttrue
            \tx := 1
            } else = 3 if {
            \ty
            }

            q contains x if {
            \tx = 1
            }

            q contains x if {
            \tx = 2
            }

            f(x, _) if {
            \tx
            }

            r.s[t] := u if {
            \tt = u
            }

            v contains "w"

            if := contains
            """);
  }

  @Test
  void whenRulesArePrinted_thenTheyParseToTheSame() {
    String text =
        """
        package a

        default p := 1

        p := 2 if {
        \ttrue
        } else := 3

        q contains x if {
        \tsome x in [1]
        }

        s contains 1

        t.u[v].w := 1 if {
        \tv := 2
        }

        f(x) := x + 1

        g(x) if {
        \tx
        } else := false if {
        \tnot x
        }
        """;
    Module module = module(text, ParserOptions.V1);

    assertThat(AstPrinter.print(module)).isEqualTo(text);
    assertThat(AstPrinter.print(module.rules().get(1)))
        .isEqualTo("p := 2 if {\n\ttrue\n} else := 3");
  }

  @Test
  void whenModulesHaveCommentsAndMetadata_thenTheyStandAboveWhatTheySpeakOf() {
    String text =
        """
        # first
        # METADATA
        # description: |
        #   two
        #   lines
        package a # behind

        import data.b # imported
        # METADATA
        # entrypoint: true
        # schemas:
        # - data["x y"]: schema.s
        # - input: {type: string}
        # custom: {k: [1, .5, ~, a"b, 1e999]}

        # METADATA
        # title: Rule
        # scope: rule

        # above
        p if {
          # in
          x := 1 # of x
          -1
          # end
        } else if {
          # else
          true
        }
        # last
        """;

    assertThat(AstPrinter.print(module(text, ParserOptions.V1)))
        .isEqualTo(
            """
            # first
            # METADATA
            # scope: package
            # description: "two\\u000alines\\u000a"
            package a

            # behind
            import data.b

            # imported
            # above
            # METADATA
            # scope: document
            # entrypoint: true
            # schemas:
            # - "data[\\"x y\\"]": "schema.s"
            # - "input": {"type": "string"}
            # custom: {"k": [1, 0.5, null, "a\\"b", 1e999]}

            # METADATA
            # scope: rule
            # title: "Rule"
            p if {
            \t# in
            \t# of x
            \tx := 1 - 1
            \t# end
            } else if {
            \t# else
            \ttrue
            }

            # last
            """);
  }

  @Test
  void whenALineCouldGoOnWithTheOneAbove_thenASemicolonSeparatesThem() {
    String text = "package a\n\np if {\n\tx\n\t; -1\n\t; with[y]\n\tz\n}\n\nf(x)\n";

    assertThat(AstPrinter.print(module(text, ParserOptions.V1))).isEqualTo(text);
  }

  private static Term term(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Term term = RegoParser.parseTerm(SourceText.of("t", text), diagnostics);
    if (term == null) {
      Expr expr = query(text).get(0); // Keywords start refs only in bodies.
      term = ((Expr.Literal) expr).term();
    }
    return term;
  }

  private static List<Expr> query(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<Expr> query =
        RegoParser.parseQuery(SourceText.of("q", text), ParserOptions.V1, diagnostics);
    assertThat(diagnostics.all()).as(text).isEmpty();
    return Objects.requireNonNull(query);
  }

  private static Module module(String text, ParserOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    Module module = RegoParser.parseModule(SourceText.of("m", text), options, diagnostics);
    assertThat(diagnostics.all()).as(text).isEmpty();
    return Objects.requireNonNull(module);
  }
}
