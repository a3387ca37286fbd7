package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.eunomia.archimedes.engine.builtins.graphql.Ast.ValueKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of one operation are defined once, used, and fit where they stand. */
final class VariableRules {
  private final Query query;
  private final JsonNode operation;
  private final Map<String, JsonNode> defined = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<String> visited = new HashSet<>();

  VariableRules(Query query, JsonNode operation) {
    this.query = query;
    this.operation = operation;
  }

  void check(JsonNode root) throws GraphqlException {
    List<JsonNode> definitions = Ast.list(operation, "VariableDefinitions");
    for (JsonNode definition : definitions) {
      String name = Ast.text(definition, "Variable");
      if (defined.put(name, definition) != null) {
        throw Query.fault(definition, "There can be only one variable named \"$" + name + "\".");
      }
    }
    directives(operation);
    selections(operation, root);
    for (JsonNode definition : definitions) {
      String name = Ast.text(definition, "Variable");
      if (!used.contains(name)) {
        String of = Ast.name(operation);
        throw Query.fault(
            definition,
            "Variable \"$"
                + name
                + "\" is never used"
                + (of.isEmpty() ? "" : " in operation \"" + of + "\"")
                + ".");
      }
    }
  }

  private void selections(JsonNode of, @Nullable JsonNode type) throws GraphqlException {
    for (JsonNode selection : Query.selections(of)) {
      query.step();
      directives(selection);
      if (Query.isField(selection)) {
        JsonNode definition = query.field(type, Ast.name(selection));
        if (definition != null) {
          arguments(selection, Ast.list(definition, "Arguments"));
          selections(selection, query.schema().type(Ast.typeName(definition.path("Type"))));
        }
      } else if (Query.isInlineFragment(selection)) {
        String condition = Ast.text(selection, "TypeCondition");
        selections(selection, condition.isEmpty() ? type : query.schema().type(condition));
      } else {
        JsonNode fragment = query.fragment(Ast.name(selection));
        if (fragment != null && visited.add(Ast.name(selection))) {
          directives(fragment);
          selections(fragment, query.schema().type(Ast.text(fragment, "TypeCondition")));
        }
      }
    }
  }

  private void directives(JsonNode of) throws GraphqlException {
    for (JsonNode directive : Ast.list(of, "Directives")) {
      JsonNode definition = query.schema().directives.get(Ast.name(directive));
      if (definition != null) {
        arguments(directive, Ast.list(definition, "Arguments"));
      }
    }
  }

  private void arguments(JsonNode of, List<JsonNode> known) throws GraphqlException {
    for (JsonNode argument : Ast.list(of, "Arguments")) {
      JsonNode definition = Ast.named(known, Ast.name(argument));
      if (definition != null) {
        value(argument.path("Value"), definition.path("Type"), definition.has("DefaultValue"));
      }
    }
  }

  private void value(JsonNode value, JsonNode type, boolean hasDefault) throws GraphqlException {
    query.step();
    switch (Ast.kind(value)) {
      case ValueKind.VARIABLE -> variable(value, type, hasDefault);
      case ValueKind.LIST -> {
        for (JsonNode child : Ast.list(value, "Children")) {
          value(child.path("Value"), type.has("Elem") ? type.path("Elem") : type, false);
        }
      }
      case ValueKind.OBJECT -> {
        JsonNode of = query.schema().type(Ast.typeName(type));
        for (JsonNode child : Ast.list(value, "Children")) {
          JsonNode field = of == null ? null : Ast.named(Ast.list(of, "Fields"), Ast.name(child));
          JsonNode fieldType = field == null ? MissingNode.getInstance() : field.path("Type");
          value(child.path("Value"), fieldType, field != null && field.has("DefaultValue"));
        }
      }
      default -> {}
    }
  }

  private void variable(JsonNode value, JsonNode type, boolean hasDefault) throws GraphqlException {
    String name = Ast.text(value, "Raw");
    JsonNode definition = defined.get(name);
    if (definition == null) {
      String of = Ast.name(operation);
      throw Query.fault(
          value,
          "Variable \"$"
              + name
              + "\" is not defined"
              + (of.isEmpty() ? "" : " by operation \"" + of + "\"")
              + ".");
    }
    used.add(name);
    if (type.isMissingNode()) {
      return;
    }
    JsonNode given = definition.path("Type");
    // A default, of the variable or of the place, stands in for what is not given.
    boolean defaulted =
        hasDefault
            || (definition.has("DefaultValue")
                && Ast.kind(definition.path("DefaultValue")) != ValueKind.NULL);
    if (!fits(given, type, defaulted)) {
      throw Query.fault(
          value,
          "Variable \"$"
              + name
              + "\" of type \""
              + Ast.type(given)
              + "\" used in position expecting type \""
              + Ast.type(type)
              + "\".");
    }
  }

  private static boolean fits(JsonNode given, JsonNode wanted, boolean defaulted) {
    if (Ast.isNonNull(wanted) && !Ast.isNonNull(given) && !defaulted) {
      return false;
    }
    if (given.has("Elem") != wanted.has("Elem")) {
      return false;
    }
    return wanted.has("Elem")
        ? fits(given.path("Elem"), wanted.path("Elem"), false)
        : Ast.typeName(given).equals(Ast.typeName(wanted));
  }
}
