package io.eunomia.rego.compiler.check;

import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.metadata.DeclaredSchemas;
import io.eunomia.rego.types.TypeChecker;

/** Infers types, and refuses what no value can satisfy. */
public final class Types implements Pass {
  @Override
  public void run(Compilation compilation) {
    Capabilities capabilities = compilation.options().capabilities();
    TypeChecker.check(
        compilation.ruleTree().allRules(),
        name -> {
          Builtin builtin = capabilities.find(name);
          return builtin == null ? null : builtin.type();
        },
        DeclaredSchemas.of(compilation),
        compilation.locals().originals(),
        compilation::report);
  }
}
