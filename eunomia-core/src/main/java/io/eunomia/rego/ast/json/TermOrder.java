package io.eunomia.rego.ast.json;

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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The order of terms in sets and of the keys of objects: by kind, and then by what they say. */
enum TermOrder implements Comparator<Term> {
  INSTANCE;

  private static final List<Class<? extends Term>> KINDS =
      List.of(
          NullTerm.class,
          BooleanTerm.class,
          NumberTerm.class,
          StringTerm.class,
          TemplateString.class,
          Var.class,
          Ref.class,
          ArrayTerm.class,
          ObjectTerm.class,
          SetTerm.class,
          ArrayComprehension.class,
          ObjectComprehension.class,
          SetComprehension.class,
          Call.class);

  @Override
  public int compare(Term left, Term right) {
    int kinds = Integer.compare(KINDS.indexOf(left.getClass()), KINDS.indexOf(right.getClass()));
    if (kinds != 0) {
      return kinds;
    }
    if (left instanceof BooleanTerm a && right instanceof BooleanTerm b) {
      return Boolean.compare(a.value(), b.value());
    }
    if (left instanceof NumberTerm a && right instanceof NumberTerm b) {
      return a.value().compareTo(b.value());
    }
    if (left instanceof StringTerm a && right instanceof StringTerm b) {
      return text(a.value(), b.value());
    }
    if (left instanceof Var a && right instanceof Var b) {
      return text(a.name(), b.name());
    }
    if (left instanceof Ref a && right instanceof Ref b) {
      return all(steps(a), steps(b));
    }
    if (left instanceof ArrayTerm a && right instanceof ArrayTerm b) {
      return all(a.elements(), b.elements());
    }
    return text(left.toString(), right.toString());
  }

  private static List<Term> steps(Ref ref) {
    return Stream.concat(Stream.of(ref.head()), ref.path().stream()).toList();
  }

  private int all(List<Term> left, List<Term> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static int text(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
