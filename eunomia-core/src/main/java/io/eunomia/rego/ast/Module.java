package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;

/**
 * One file.
 *
 * @param path its package: a ref from {@code data}, ground
 * @param imports in the order of the text
 * @param rules in the order of the text; a rule with several bodies is several rules
 * @param annotations metadata blocks, in the order of the text
 * @param comments all comments, metadata included, in the order of the text
 * @param version the version it was parsed as
 */
public record Module(
    Ref path,
    List<Import> imports,
    List<Rule> rules,
    List<Annotation> annotations,
    List<Comment> comments,
    RegoVersion version,
    Span span)
    implements Node {
  public Module {
    imports = List.copyOf(imports);
    rules = List.copyOf(rules);
    annotations = List.copyOf(annotations);
    comments = List.copyOf(comments);
  }

  /** The same module with other rules. */
  public Module withRules(List<Rule> replacement) {
    return new Module(path, imports, replacement, annotations, comments, version, span);
  }
}
