package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Fragments are used, and do not contain themselves. */
final class FragmentRules {
  private final Query query;

  private FragmentRules(Query query) {
    this.query = query;
  }

  static void checkCycles(Query query) throws GraphqlException {
    FragmentRules rules = new FragmentRules(query);
    Set<String> done = new HashSet<>();
    for (JsonNode fragment : query.fragments()) {
      rules.visit(fragment, done, new LinkedHashSet<>());
    }
  }

  private void visit(JsonNode fragment, Set<String> done, Set<String> path)
      throws GraphqlException {
    String name = Ast.name(fragment);
    if (done.contains(name)) {
      return;
    }
    path.add(name);
    for (JsonNode spread : spreads(fragment)) {
      String next = Ast.name(spread);
      if (path.contains(next)) {
        throw Query.fault(
            spread,
            "Cannot spread fragment \"" + next + "\" within itself" + via(path, next) + ".");
      }
      JsonNode of = query.fragment(next);
      if (of != null) {
        visit(of, done, path);
      }
    }
    path.remove(name);
    done.add(name);
  }

  private static String via(Set<String> path, String start) {
    StringBuilder via = new StringBuilder();
    boolean within = false;
    for (String name : path) {
      if (within) {
        via.append(via.isEmpty() ? " via \"" : ", \"").append(name).append('"');
      }
      within |= name.equals(start);
    }
    return via.toString();
  }

  static void checkUsed(Query query) throws GraphqlException {
    FragmentRules rules = new FragmentRules(query);
    Set<String> used = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>(query.operations());
    while (!open.isEmpty()) {
      for (JsonNode spread : rules.spreads(open.pop())) {
        JsonNode fragment = query.fragment(Ast.name(spread));
        if (fragment != null && used.add(Ast.name(spread))) {
          open.push(fragment);
        }
      }
    }
    for (JsonNode fragment : query.fragments()) {
      if (!used.contains(Ast.name(fragment))) {
        throw Query.fault(fragment, "Fragment \"" + Ast.name(fragment) + "\" is never used.");
      }
    }
  }

  /** The spreads within a node, at any depth. */
  private Iterable<JsonNode> spreads(JsonNode of) throws GraphqlException {
    Deque<JsonNode> spreads = new ArrayDeque<>();
    Deque<JsonNode> open = new ArrayDeque<>(Query.selections(of));
    while (!open.isEmpty()) {
      query.step();
      JsonNode selection = open.pop();
      if (!Query.isField(selection) && !Query.isInlineFragment(selection)) {
        spreads.add(selection);
      }
      Query.selections(selection).forEach(open::push);
    }
    return spreads;
  }
}
