package io.eunomia.rego.parser;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.Map;

/** What messages call the kinds of terms. */
final class TermNames {
  private static final Map<Class<? extends Term>, String> NAMES =
      Map.ofEntries(
          Map.entry(ArrayComprehension.class, "arraycomprehension"),
          Map.entry(ArrayTerm.class, "array"),
          Map.entry(BooleanTerm.class, "boolean"),
          Map.entry(Call.class, "call"),
          Map.entry(NullTerm.class, "null"),
          Map.entry(NumberTerm.class, "number"),
          Map.entry(ObjectComprehension.class, "objectcomprehension"),
          Map.entry(ObjectTerm.class, "object"),
          Map.entry(Ref.class, "ref"),
          Map.entry(SetComprehension.class, "setcomprehension"),
          Map.entry(SetTerm.class, "set"),
          Map.entry(StringTerm.class, "string"),
          Map.entry(TemplateString.class, "templatestring"),
          Map.entry(Var.class, "var"));

  private TermNames() {}

  static String of(Term term) {
    if (term instanceof Var v && v.isRootDocument()) {
      return "ref";
    }
    return NAMES.getOrDefault(term.getClass(), "term");
  }
}
