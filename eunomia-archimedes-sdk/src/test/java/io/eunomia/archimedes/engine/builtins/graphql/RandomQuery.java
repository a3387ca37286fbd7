package io.eunomia.archimedes.engine.builtins.graphql;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes queries for a schema. Most are right or nearly so: a few things of each may be others. */
final class RandomQuery {
  private static final int MAX_DEPTH = 4;
  private static final List<String> COMPOSITES =
      List.of("Pet", "Dog", "Cat", "Fish", "Any", "Query", "Color");
  private static final List<String> TYPES =
      List.of("Int", "Int!", "String", "ID!", "Boolean", "Color!", "Filter", "[Int!]", "Dog", "X");
  private static final List<String> LITERALS =
      List.of("1", "1.5", "\"a\"", "true", "null", "RED", "BLUE", "[1]", "{x: 1}", "{color: RED}");
  private static final List<String> DIRECTIVES =
      List.of("@skip(if: false)", "@include(if: true)", "@tag(name: \"a\")", "@tag", "@none");

  private final GraphQLSchema schema;
  private final Random random;
  private final Map<String, String> variables = new TreeMap<>();
  private final Map<String, String> fragments = new TreeMap<>();
  private int mistakes;

  RandomQuery(GraphQLSchema schema, Random random) {
    this.schema = schema;
    this.random = random;
    this.mistakes = random.nextInt(3);
  }

  String write() {
    boolean subscription = oneIn(6);
    String body = selections(type(subscription ? "Subscription" : "Query"), 0);
    if (mistake()) {
      variables.put("$v" + random.nextInt(3), any(TYPES));
    }
    return (subscription ? "subscription" : "query")
        + (oneIn(3) ? " Q" : "")
        + (variables.isEmpty() ? "" : variables())
        + (mistake() ? " " + any(DIRECTIVES) : "")
        + " "
        + body
        + String.join("", fragments.values())
        + (mistake() ? " fragment F9 on Dog { name }" : "");
  }

  private String variables() {
    return variables.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue())
        .collect(Collectors.joining(", ", " (", ")"));
  }

  private String selections(GraphQLNamedType type, int depth) {
    return IntStream.rangeClosed(0, random.nextInt(3))
        .mapToObj(unused -> selection(type, depth))
        .collect(Collectors.joining(" ", "{ ", " }"));
  }

  private String selection(GraphQLNamedType type, int depth) {
    boolean deep = depth >= MAX_DEPTH;
    if (!deep && oneIn(6)) {
      GraphQLNamedType inner = oneIn(3) ? type : composite();
      String condition = inner == type && oneIn(2) ? "" : " on " + inner.getName();
      return "..." + condition + directive() + " " + selections(inner, depth + 1);
    }
    if (!deep && oneIn(8)) {
      return "..." + fragment(depth) + directive();
    }
    if (!(type instanceof GraphQLFieldsContainer fields) || oneIn(12)) {
      return mistake() ? any(List.of("none", "name", "age")) : alias() + "__typename";
    }
    GraphQLFieldDefinition field = any(fields.getFieldDefinitions());
    GraphQLNamedType of = GraphQLTypeUtil.unwrapAllAs(field.getType());
    boolean leaf = GraphQLTypeUtil.isLeaf(of);
    if (deep && !leaf) {
      return "__typename";
    }
    return alias()
        + field.getName()
        + arguments(field.getArguments())
        + directive()
        + (leaf != mistake() ? "" : " " + selections(leaf ? composite() : of, depth + 1));
  }

  private String fragment(int depth) {
    String name = "F" + random.nextInt(3);
    if (!fragments.containsKey(name)) {
      fragments.put(name, "");
      GraphQLNamedType type = composite();
      String body = selections(type, depth + 1);
      fragments.put(name, " fragment " + name + " on " + type.getName() + " " + body);
      if (mistake()) {
        fragments.remove(name);
      }
    }
    return name;
  }

  private String alias() {
    return oneIn(6) ? any(List.of("a", "b", "name")) + ": " : "";
  }

  private String directive() {
    return oneIn(10) ? " " + (mistake() ? any(DIRECTIVES) : "@skip(if: false)") : "";
  }

  private String arguments(List<GraphQLArgument> known) {
    String given =
        known.stream()
            .filter(
                argument ->
                    (GraphQLTypeUtil.isNonNull(argument.getType()) || oneIn(2)) != mistake())
            .map(argument -> argument.getName() + ": " + value(argument.getType()))
            .collect(Collectors.joining(", "));
    String all = mistake() ? given + (given.isEmpty() ? "" : ", ") + "first: 1" : given;
    return all.isEmpty() ? "" : "(" + all + ")";
  }

  private String value(GraphQLInputType type) {
    if (oneIn(5)) {
      String name = "$v" + random.nextInt(3);
      if (!mistake()) {
        variables.putIfAbsent(name, mistake() ? any(TYPES) : GraphQLTypeUtil.simplePrint(type));
      }
      return name;
    }
    return mistake() ? any(LITERALS) : literal(type);
  }

  private String literal(GraphQLType type) {
    if (type instanceof GraphQLNonNull of) {
      return literal(of.getWrappedType());
    }
    if (oneIn(10) && mistake()) {
      return "null";
    }
    if (type instanceof GraphQLList of) {
      return oneIn(3) ? literal(of.getWrappedType()) : "[" + literal(of.getWrappedType()) + "]";
    }
    if (type instanceof GraphQLEnumType of) {
      return any(of.getValues()).getName();
    }
    if (type instanceof GraphQLInputObjectType of) {
      return of.getFields().stream()
          .filter(field -> (GraphQLTypeUtil.isNonNull(field.getType()) || oneIn(2)) != mistake())
          .map(field -> field.getName() + ": " + value(field.getType()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return switch (((GraphQLNamedType) type).getName()) {
      case "Int" -> "7";
      case "Boolean" -> "true";
      case "ID" -> oneIn(2) ? "1" : "\"i\"";
      default -> "\"s\"";
    };
  }

  private GraphQLNamedType composite() {
    List<String> names = mistake() ? COMPOSITES : COMPOSITES.subList(0, 5);
    return type(any(names));
  }

  private GraphQLNamedType type(String name) {
    return Objects.requireNonNull((GraphQLNamedType) schema.getType(name), name);
  }

  private boolean mistake() {
    if (mistakes > 0 && oneIn(12)) {
      mistakes--;
      return true;
    }
    return false;
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
