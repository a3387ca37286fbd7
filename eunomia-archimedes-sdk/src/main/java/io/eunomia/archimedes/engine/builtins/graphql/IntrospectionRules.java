package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Questions about the schema do not go round in circles: each list of a type's fields, interfaces
 * or the like within another multiplies the answer.
 */
final class IntrospectionRules {
  private static final int MAX_LISTS = 3;
  private static final Set<String> ENTRIES = Set.of("__schema", "__type");
  private static final Set<String> LISTS =
      Set.of("fields", "interfaces", "possibleTypes", "inputFields");

  private final Query query;
  private final Set<String> path = new HashSet<>();

  private IntrospectionRules(Query query) {
    this.query = query;
  }

  static void check(Query query, JsonNode field) throws GraphqlException {
    if (ENTRIES.contains(Ast.name(field)) && new IntrospectionRules(query).isTooDeep(field, 0)) {
      throw Query.fault(field, "Maximum introspection depth exceeded");
    }
  }

  private boolean isTooDeep(JsonNode of, int lists) throws GraphqlException {
    for (JsonNode selection : Query.selections(of)) {
      query.step();
      if (Query.isField(selection)) {
        int within = LISTS.contains(Ast.name(selection)) ? lists + 1 : lists;
        if (within >= MAX_LISTS || isTooDeep(selection, within)) {
          return true;
        }
      } else if (Query.isInlineFragment(selection)) {
        if (isTooDeep(selection, lists)) {
          return true;
        }
      } else if (isTooDeepIn(Ast.name(selection), lists)) {
        return true;
      }
    }
    return false;
  }

  private boolean isTooDeepIn(String name, int lists) throws GraphqlException {
    JsonNode fragment = query.fragment(name);
    if (fragment == null || !path.add(name)) {
      return false;
    }
    boolean tooDeep = isTooDeep(fragment, lists);
    path.remove(name);
    return tooDeep;
  }
}
