package io.eunomia.rego.compiler;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.schema.SchemaSet;
import org.jspecify.annotations.Nullable;

/**
 * How to compile. Immutable and thread-safe if the base document is not changed.
 *
 * @param strict whether unused variables and imports and deprecated builtins are errors in Rego v0
 *     too, and unused variables and imports in Rego v1
 * @param capabilities the builtins that policies may use
 * @param keepPrints whether {@code print} calls stay; they are compiled out otherwise
 * @param errorLimit how many errors to report before giving up, at least 1
 * @param baseDocument the data that will be there beside the rules, to find rules whose place is
 *     taken by it; {@code null} if unknown
 * @param schemas the schemas of documents, or {@code null} for none: then the names that
 *     annotations give are not looked for
 */
public record CompilerOptions(
    boolean strict,
    Capabilities capabilities,
    boolean keepPrints,
    int errorLimit,
    @Nullable JsonNode baseDocument,
    @Nullable SchemaSet schemas) {

  public CompilerOptions {
    if (errorLimit < 1) {
      throw new IllegalArgumentException("errorLimit must be at least 1, not " + errorLimit);
    }
  }

  /** Not strict, default capabilities, no prints, ten errors. */
  public static CompilerOptions defaults() {
    return new CompilerOptions(false, Capabilities.defaults(), false, 10, null, null);
  }

  /** The same, strict or not. */
  public CompilerOptions withStrict(boolean value) {
    return new CompilerOptions(value, capabilities, keepPrints, errorLimit, baseDocument, schemas);
  }

  /** The same with other capabilities. */
  public CompilerOptions withCapabilities(Capabilities value) {
    return new CompilerOptions(strict, value, keepPrints, errorLimit, baseDocument, schemas);
  }

  /** The same, keeping {@code print} calls or not. */
  public CompilerOptions withKeepPrints(boolean value) {
    return new CompilerOptions(strict, capabilities, value, errorLimit, baseDocument, schemas);
  }

  /** The same with another limit. */
  public CompilerOptions withErrorLimit(int value) {
    return new CompilerOptions(strict, capabilities, keepPrints, value, baseDocument, schemas);
  }

  /** The same with the data that will be there beside the rules. */
  public CompilerOptions withBaseDocument(@Nullable JsonNode value) {
    return new CompilerOptions(strict, capabilities, keepPrints, errorLimit, value, schemas);
  }

  /** The same with schemas of documents. */
  public CompilerOptions withSchemas(@Nullable SchemaSet value) {
    return new CompilerOptions(strict, capabilities, keepPrints, errorLimit, baseDocument, value);
  }
}
