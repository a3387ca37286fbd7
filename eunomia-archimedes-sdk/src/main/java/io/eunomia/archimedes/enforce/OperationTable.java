package io.eunomia.archimedes.enforce;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a contract, by method and path template, as OpenAPI writes them: {@code GET
 * /users/{id}}.
 *
 * <p>Immutable and thread-safe. A parameter stands for one whole segment that is not empty; all
 * else must be equal once it is decoded, case and a slash at the end included. Where several
 * templates match, the one with the plain segment goes before the one with the parameter, as
 * OpenAPI has it. Two templates of which neither is more specific than the other, and that a path
 * could match both, are refused: routers do not agree which of them it is. A lookup walks a tree of
 * segments; its cost does not grow with the number of operations that do not begin like the path.
 *
 * <p>{@code HEAD} is an operation like any other: it is found if it is in the table.
 */
public final class OperationTable implements OperationResolver {
  private final Map<String, Node> byMethod;

  private OperationTable(Map<String, Node> byMethod) {
    this.byMethod = byMethod;
  }

  /**
   * A table.
   *
   * <pre>{@code
   * OperationTable.of(
   *     Map.of("GET /users/{id}", "getUser", "PUT /users/{id}", "updateUser"));
   * }</pre>
   *
   * @param operations operation ids by method and path template, with a space between these
   * @throws IllegalArgumentException for a template that is not well-formed, a blank id, or two
   *     templates that may mean the same path
   */
  public static OperationTable of(Map<String, String> operations) {
    Map<String, Node> byMethod = new HashMap<>();
    // In a fixed order, so that what is wrong is always said in the same words.
    List<PathTemplate> templates =
        new TreeMap<>(operations).keySet().stream().map(PathTemplate::parse).toList();
    PathTemplate.checkConflicts(templates);
    for (PathTemplate template : templates) {
      String id = operations.get(template.text());
      if (id == null || id.isBlank()) {
        throw new IllegalArgumentException("'" + template.text() + "' has no operation id");
      }
      Node node = byMethod.computeIfAbsent(template.method(), method -> new Node());
      for (String segment : template.segments()) {
        node = node.child(segment);
      }
      node.operationId = id;
    }
    return new OperationTable(byMethod);
  }

  @Override
  public Optional<String> resolve(RequestView request) {
    Node root = byMethod.get(request.method());
    String path = request.path();
    return root == null || RequestPath.problem(path) != null
        ? Optional.empty()
        : Optional.ofNullable(root.find(RequestPath.segments(path), 0));
  }

  /** What may follow after some segments. Not changed once the table is made. */
  private static final class Node {
    private final Map<String, Node> plain = new HashMap<>();
    private @Nullable Node parameter;
    private @Nullable String operationId;

    Node child(String segment) {
      if (!segment.equals(PathTemplate.PARAMETER)) {
        return plain.computeIfAbsent(segment, name -> new Node());
      }
      Node child = parameter;
      if (child == null) {
        child = new Node();
        parameter = child;
      }
      return child;
    }

    @Nullable String find(List<String> segments, int depth) {
      if (depth == segments.size()) {
        return operationId;
      }
      String segment = segments.get(depth);
      Node child = plain.get(segment);
      String found = child == null ? null : child.find(segments, depth + 1);
      return found != null || parameter == null || segment.isEmpty()
          ? found
          : parameter.find(segments, depth + 1);
    }
  }
}
