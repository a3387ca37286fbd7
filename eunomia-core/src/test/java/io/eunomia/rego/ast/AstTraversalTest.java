package io.eunomia.rego.ast;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Visitors and rewriters. */
class AstTraversalTest {
  private static final String ALL =
      """
      package test

      import data.imported

      default d := [z0 | z0 := 1]

      f(p1, [p2]) := {"k": v1, "l": {v2}} if {
        some s1, s2
        some k1, [v3] in dom1 with input.w as v4
        every k2, v5 in dom2 { body1; not body2 }
        [a1 | a1 := dom3]
        {a2 | a2 := dom4}
        {a3: a4 | a3 := dom5; a4 := dom6}
        $"text {hole + 1}"
        data.y0[ref1].y == call1(arg1)
      } else := v6 if e1

      g.h[g1] contains g2 if g3
      """;

  @Test
  void whenWalked_thenEveryVariableIsVisitedInTheOrderOfEvaluation() {
    assertThat(names(module(), node -> true))
        .containsSequence("f", "p1", "p2", "s1", "s2", "dom1", "k1", "v3", "input", "v4")
        .containsSequence("dom2", "k2", "v5", "body1", "body2")
        .containsSequence("a1", "dom3", "a1")
        .containsSequence("a3", "dom5", "assign", "a4", "dom6", "a3", "a4", "plus", "hole")
        .containsSequence("equal", "data", "ref1", "call1", "arg1", "v1", "v2", "e1", "v6")
        .containsSequence("g", "g1", "g3", "g2");
  }

  @Test
  void whenEnterSaysNo_thenWhatIsBelowIsNotVisited() {
    assertThat(
            names(module(), node -> !(node instanceof Comprehension || node instanceof Expr.Every)))
        .contains("dom1", "hole")
        .doesNotContain("dom2", "body1", "dom3", "dom4", "dom5");
  }

  @Test
  void whenLeft_thenAfterTheChildren() {
    List<String> events = new ArrayList<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        events.add("+" + node);
        return !(node instanceof SetTerm);
      }

      @Override
      protected void leave(Node node) {
        events.add("-" + node);
      }
    }.walk(term("[1, {2}]"));

    assertThat(events).containsExactly("+[1, {2}]", "+1", "-1", "+{2}", "-[1, {2}]");
  }

  @Test
  void whenAllKindsAreWalked_thenChildrenKnowsEachOfThem() {
    Set<Class<?>> visited = new HashSet<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        visited.add(node.getClass());
        return true;
      }
    }.walk(module());
    Set<Class<?>> leaves =
        Set.of(Annotation.class, Comment.class, Head.class, NullTerm.class, BooleanTerm.class);

    assertThat(concrete(Node.class))
        .allSatisfy(kind -> assertThat(visited.contains(kind) || leaves.contains(kind)).isTrue());
  }

  private static Set<Class<?>> concrete(Class<?> sealed) {
    if (sealed.getPermittedSubclasses() == null) {
      return Set.of(sealed);
    }
    Set<Class<?>> found = new HashSet<>();
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      found.addAll(concrete(permitted));
    }
    return found;
  }

  @Test
  void whenNothingIsRewritten_thenTheSameInstancesAreKept() {
    Module module = module();

    assertThat(new AstRewriter() {}.module(module)).isSameAs(module);
  }

  @Test
  void whenSomethingIsRewritten_thenTheRestIsKept() {
    Module module = module();
    Module renamed = rename("hole", "renamed").module(module);

    assertThat(renamed).isNotSameAs(module);
    assertThat(renamed.rules().get(0)).isSameAs(module.rules().get(0));
    assertThat(renamed.rules().get(1).body().get(0)).isSameAs(module.rules().get(1).body().get(0));
    assertThat(AstPrinter.print(renamed))
        .isEqualTo(AstPrinter.print(module).replace("hole", "renamed"));
  }

  @Test
  void whenEachVariableIsRewritten_thenEveryPlaceIsReached() {
    Module module = module();
    String all = AstPrinter.print(module);
    for (String name : names(module, node -> true)) {
      boolean declared = List.of("s1", "s2", "k2", "v5").contains(name);
      boolean isName = List.of("f", "g", "d", "data", "input").contains(name);
      boolean operator = List.of("assign", "plus", "equal", "call1").contains(name);
      if (!declared && !isName && !operator) {
        assertThat(AstPrinter.print(rename(name, "zz").module(module)))
            .isEqualTo(all.replaceAll("\\b" + name + "\\b", "zz"));
      }
    }
  }

  @Test
  void whenEqualityIsAsked_thenPlacesDoNotCount() {
    assertThat(term("[x|x:=1 with input as 2]"))
        .isEqualTo(term("[ x |\n  x := 1 with input as (2) ]"))
        .isNotEqualTo(term("[x | x := 1 with input as 3]"));
    assertThat(term("[1 | some x, y in z]")).isNotEqualTo(term("[1 | some y in z]"));
    assertThat(term("[1 | every x in y { z }]")).isEqualTo(term("[1|every x in y {z}]"));
    assertThat(term("[1 | some x]")).isNotEqualTo(term("[1 | some y]"));
    assertThat(term("1.0")).isEqualTo(term("1")).hasSameHashCodeAs(term("1"));
  }

  private static AstRewriter rename(String from, String to) {
    return new AstRewriter() {
      @Override
      public Term term(Term term) {
        return term instanceof Var v && v.name().equals(from)
            ? new Var(to, v.span())
            : super.term(term);
      }
    };
  }

  private interface Enter {
    boolean enter(Node node);
  }

  private static List<String> names(Node root, Enter enter) {
    List<String> names = new ArrayList<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Var v) {
          names.add(v.name());
        }
        return enter.enter(node);
      }
    }.walk(root);
    return names;
  }

  private static Module module() {
    Diagnostics diagnostics = new Diagnostics();
    Module module = RegoParser.parseModule(SourceText.of("m", ALL), ParserOptions.V1, diagnostics);
    assertThat(diagnostics.all()).isEmpty();
    return Objects.requireNonNull(module);
  }

  private static Term term(String text) {
    return Objects.requireNonNull(
        RegoParser.parseTerm(SourceText.of("t", text), new Diagnostics()));
  }
}
