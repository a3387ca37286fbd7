package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules of section 5 of the GraphQL specification; the first fault is thrown. */
final class QueryRules {
  private final Query query;
  private final Schema schema;
  private final ValueRules values;

  private QueryRules(Query query) {
    this.query = query;
    this.schema = query.schema();
    this.values = new ValueRules(query);
  }

  static void check(Schema schema, JsonNode document) throws GraphqlException {
    Query query = new Query(schema, document);
    QueryRules rules = new QueryRules(query);
    FragmentRules.checkCycles(query);
    for (JsonNode operation : query.operations()) {
      rules.operation(operation);
    }
    for (JsonNode fragment : query.fragments()) {
      rules.fragment(fragment);
    }
    unique(query.operations(), true, "operation named \"%s\"");
    unique(query.fragments(), false, "fragment named \"%s\"");
    FragmentRules.checkUsed(query);
  }

  private void operation(JsonNode operation) throws GraphqlException {
    String kind = Ast.text(operation, "Operation");
    JsonNode root = schema.roots.get(kind);
    if (root == null) {
      throw Query.fault(operation, "Schema does not support operation type \"" + kind + "\"");
    }
    if (Ast.name(operation).isEmpty() && query.operations().size() > 1) {
      throw Query.fault(operation, "This anonymous operation must be the only defined operation.");
    }
    List<JsonNode> variables = Ast.list(operation, "VariableDefinitions");
    for (JsonNode variable : variables) {
      variable(variable);
    }
    directives(operation, kind.toUpperCase(Locale.ROOT));
    selections(operation, root);
    if (kind.equals("subscription")) {
      SubscriptionRules.check(query, operation);
    }
    new VariableRules(query, operation).check(root);
    new FieldMerging(query).check(operation, root);
  }

  private void variable(JsonNode variable) throws GraphqlException {
    JsonNode type = variable.path("Type");
    JsonNode of = schema.type(Ast.typeName(type));
    if (of == null) {
      throw Query.fault(variable, "Unknown type \"" + Ast.typeName(type) + "\".");
    }
    if (!Schema.isInput(of)) {
      throw Query.fault(
          variable,
          "Variable \"$"
              + Ast.text(variable, "Variable")
              + "\" cannot be non-input type \""
              + Ast.type(type)
              + "\".");
    }
    if (variable.has("DefaultValue")) {
      values.check(variable.path("DefaultValue"), type);
    }
    directives(variable, "VARIABLE_DEFINITION");
  }

  private void fragment(JsonNode fragment) throws GraphqlException {
    JsonNode type = condition(fragment, "Fragment \"" + Ast.name(fragment) + "\"");
    directives(fragment, "FRAGMENT_DEFINITION");
    selections(fragment, type);
  }

  private JsonNode condition(JsonNode fragment, String name) throws GraphqlException {
    String condition = Ast.text(fragment, "TypeCondition");
    JsonNode type = schema.type(condition);
    if (type == null) {
      throw Query.fault(fragment, "Unknown type \"" + condition + "\".");
    }
    if (!Schema.isComposite(type)) {
      throw Query.fault(
          fragment, name + " cannot condition on non composite type \"" + condition + "\".");
    }
    return type;
  }

  private void selections(JsonNode of, JsonNode type) throws GraphqlException {
    for (JsonNode selection : Query.selections(of)) {
      query.step();
      if (Query.isField(selection)) {
        field(selection, type);
      } else if (Query.isInlineFragment(selection)) {
        boolean bare = Ast.text(selection, "TypeCondition").isEmpty();
        JsonNode inner = bare ? type : condition(selection, "Fragment");
        directives(selection, "INLINE_FRAGMENT");
        selections(selection, inner);
        if (!overlaps(type, inner)) {
          throw Query.fault(selection, "Fragment" + impossible(type, inner));
        }
      } else {
        spread(selection, type);
      }
    }
  }

  private void spread(JsonNode spread, JsonNode type) throws GraphqlException {
    JsonNode fragment = query.fragment(Ast.name(spread));
    directives(spread, "FRAGMENT_SPREAD");
    if (fragment == null) {
      throw Query.fault(spread, "Unknown fragment \"" + Ast.name(spread) + "\".");
    }
    JsonNode of = schema.type(Ast.text(fragment, "TypeCondition"));
    if (of != null && Schema.isComposite(of) && !overlaps(type, of)) {
      throw Query.fault(spread, "Fragment \"" + Ast.name(spread) + "\"" + impossible(type, of));
    }
  }

  private static String impossible(JsonNode type, JsonNode of) {
    return " cannot be spread here as objects of type \""
        + Ast.name(type)
        + "\" can never be of type \""
        + Ast.name(of)
        + "\".";
  }

  private boolean overlaps(JsonNode type, JsonNode other) {
    Set<String> both = new HashSet<>(schema.possible(Ast.name(type)));
    both.retainAll(schema.possible(Ast.name(other)));
    return !both.isEmpty() || Ast.name(type).equals(Ast.name(other));
  }

  private void field(JsonNode field, JsonNode type) throws GraphqlException {
    JsonNode definition = query.field(type, Ast.name(field));
    if (definition == null) {
      throw Query.fault(
          field,
          "Cannot query field \"" + Ast.name(field) + "\" on type \"" + Ast.name(type) + "\".");
    }
    List<JsonNode> known = Ast.list(definition, "Arguments");
    arguments(
        field,
        known,
        "on field \"" + Ast.name(type) + "." + Ast.name(field) + "\"",
        "Field \"" + Ast.name(field) + "\"");
    directives(field, "FIELD");
    JsonNode of = schema.type(Ast.typeName(definition.path("Type")));
    if (of == null) {
      return;
    }
    boolean selects = !Query.selections(field).isEmpty();
    if (Schema.isLeaf(of) && selects) {
      throw Query.fault(
          field,
          "Field \""
              + Ast.name(field)
              + "\" must not have a selection since type \""
              + Ast.name(of)
              + "\" has no subfields.");
    }
    if (!Schema.isLeaf(of) && !selects) {
      throw Query.fault(
          field,
          "Field \""
              + Ast.name(field)
              + "\" of type \""
              + Ast.type(definition.path("Type"))
              + "\" must have a selection of subfields. Did you mean \""
              + Ast.name(field)
              + " { ... }\"?");
    }
    selections(field, of);
    IntrospectionRules.check(query, field);
  }

  /** The arguments of a field or directive. */
  private void arguments(JsonNode of, List<JsonNode> known, String place, String owner)
      throws GraphqlException {
    List<JsonNode> given = Ast.list(of, "Arguments");
    for (JsonNode argument : given) {
      JsonNode definition = Ast.named(known, Ast.name(argument));
      if (definition == null) {
        throw Query.fault(
            argument, "Unknown argument \"" + Ast.name(argument) + "\" " + place + ".");
      }
      values.check(argument.path("Value"), definition.path("Type"));
    }
    for (JsonNode definition : known) {
      JsonNode type = definition.path("Type");
      boolean required = Ast.isNonNull(type) && !definition.has("DefaultValue");
      if (required && Ast.named(given, Ast.name(definition)) == null) {
        throw Query.fault(
            of,
            owner
                + " argument \""
                + Ast.name(definition)
                + "\" of type \""
                + Ast.type(type)
                + "\" is required, but it was not provided.");
      }
    }
    unique(given, false, "argument named \"%s\"");
  }

  private void directives(JsonNode of, String location) throws GraphqlException {
    Set<String> names = new HashSet<>();
    for (JsonNode directive : Ast.list(of, "Directives")) {
      String name = Ast.name(directive);
      JsonNode definition = schema.directives.get(name);
      if (definition == null) {
        throw Query.fault(directive, "Unknown directive \"@" + name + "\".");
      }
      if (Ast.list(definition, "Locations").stream()
          .noneMatch(allowed -> allowed.asText().equals(location))) {
        throw Query.fault(
            directive, "Directive \"@" + name + "\" may not be used on " + location + ".");
      }
      if (!names.add(name) && !definition.path("IsRepeatable").asBoolean()) {
        throw Query.fault(
            directive, "The directive \"@" + name + "\" can only be used once at this location.");
      }
      arguments(
          directive,
          Ast.list(definition, "Arguments"),
          "on directive \"@" + name + "\"",
          "Directive \"@" + name + "\"");
    }
  }

  private static void unique(List<JsonNode> nodes, boolean exceptUnnamed, String what)
      throws GraphqlException {
    Set<String> names = new HashSet<>();
    for (JsonNode node : nodes) {
      String name = Ast.name(node);
      if (!names.add(name) && !(exceptUnnamed && name.isEmpty())) {
        throw Query.fault(node, "There can be only one " + String.format(what, name) + ".");
      }
    }
  }
}
