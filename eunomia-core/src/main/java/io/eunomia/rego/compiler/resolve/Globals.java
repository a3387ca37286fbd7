package io.eunomia.rego.compiler.resolve;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names mean at the top of a module: the rules of its package, and its imports. */
final class Globals {
  private final Map<String, Ref> meanings = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @param module the module
   * @param exports the first names of all rules of the module's package, in whichever module
   */
  Globals(Module module, Set<String> exports) {
    for (String name : exports) {
      Span span = module.path().span();
      meanings.put(name, module.path().append(StringTerm.of(name, span)));
    }
    for (Import imported : module.imports()) {
      if (bringsName(imported)) {
        meanings.put(imported.name(), imported.path());
      }
    }
  }

  /** Whether an import is of a document; the others switch features of the language. */
  static boolean bringsName(Import imported) {
    return !imported.path().startsWith("rego") && !imported.path().startsWith("future");
  }

  /** The first names of the rules of each package. */
  static Map<Ref, Set<String>> exports(List<Module> modules) {
    Map<Ref, Set<String>> exports = new HashMap<>();
    for (Module module : modules) {
      Set<String> names = exports.computeIfAbsent(module.path(), path -> new HashSet<>());
      for (Rule rule : module.rules()) {
        names.add(((Var) rule.head().ref().head()).name());
      }
    }
    return exports;
  }

  /** What a name stands for, as if it stood at the span; {@code null} if it is not known. */
  @Nullable Ref resolve(String name, Span span) {
    Ref meaning = meanings.get(name);
    if (meaning == null) {
      return null;
    }
    used.add(name);
    List<Term> path = new ArrayList<>();
    for (Term step : meaning.path()) {
      path.add(step instanceof StringTerm s ? StringTerm.of(s.value(), span) : step);
    }
    return new Ref(new Var(((Var) meaning.head()).name(), span), path, span);
  }

  /** Whether a name was ever resolved. */
  boolean isUsed(String name) {
    return used.contains(name);
  }
}
