package io.eunomia.rego.compiler.check;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;

/** Rego v1 and strict mode refuse builtins that are deprecated. */
public final class DeprecatedBuiltins implements Pass {
  @Override
  public void run(Compilation compilation) {
    AstVisitor visitor =
        new AstVisitor() {
          @Override
          protected boolean enter(Node node) {
            if (node instanceof Call call) {
              check(call, compilation);
            }
            return true;
          }
        };
    for (Module module : compilation.modules()) {
      if (compilation.options().strict() || module.version() == RegoVersion.V1) {
        visitor.walk(module);
      }
    }
  }

  private static void check(Call call, Compilation compilation) {
    Builtin builtin = compilation.builtin(call.operator());
    if (builtin != null && builtin.deprecated()) {
      compilation.error(
          ErrorCodes.TYPE,
          call.span(),
          "deprecated built-in function calls in expression: " + builtin.name());
    }
  }
}
