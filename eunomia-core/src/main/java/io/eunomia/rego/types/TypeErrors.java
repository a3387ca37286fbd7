package io.eunomia.rego.types;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects the errors of one expression, and words them. Not thread-safe. */
final class TypeErrors {
  private static final String CODE = "rego_type_error";

  /** Types of large literals say nothing to a reader. */
  private static final int MAX_HINT = 1_000;

  private final Map<String, String> localNames;
  private final List<Diagnostic> found = new ArrayList<>();
  private boolean ofUnknownTypes;

  /**
   * None yet.
   *
   * @param localNames what the source calls the variables that the compiler has renamed
   */
  TypeErrors(Map<String, String> localNames) {
    this.localNames = localNames;
  }

  /** For an expression of its own, with the same names. */
  TypeErrors fresh() {
    return new TypeErrors(localNames);
  }

  List<Diagnostic> found() {
    return found;
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether one of the types that were found wrong was not known. */
  boolean isOfUnknownTypes() {
    return ofUnknownTypes;
  }

  void addAll(TypeErrors others) {
    found.addAll(others.found);
  }

  /** A step follows what has no parts. */
  void noSuchStep(Ref ref, int index, Type have) {
    String before = printed(prefix(ref, index));
    add(ref.head().span(), "undefined ref: " + printed(ref), before + " is " + have);
  }

  /**
   * A step is none of the keys that are there.
   *
   * @param have the type of the step, or {@code null} if it is a constant
   * @param names the keys that are known, if that is all there are
   */
  void wrongStep(
      Ref ref, int index, @Nullable Type have, Type want, Collection<ConstantKey> names) {
    String wanted =
        names.isEmpty()
            ? "want (type): " + want
            : "want (one of): "
                + names.stream()
                    .sorted()
                    .map(ConstantKey::toString)
                    .collect(Collectors.joining(", "));
    Term step = ref.path().get(index);
    String had = have == null ? "have: " + step : "have (type): " + have;
    add(ref.head().span(), "undefined ref: " + printed(ref), had + "; " + wanted);
  }

  /** A rule that takes no arguments is called. */
  void noFunction(Span span, Ref name) {
    found.add(Diagnostic.error(CODE, span, "undefined function " + name.dotted()));
  }

  void noMatch(Span span, Type left, Type right) {
    ofUnknownTypes |= left.isPartlyUnknown() || right.isPartlyUnknown();
    add(span, "match error", "left: " + left + "; right: " + right);
  }

  void wrongArguments(Span span, String function, String what, List<Type> have, String want) {
    ofUnknownTypes |= have.stream().anyMatch(Type::isPartlyUnknown);
    String had = have.stream().map(Type::toString).collect(Collectors.joining(", ", "(", ")"));
    add(span, function + ": " + what, "have: " + had + "; want: " + want);
  }

  private void add(Span span, String message, String hint) {
    String shown = hint.length() > MAX_HINT ? hint.substring(0, MAX_HINT) + "…" : hint;
    found.add(Diagnostic.error(CODE, span, message, shown));
  }

  private static Term prefix(Ref ref, int steps) {
    return steps == 0 ? ref.head() : new Ref(ref.head(), ref.path().subList(0, steps), ref.span());
  }

  private String printed(Term term) {
    if (!(term instanceof Ref ref)) {
      return named(term).toString();
    }
    List<Term> path = ref.path().stream().map(this::named).toList();
    return new Ref(named(ref.head()), path, ref.span()).toString();
  }

  private Term named(Term term) {
    return term instanceof Var v
        ? new Var(localNames.getOrDefault(v.name(), v.name()), v.span())
        : term;
  }
}
