package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Selections that answer under one name ask for the same. */
final class FieldMerging {
  /** A field, the type it is of, and what that type says of it. */
  private record Selected(JsonNode field, @Nullable JsonNode type, @Nullable JsonNode definition) {}

  private final Query query;

  FieldMerging(Query query) {
    this.query = query;
  }

  void check(JsonNode operation, JsonNode root) throws GraphqlException {
    Map<String, List<Selected>> byName = new LinkedHashMap<>();
    collect(operation, root, byName, new HashSet<>());
    merge(byName, false);
  }

  private void collect(
      JsonNode of, @Nullable JsonNode type, Map<String, List<Selected>> into, Set<String> spread)
      throws GraphqlException {
    for (JsonNode selection : Query.selections(of)) {
      query.step();
      if (Query.isField(selection)) {
        into.computeIfAbsent(Ast.text(selection, "Alias"), unused -> new ArrayList<>())
            .add(new Selected(selection, type, query.field(type, Ast.name(selection))));
      } else if (Query.isInlineFragment(selection)) {
        String condition = Ast.text(selection, "TypeCondition");
        JsonNode inner = condition.isEmpty() ? type : query.schema().type(condition);
        collect(selection, inner, into, spread);
      } else {
        JsonNode fragment = query.fragment(Ast.name(selection));
        if (fragment != null && spread.add(Ast.name(selection))) {
          JsonNode inner = query.schema().type(Ast.text(fragment, "TypeCondition"));
          collect(fragment, inner, into, spread);
        }
      }
    }
  }

  /** Checks all under each name; of objects that exclude each other, only the shape counts. */
  private void merge(Map<String, List<Selected>> byName, boolean shapeOnly)
      throws GraphqlException {
    for (Map.Entry<String, List<Selected>> each : byName.entrySet()) {
      List<Selected> fields = each.getValue();
      for (int i = 0; i < fields.size(); i++) {
        for (int j = i + 1; j < fields.size(); j++) {
          query.step();
          pair(each.getKey(), fields.get(i), fields.get(j), shapeOnly);
        }
      }
      if (fields.size() == 1) {
        children(fields, shapeOnly);
      }
    }
  }

  private void pair(String name, Selected left, Selected right, boolean shapeOnly)
      throws GraphqlException {
    boolean exclusive = shapeOnly || excludes(left.type(), right.type());
    String conflict = exclusive ? "" : difference(left.field(), right.field());
    if (conflict.isEmpty() && left.definition() != null && right.definition() != null) {
      JsonNode one = left.definition().path("Type");
      JsonNode other = right.definition().path("Type");
      if (!sameShape(one, other)) {
        conflict = "they return conflicting types " + Ast.type(one) + " and " + Ast.type(other);
      }
    }
    if (!conflict.isEmpty()) {
      throw Query.fault(
          right.field(),
          "Fields \""
              + name
              + "\" conflict because "
              + conflict
              + ". Use different aliases on the fields to fetch both if this was intentional.");
    }
    children(List.of(left, right), exclusive);
  }

  private void children(List<Selected> fields, boolean shapeOnly) throws GraphqlException {
    Map<String, List<Selected>> byName = new LinkedHashMap<>();
    Set<String> spread = new HashSet<>();
    for (Selected each : fields) {
      if (each.definition() != null) {
        String type = Ast.typeName(each.definition().path("Type"));
        collect(each.field(), query.schema().type(type), byName, spread);
      }
    }
    merge(byName, shapeOnly);
  }

  private static boolean excludes(@Nullable JsonNode left, @Nullable JsonNode right) {
    return left != null
        && right != null
        && Schema.kind(left).equals("OBJECT")
        && Schema.kind(right).equals("OBJECT")
        && !Ast.name(left).equals(Ast.name(right));
  }

  private static String difference(JsonNode left, JsonNode right) {
    if (!Ast.name(left).equals(Ast.name(right))) {
      return "\"" + Ast.name(left) + "\" and \"" + Ast.name(right) + "\" are different fields";
    }
    return arguments(left).equals(arguments(right)) ? "" : "they have differing arguments";
  }

  private static Map<String, String> arguments(JsonNode field) {
    return Ast.list(field, "Arguments").stream()
        .collect(Collectors.toMap(Ast::name, a -> Ast.value(a.path("Value")), (a, b) -> a));
  }

  private boolean sameShape(JsonNode left, JsonNode right) {
    if (left.has("Elem") != right.has("Elem") || Ast.isNonNull(left) != Ast.isNonNull(right)) {
      return false;
    }
    if (left.has("Elem")) {
      return sameShape(left.path("Elem"), right.path("Elem"));
    }
    JsonNode one = query.schema().type(Ast.typeName(left));
    JsonNode other = query.schema().type(Ast.typeName(right));
    boolean leaf = (one != null && Schema.isLeaf(one)) || (other != null && Schema.isLeaf(other));
    return !leaf || Ast.typeName(left).equals(Ast.typeName(right));
  }
}
