package io.eunomia.rego.ast;

import java.util.Map;

/** What messages call the kinds of terms. Stateless and thread-safe. */
public final class TermNames {
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

  /** The name of a term's kind; {@code data} and {@code input} are refs. */
  public static String of(Term term) {
    if (term instanceof Var v && v.isRootDocument()) {
      return "ref";
    }
    return NAMES.getOrDefault(term.getClass(), "term");
  }
}
