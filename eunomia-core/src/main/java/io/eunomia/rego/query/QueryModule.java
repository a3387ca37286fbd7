package io.eunomia.rego.query;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query as a module: it is compiled together with the policies that it asks, and its entrypoint
 * is an array of the query's results, in the order of the evaluation.
 *
 * <p>A result is an object of {@code bindings}, by the names of the query's variables, and {@code
 * values}, one for each of the query's expressions. Immutable and thread-safe.
 */
public final class QueryModule {
  /** The package that the query is in. */
  public static final String PACKAGE = "eunomia_query";

  /** The member of a result that holds its variables. */
  public static final String BINDINGS = "bindings";

  /** The member of a result that holds the values of the query's expressions. */
  public static final String VALUES = "values";

  private static final String RULE = "results";
  private static final Set<String> WITHOUT_VALUE = Set.of("assign", "eq", "print");

  private final SourceText module;
  private final QueryText text;
  private final List<Expr> expressions;

  private final List<String> generated;

  private QueryModule(QueryText text, List<Expr> expressions, List<String> generated) {
    this.text = text;
    this.generated = List.copyOf(generated);
    this.module = SourceText.of(PACKAGE, text.text());
    this.expressions = List.copyOf(expressions);
  }

  /**
   * A query whose expressions are conditions: a result is where all of them hold, and their values
   * are all {@code true}.
   *
   * @param topLevel what there is directly below {@code data}: packages and documents
   * @return {@code null} if the query cannot be parsed
   */
  public static @Nullable QueryModule conditions(
      SourceText query,
      Collection<String> topLevel,
      ParserOptions options,
      Diagnostics diagnostics) {
    return of(query, topLevel, options, diagnostics, false);
  }

  /**
   * A query whose expressions' values are asked for too. As in OPA, the value of one expression
   * alone may be {@code false}; if there are several, or several results, all must hold.
   *
   * @param topLevel what there is directly below {@code data}: packages and documents
   * @return {@code null} if the query cannot be parsed
   */
  public static @Nullable QueryModule values(
      SourceText query,
      Collection<String> topLevel,
      ParserOptions options,
      Diagnostics diagnostics) {
    return of(query, topLevel, options, diagnostics, true);
  }

  /** The module, to be compiled with the policies. */
  public SourceText source() {
    return module;
  }

  /** The entrypoint: an array of results, empty if there is none. */
  public String entrypoint() {
    return PACKAGE + "/" + RULE;
  }

  /** The query's expressions, whose spans are those of the query's own text. */
  public List<Expr> expressions() {
    return expressions;
  }

  /** The diagnostics of a compilation, those of the module at their places in the query's text. */
  public List<Diagnostic> inQuery(List<Diagnostic> diagnostics) {
    Diagnostics found = new Diagnostics();
    for (Diagnostic diagnostic : diagnostics) {
      if (!diagnostic.span().source().name().equals(module.name())) {
        found.report(diagnostic);
      } else if (generated.stream().noneMatch(diagnostic.message()::contains)) {
        // What is wrong with a variable of ours is wrong with the expression that it stands for.
        found.report(
            new Diagnostic(
                diagnostic.code(),
                diagnostic.severity(),
                text.inQuery(diagnostic.span()),
                diagnostic.message(),
                diagnostic.hint()));
      }
    }
    return found.all();
  }

  private static @Nullable QueryModule of(
      SourceText query,
      Collection<String> topLevel,
      ParserOptions options,
      Diagnostics diagnostics,
      boolean values) {
    List<Expr> expressions = RegoParser.parseQuery(query, options, diagnostics);
    if (expressions == null) {
      return null;
    }
    QueryVariables variables = new QueryVariables(expressions);
    String data = unused(query, "d", 4);
    String value = unused(query, "value", 0);
    boolean check = expressions.size() > 1 || variables.iterates();
    List<String> captured = new ArrayList<>();
    List<String> row = new ArrayList<>();
    List<Span> assigned = new ArrayList<>();
    for (Expr expr : expressions) {
      boolean capture = values && hasValue(expr);
      if (capture) {
        captured.add(value + captured.size());
        assigned.add(expr.span());
      }
      row.add(capture ? captured.get(captured.size() - 1) : "true");
    }
    QueryText text = new QueryText(query);
    text.add("package " + PACKAGE + "\n\n");
    if (!variables.wholeData().isEmpty()) {
      // The rule is part of data: it cannot ask for all of it, but for all that is beside it.
      text.add(data + " := " + object(topLevel, key -> "data[" + quoted(key) + "]") + "\n\n");
    }
    text.add(RULE + " := [{\"" + VALUES + "\": [" + String.join(", ", row) + "], \"");
    text.add(BINDINGS + "\": " + object(variables.names(), name -> name) + "} |\n");
    splice(text, query, assigned, captured, variables.wholeData(), data);
    if (check) {
      captured.forEach(name -> text.add("\n" + name));
    }
    text.add("\n]\n");
    return new QueryModule(text, expressions, captured);
  }

  private static void splice(
      QueryText text,
      SourceText query,
      List<Span> assigned,
      List<String> captured,
      List<Span> wholeData,
      String data) {
    int next = 0;
    int offset = 0;
    List<Span> roots =
        wholeData.stream().sorted((a, b) -> Integer.compare(a.start(), b.start())).toList();
    for (Span root : roots) {
      while (next < assigned.size() && assigned.get(next).start() <= root.start()) {
        text.copyTo(assigned.get(next).start()).add(captured.get(next++) + " := ");
      }
      if (root.start() >= offset) {
        text.replace(root, data);
        offset = root.end();
      }
    }
    while (next < assigned.size()) {
      text.copyTo(assigned.get(next).start()).add(captured.get(next++) + " := ");
    }
    text.copyTo(query.text().length());
  }

  private static boolean hasValue(Expr expr) {
    if (!(expr instanceof Expr.Literal literal) || literal.negated()) {
      return false;
    }
    Term term = literal.term();
    if (!(term instanceof Call call)) {
      return true;
    }
    String name = call.operator().dotted();
    Builtin builtin = Builtins.find(name);
    boolean writesArgument =
        builtin != null && builtin.arity() > 0 && call.args().size() > builtin.arity();
    return !WITHOUT_VALUE.contains(name) && !writesArgument;
  }

  private static String object(Collection<String> keys, UnaryOperator<String> value) {
    return new TreeSet<>(keys)
        .stream()
            .map(key -> quoted(key) + ": " + value.apply(key))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String key) {
    return StringTerm.of(key, SourceText.of(PACKAGE, "").span(0, 0)).toString();
  }

  /** A name that the query does not have. */
  private static String unused(SourceText query, String prefix, int length) {
    for (int i = 0; ; i++) {
      String digits = Integer.toString(i);
      String name =
          prefix + "0".repeat(Math.max(0, length - prefix.length() - digits.length())) + digits;
      if (!query.text().contains(name)) {
        return length == 0 ? name + "_" : name;
      }
    }
  }
}
