package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A subscription is to one field of the schema's own, however its selection is written. */
final class SubscriptionRules {
  private final Query query;
  private final Set<String> spread = new HashSet<>();

  /** The first selection of each field at the top; under how many names it answers is no matter. */
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();

  private SubscriptionRules(Query query) {
    this.query = query;
  }

  static void check(Query query, JsonNode subscription) throws GraphqlException {
    SubscriptionRules rules = new SubscriptionRules(query);
    rules.collect(subscription);
    String name = Ast.name(subscription);
    String who = name.isEmpty() ? "Anonymous Subscription" : "Subscription \"" + name + "\"";
    int count = 0;
    for (JsonNode field : rules.fields.values()) {
      if (++count > 1) {
        throw Query.fault(field, who + " must select only one top level field.");
      }
    }
    for (JsonNode field : rules.fields.values()) {
      if (Ast.name(field).startsWith("__")) {
        throw Query.fault(field, who + " must not select an introspection top level field.");
      }
    }
  }

  private void collect(JsonNode of) throws GraphqlException {
    for (JsonNode selection : Query.selections(of)) {
      query.step();
      if (Query.isField(selection)) {
        fields.putIfAbsent(Ast.name(selection), selection);
      } else if (Query.isInlineFragment(selection)) {
        collect(selection);
      } else {
        JsonNode fragment = query.fragment(Ast.name(selection));
        if (fragment != null && spread.add(Ast.name(selection))) {
          collect(fragment);
        }
      }
    }
  }
}
