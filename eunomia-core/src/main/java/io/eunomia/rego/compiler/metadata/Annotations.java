package io.eunomia.rego.compiler.metadata;

import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The annotations of all modules by what they speak of. */
final class Annotations {
  private final Map<List<Term>, Annotation> packages = new HashMap<>();
  private final Map<List<Term>, Annotation> subpackages = new HashMap<>();
  private final Map<List<Term>, Annotation> documents = new HashMap<>();
  private final Map<Annotation, Annotation> redeclared = new LinkedHashMap<>();

  /** An annotation, or none, and the path of what it speaks of. */
  record Link(List<Term> path, @Nullable Annotation annotation) {}

  /** Collects them. Of a scope that is annotated twice the first annotation counts. */
  Annotations(List<Module> modules) {
    for (Module module : modules) {
      for (Annotation annotation : module.annotations()) {
        switch (annotation.scope()) {
          case "package" -> add(packages, module.path().path(), annotation);
          case "subpackages" -> add(subpackages, module.path().path(), annotation);
          case "document" -> {
            if (annotation.rule() >= 0) {
              Rule rule = module.rules().get(annotation.rule());
              add(documents, path(rule), annotation);
            }
          }
          default -> {
            // A rule's own annotations are found by its index.
          }
        }
      }
    }
  }

  private void add(Map<List<Term>, Annotation> scope, List<Term> path, Annotation annotation) {
    Annotation earlier = scope.putIfAbsent(path, annotation);
    if (earlier != null) {
      redeclared.put(annotation, earlier);
    }
  }

  /** Reports what annotates a scope for a second time. */
  void reportRedeclared(Compilation compilation) {
    redeclared.forEach(
        (annotation, earlier) ->
            compilation.error(
                ErrorCodes.TYPE,
                annotation.span(),
                annotation.scope() + " annotation redeclared: " + earlier.span()));
  }

  /** The annotations in whose scope a rule is, the widest scope first. */
  List<Annotation> inScope(Module module, int index) {
    List<Annotation> found = new ArrayList<>();
    for (Link link : chain(module, index)) {
      if (link.annotation() != null) {
        found.add(link.annotation());
      }
    }
    Collections.reverse(found);
    return found;
  }

  private static List<Term> path(Rule rule) {
    return List.copyOf(RuleTree.groundPrefix(rule.head().ref().path()));
  }

  /** The annotations of the rule itself, the nearest first. */
  static List<Annotation> ofRule(Module module, int index) {
    List<Annotation> found = new ArrayList<>();
    for (Annotation annotation : module.annotations()) {
      if (annotation.rule() == index && annotation.scope().equals("rule")) {
        found.add(annotation);
      }
    }
    Collections.reverse(found);
    return found;
  }

  /** All that is said of a rule: of itself first, of the outermost package last. */
  List<Link> chain(Module module, int index) {
    List<Term> path = path(module.rules().get(index));
    List<Link> chain = new ArrayList<>();
    ofRule(module, index).forEach(annotation -> chain.add(new Link(path, annotation)));
    if (chain.isEmpty()) {
      chain.add(new Link(path, null));
    }
    link(chain, documents, path);
    List<Term> packagePath = module.path().path();
    link(chain, packages, packagePath);
    for (int length = packagePath.size(); length >= 0; length--) {
      link(chain, subpackages, packagePath.subList(0, length));
    }
    return chain;
  }

  private static void link(List<Link> chain, Map<List<Term>, Annotation> scope, List<Term> path) {
    Annotation found = scope.get(path);
    if (found != null) {
      chain.add(new Link(path, found));
    }
  }
}
