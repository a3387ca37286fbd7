package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.AstRewriter;
import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that a module says, as lists of equal terms: without places and names of {@code _}. */
final class TreeShape {
  private static final AstRewriter ONE_WILDCARD =
      new AstRewriter() {
        @Override
        public Term term(Term term) {
          return term instanceof Var v && v.isWildcard()
              ? new Var("$", v.span())
              : super.term(term);
        }
      };

  private TreeShape() {}

  static List<Object> of(Module module) {
    List<Object> shape = new ArrayList<>(List.of(module.path()));
    for (Import imported : module.imports()) {
      shape.add(Arrays.asList(imported.path(), imported.alias()));
    }
    for (Rule rule : ONE_WILDCARD.module(module).rules()) {
      Head head = rule.head();
      shape.add(Arrays.asList(rule.isDefault(), head.ref(), head.args(), head.key(), head.value()));
      shape.add(List.of(head.assign(), head.written(), rule.body()));
      for (Else branch : rule.elses()) {
        shape.add(List.of(branch.value(), branch.assign(), branch.written(), branch.body()));
      }
    }
    for (Annotation annotation : module.annotations()) {
      shape.add(List.of(annotation.scope(), annotation.fields(), annotation.rule()));
    }
    shape.add(plainComments(module));
    return shape;
  }

  /** The comments that are not an annotation, whose lines may be laid out in another way. */
  private static List<String> plainComments(Module module) {
    return module.comments().stream()
        .filter(comment -> module.annotations().stream().noneMatch(a -> covers(a, comment)))
        .map(Comment::text)
        .toList();
  }

  private static boolean covers(Annotation annotation, Comment comment) {
    int start = comment.span().start();
    return annotation.span().start() <= start && start < annotation.span().end();
  }
}
