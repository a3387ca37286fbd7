package io.eunomia.rego.compiler;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.source.Span;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names variables that no source has, and remembers which of them stand for one of a source. */
public final class LocalNames {
  private static final String PREFIX = "__local";

  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> originals = new LinkedHashMap<>();
  private int next;

  LocalNames(List<Module> modules) {
    Variables variables = new Variables();
    for (Module module : modules) {
      for (Rule rule : module.rules()) {
        variables.walk(rule);
      }
    }
    variables.names().stream().filter(LocalNames::isGenerated).forEach(taken::add);
  }

  /** A variable of a new name. */
  public Var fresh(Span span) {
    String name;
    do {
      name = PREFIX + next++ + "__";
    } while (taken.contains(name));
    return new Var(name, span);
  }

  /** A variable of a new name that stands for the given one. */
  public Var fresh(String original, Span span) {
    Var made = fresh(span);
    originals.put(made.name(), original(original));
    return made;
  }

  /** The name in the source of a variable; what was there from the start is its own. */
  public String original(String name) {
    return originals.getOrDefault(name, name);
  }

  /** A term as its source has it. */
  public Term readable(Term term) {
    return new TreeRewriter() {
      @Override
      protected Term var(Var v) {
        return new Var(original(v.name()), v.span());
      }
    }.term(term);
  }

  /** All new names that stand for one of a source, with that one. */
  public Map<String, String> originals() {
    return Collections.unmodifiableMap(originals);
  }

  /** Whether a name looks like one of ours; such a name means nothing to a reader. */
  public static boolean isGenerated(String name) {
    return name.startsWith(PREFIX);
  }
}
