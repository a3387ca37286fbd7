package io.eunomia.rego.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.compiler.CompilerOptions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the checks may know besides the policies. Immutable and thread-safe if the data is not
 * changed and the trial is.
 *
 * @param compiler how the policies are compiled
 * @param services the packages that decide for services, without {@code data}: {@code
 *     users_service.authz}
 * @param data the data beside the rules, or {@code null} if it is not known
 * @param operations the operation ids of the services' contracts, or {@code null} if there are none
 * @param trial evaluates examples of conflicts, or {@code null} if nothing can
 */
public record AnalysisOptions(
    CompilerOptions compiler,
    List<String> services,
    @Nullable JsonNode data,
    @Nullable Set<String> operations,
    @Nullable ConflictTrial trial) {
  public AnalysisOptions {
    services = List.copyOf(services);
    operations = operations == null ? null : Set.copyOf(operations);
  }

  /** Nothing but the default way to compile. */
  public static AnalysisOptions defaults() {
    return new AnalysisOptions(CompilerOptions.defaults(), List.of(), null, null, null);
  }

  /** The same for policies that are compiled so; that they are not strict is seen to. */
  public AnalysisOptions withCompiler(CompilerOptions value) {
    return new AnalysisOptions(value.withStrict(false), services, data, operations, trial);
  }

  /** The same for these packages. */
  public AnalysisOptions withServices(List<String> value) {
    return new AnalysisOptions(compiler, value, data, operations, trial);
  }

  /** The same beside this data. */
  public AnalysisOptions withData(@Nullable JsonNode value) {
    return new AnalysisOptions(compiler, services, value, operations, trial);
  }

  /** The same for contracts with these operations. */
  public AnalysisOptions withOperations(@Nullable Set<String> value) {
    return new AnalysisOptions(compiler, services, data, value, trial);
  }

  /** The same with a way to evaluate examples. */
  public AnalysisOptions withTrial(@Nullable ConflictTrial value) {
    return new AnalysisOptions(compiler, services, data, operations, value);
  }
}
