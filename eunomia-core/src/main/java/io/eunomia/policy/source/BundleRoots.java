package io.eunomia.policy.source;

import io.eunomia.bundle.BundleException.Reason;
import io.eunomia.bundle.Roots;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds bundles to what they say they own: their policies are in their roots, and no root of one is
 * within one of another. That their data is, is seen to where they are read. Not thread-safe.
 */
final class BundleRoots {
  private final List<SourceBundle> bundles = new ArrayList<>();

  /** Adds a bundle to those that are to be used together. */
  void add(SourceBundle bundle) throws PolicyLoadException {
    for (SourceBundle other : bundles) {
      for (String root : roots(bundle).paths()) {
        String overlapping = overlapping(root, roots(other));
        if (overlapping != null) {
          throw new PolicyLoadException(
              bundle.name(),
              Reason.OVERLAPPING_ROOTS.code()
                  + ": owns "
                  + described(root)
                  + ", but "
                  + other.name()
                  + " owns "
                  + described(overlapping),
              null);
        }
      }
    }
    bundles.add(bundle);
  }

  /** Whether a module is where its bundle's policies may be. */
  static void check(SourceBundle bundle, Module module) throws PolicyLoadException {
    String path =
        module.path().path().stream()
            .map(step -> step instanceof StringTerm s ? s.value() : step.toString())
            .collect(Collectors.joining("/"));
    if (!roots(bundle).contain(path)) {
      throw new PolicyLoadException(
          Diagnostic.error(
              Reason.OUTSIDE_ROOTS.code(),
              module.path().span(),
              "the package " + path + " is not in the bundle's roots " + roots(bundle)),
          null);
    }
  }

  private static @Nullable String overlapping(String root, Roots others) {
    return others.paths().stream()
        .filter(other -> Roots.of(root).overlap(List.of(other)))
        .findFirst()
        .orElse(null);
  }

  private static Roots roots(SourceBundle bundle) {
    return bundle.bundle().manifest().roots();
  }

  private static String described(String root) {
    return root.isEmpty() ? "everything" : root;
  }
}
