package io.eunomia.rego.compiler.locals;

import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.walk.TreeRewriter;

/** Rewrites the comprehensions in a head, each in a scope of its own. */
final class HeadClosures extends TreeRewriter {
  private final Compilation compilation;

  HeadClosures(Compilation compilation) {
    this.compilation = compilation;
  }

  @Override
  public Term comprehension(Comprehension comprehension) {
    BodyLocals locals = new BodyLocals(new Scope(null), compilation);
    Term rewritten = locals.term(comprehension);
    locals.errors().forEach(compilation::report);
    return rewritten;
  }
}
