package io.eunomia.rego.compiler.resolve;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import java.util.HashMap;
import java.util.Map;

/** No two imports of a module may bring the same name. */
public final class DuplicateImports implements Pass {
  @Override
  public void run(Compilation compilation) {
    for (Module module : compilation.modules()) {
      if (!compilation.options().strict() && module.version() != RegoVersion.V1) {
        continue;
      }
      Map<String, Import> seen = new HashMap<>();
      for (Import imported : module.imports()) {
        Import earlier = seen.putIfAbsent(imported.name(), imported);
        if (earlier != null) {
          compilation.error(
              ErrorCodes.COMPILE,
              imported.span(),
              "import must not shadow import " + earlier.path());
        }
      }
    }
  }
}
