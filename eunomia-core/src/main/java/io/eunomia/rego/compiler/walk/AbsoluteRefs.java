package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.List;

/** Makes the refs of rules absolute. */
public final class AbsoluteRefs {
  private AbsoluteRefs() {}

  /** A package's path, the variable at the head of a rule's ref as a string, and steps. */
  public static Ref of(Ref packagePath, Ref relative, List<Term> steps) {
    Var name = (Var) relative.head();
    List<Term> path = new ArrayList<>(packagePath.path());
    path.add(StringTerm.of(name.name(), name.span()));
    path.addAll(steps);
    return new Ref(packagePath.head(), path, relative.span());
  }
}
