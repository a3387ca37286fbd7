package io.eunomia.rego.compiler.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.schema.SchemaException;
import io.eunomia.rego.schema.SchemaSet;
import io.eunomia.rego.schema.SchemaTypes;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import io.eunomia.rego.types.DeclaredType;
import io.eunomia.rego.types.DeclaredTypes;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types that schemas declare: the one of {@code input} for all rules, and those that
 * annotations name for the rules in their scope. What is wrong with a schema is reported once, at
 * the annotation that asks for it.
 */
public final class DeclaredSchemas {
  private final Compilation compilation;
  private final @Nullable SchemaSet schemas;
  private final Annotations annotations;
  private final IdentityHashMap<Rule, Place> places = new IdentityHashMap<>();
  private final IdentityHashMap<JsonNode, Optional<DeclaredType>> known = new IdentityHashMap<>();
  private final Map<List<String>, Type> byName = new HashMap<>();

  private record Place(Module module, int index) {}

  private DeclaredSchemas(Compilation compilation) {
    this.compilation = compilation;
    this.schemas = compilation.options().schemas();
    this.annotations = new Annotations(compilation.modules());
    for (Module module : compilation.modules()) {
      for (int i = 0; i < module.rules().size(); i++) {
        places.put(module.rules().get(i), new Place(module, i));
      }
    }
  }

  /** What is declared for the rules of a program as they are now; heads must be absolute. */
  public static DeclaredTypes of(Compilation compilation) {
    boolean annotated =
        compilation.modules().stream()
            .flatMap(module -> module.annotations().stream())
            .anyMatch(annotation -> annotation.fields().has("schemas"));
    if (!annotated && compilation.options().schemas() == null) {
      return DeclaredTypes.NONE;
    }
    DeclaredSchemas declared = new DeclaredSchemas(compilation);
    return new DeclaredTypes(
        declared.input(), annotated ? declared::of : DeclaredTypes.NONE.ofRule());
  }

  private Type input() {
    JsonNode schema = schemas == null ? null : schemas.input();
    if (schema == null) {
      return UnionType.ANY;
    }
    try {
      return SchemaTypes.of(schema);
    } catch (SchemaException e) {
      // It is in no policy: there is no place to show.
      report(SourceText.of("schema", "").span(0, 0), e);
      return UnionType.ANY;
    }
  }

  private List<DeclaredType> of(Rule rule) {
    Place place = places.get(rule);
    List<DeclaredType> declared = new ArrayList<>();
    if (place != null) {
      for (Annotation annotation : annotations.inScope(place.module(), place.index())) {
        for (JsonNode schema : annotation.fields().path("schemas")) {
          known
              .computeIfAbsent(schema, s -> Optional.ofNullable(declared(annotation, s)))
              .ifPresent(declared::add);
        }
      }
    }
    return declared;
  }

  private @Nullable DeclaredType declared(Annotation annotation, JsonNode declaration) {
    try {
      Type type =
          declaration.has("definition")
              ? SchemaTypes.of(declaration.get("definition"))
              : named(annotation, strings(declaration.path("schema")));
      return type == null ? null : new DeclaredType(strings(declaration.path("path")), type);
    } catch (SchemaException e) {
      report(annotation.span(), e);
      return null;
    }
  }

  /** Without schemas, what annotations say of them is not looked at, as in OPA. */
  private @Nullable Type named(Annotation annotation, List<String> path) throws SchemaException {
    if (schemas == null) {
      return null;
    }
    Type type = byName.get(path);
    if (type == null) {
      JsonNode schema = schemas.find(path.subList(1, path.size()));
      if (schema == null) {
        compilation.error(
            ErrorCodes.TYPE,
            annotation.span(),
            "undefined schema: " + printed(path, annotation.span()));
        return null;
      }
      type = SchemaTypes.of(schema);
      byName.put(path, type);
    }
    return type;
  }

  private void report(Span span, SchemaException e) {
    compilation.error(ErrorCodes.TYPE, span, String.valueOf(e.getMessage()));
  }

  private static Ref printed(List<String> path, Span span) {
    List<Term> steps = new ArrayList<>();
    path.subList(1, path.size()).forEach(step -> steps.add(StringTerm.of(step, span)));
    return new Ref(new Var(path.get(0), span), steps, span);
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }
}
