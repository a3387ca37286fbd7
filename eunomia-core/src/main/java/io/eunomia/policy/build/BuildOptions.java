package io.eunomia.policy.build;

import io.eunomia.bundle.GitCommit;
import io.eunomia.compile.RegoPolicyOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a bundle is to be built. Immutable; start from {@link #defaults()}.
 *
 * @param rego how to compile; its entrypoints are added to those of the convention
 * @param target what to compile to
 * @param version the policy's SemVer; empty if it has none
 * @param revision what it is built from: the full Git commit; empty if unknown
 * @param sequence its place in the order of the service's bundles
 * @param git the commit, or {@code null} outside Git
 */
public record BuildOptions(
    RegoPolicyOptions rego,
    BuildTarget target,
    String version,
    String revision,
    long sequence,
    @Nullable GitCommit git) {
  /**
   * @throws IllegalArgumentException for a negative sequence
   */
  public BuildOptions {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence must not be negative: " + sequence);
    }
  }

  /** Rego v1 to WebAssembly, of no version, no revision and sequence 0. */
  public static BuildOptions defaults() {
    return new BuildOptions(RegoPolicyOptions.defaults(), BuildTarget.WASM, "", "", 0, null);
  }

  /** The same, compiled otherwise. */
  public BuildOptions withRego(RegoPolicyOptions other) {
    return new BuildOptions(other, target, version, revision, sequence, git);
  }

  /** The same, compiled to something else. */
  public BuildOptions withTarget(BuildTarget other) {
    return new BuildOptions(rego, other, version, revision, sequence, git);
  }

  /** The same with more entrypoints, such as {@code users_service/authz/allow}. */
  public BuildOptions withEntrypoints(List<String> more) {
    RegoPolicyOptions changed = rego;
    for (String entrypoint : new ArrayList<>(more)) {
      changed = changed.withEntrypoint(entrypoint);
    }
    return withRego(changed);
  }

  /** The same of another version. */
  public BuildOptions withVersion(String other) {
    return new BuildOptions(rego, target, other, revision, sequence, git);
  }

  /** The same from another revision. */
  public BuildOptions withRevision(String other) {
    return new BuildOptions(rego, target, version, other, sequence, git);
  }

  /** The same at another place in the order. */
  public BuildOptions withSequence(long other) {
    return new BuildOptions(rego, target, version, revision, other, git);
  }

  /** The same from a commit. */
  public BuildOptions withGit(@Nullable GitCommit other) {
    return new BuildOptions(rego, target, version, revision, sequence, other);
  }
}
