package io.eunomia.rego.format;

import io.eunomia.rego.ast.RegoVersion;

/**
 * How sources are formatted. Immutable.
 *
 * @param version the language that they are in and are written in; for {@link RegoVersion#V0_V1}
 *     they may be in either, and are written so that both read them
 * @param dropV0Imports whether {@code import rego.v1} and {@code import future.keywords…}, which
 *     Rego v1 does not need, are left out; of sources that are written in Rego v1 only
 */
public record FormatOptions(RegoVersion version, boolean dropV0Imports) {
  /** Rego v1, and its imports as they are. */
  public static final FormatOptions V1 = new FormatOptions(RegoVersion.V1, false);

  /** Another version of the language, and its imports as they are. */
  public static FormatOptions of(RegoVersion version) {
    return new FormatOptions(version, false);
  }

  boolean dropsImports() {
    return dropV0Imports && version == RegoVersion.V1;
  }
}
