package io.eunomia.testkit.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.DataFormat;
import io.eunomia.compile.Parsing;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.build.BundleSources;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/**
 * One of two policies that are compared. Immutable and thread-safe.
 *
 * @param name what it is called in messages: a file, a directory
 * @param bundle with a module that has the service's entrypoints
 * @param service whose decisions are compared
 * @param rego how its sources are compiled, to find out which rules decide
 */
public record ComparedPolicy(
    String name, Bundle bundle, EntrypointConvention service, RegoPolicyOptions rego) {

  /** Its sources; none if the bundle has none. */
  BundleSources sources() {
    return BundleSources.of(bundle);
  }

  /** Its sources as they can be parsed. */
  List<Module> modules() {
    BundleSources sources = sources();
    Parsing parsing = Parsing.of(sources.in(rego));
    List<Module> modules = new ArrayList<>();
    for (SourceText source : sources.texts()) {
      Module module = RegoParser.parseModule(source, parsing.of(source), new Diagnostics());
      if (module != null) {
        modules.add(module);
      }
    }
    return modules;
  }

  /** Its base document. */
  JsonNode data() {
    try {
      return DataFormat.JSON.parse(bundle.data().bytes());
    } catch (JsonProcessingException e) {
      // Bundles are checked when they are made.
      throw new IllegalStateException(name + ": its data is no JSON", e);
    }
  }
}
