package io.eunomia.rego.builtins;

/**
 * A version of the interface of modules. A later minor one does all that the earlier ones do.
 *
 * @param version what must be the same on both sides
 * @param minor the minor version
 */
public record WasmAbi(int version, int minor) {
  @Override
  public String toString() {
    return version + "." + minor;
  }
}
