package io.eunomia.rego.types;

import io.eunomia.rego.ast.Rule;
import java.util.List;
import java.util.function.Function;

/**
 * What is declared of the types of documents, for the {@link TypeChecker}.
 *
 * @param input the type of {@code input} in all rules
 * @param ofRule what is declared for one rule; what comes later goes over what came before
 */
public record DeclaredTypes(Type input, Function<Rule, List<DeclaredType>> ofRule) {
  /** Nothing: documents are of any type. */
  public static final DeclaredTypes NONE = new DeclaredTypes(UnionType.ANY, rule -> List.of());
}
