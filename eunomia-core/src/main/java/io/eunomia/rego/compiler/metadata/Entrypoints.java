package io.eunomia.rego.compiler.metadata;

import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what {@code entrypoint: true} names. */
public final class Entrypoints {
  private Entrypoints() {}

  /** The refs of the annotated rules and packages, each once, by module. Heads are absolute. */
  public static List<Ref> of(List<Module> modules) {
    Set<Ref> found = new LinkedHashSet<>();
    for (Module module : modules) {
      for (Annotation annotation : module.annotations()) {
        if (annotation.entrypoint()) {
          found.add(named(module, annotation));
        }
      }
    }
    return new ArrayList<>(found);
  }

  private static Ref named(Module module, Annotation annotation) {
    if (annotation.rule() < 0) {
      return module.path();
    }
    Rule rule = module.rules().get(annotation.rule());
    Ref ref = rule.head().ref();
    return new Ref(ref.head(), RuleTree.groundPrefix(ref.path()), ref.span());
  }
}
