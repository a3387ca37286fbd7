package io.eunomia.testkit.conformance;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A query as an entrypoint: a rule whose body is the query, and whose elements are the objects of
 * the query's variables. The whole of {@code data} cannot be asked for by a rule, which would be
 * part of it, and is an entrypoint as it stands.
 *
 * @param entrypoint its name
 * @param module the rule's module; empty if there is none
 */
record Query(String entrypoint, String module) {
  private static final String PACKAGE = "eunomia_query";

  static Query of(String text) {
    if (text.equals("data = x")) {
      return new Query("", "");
    }
    String row =
        variables(text).stream().map(v -> "\"" + v + "\": " + v).collect(Collectors.joining(", "));
    return new Query(
        PACKAGE + "/rows",
        "package " + PACKAGE + "\n\nrows contains {" + row + "} if {\n" + text + "\n}\n");
  }

  /** The name of the only variable of a query for the whole of {@code data}. */
  boolean isWholeData() {
    return module.isEmpty();
  }

  private static Set<String> variables(String text) {
    List<Expr> query =
        RegoParser.parseQuery(SourceText.of("query", text), ParserOptions.V1, new Diagnostics());
    Set<String> names = new TreeSet<>();
    AstVisitor visitor =
        new AstVisitor() {
          @Override
          protected boolean enter(Node node) {
            if (node instanceof Var v && !v.isWildcard()) {
              names.add(v.name());
            }
            if (node instanceof Call call) {
              walk(call.args());
              return false;
            }
            return !(node instanceof Comprehension);
          }
        };
    if (query != null) {
      visitor.walk(query);
    }
    names.removeAll(Set.of("data", "input"));
    return names;
  }
}
