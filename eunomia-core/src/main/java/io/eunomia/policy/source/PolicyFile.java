package io.eunomia.policy.source;

import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * A file that was read.
 *
 * @param path its path below the directory that was given, with slashes; the file's name if it was
 *     given itself; its path in the bundle that holds it, without the leading slash
 * @param source its text, named as diagnostics are to print it
 * @param version the version of the language that it is in, if a bundle's manifest says so
 */
public record PolicyFile(String path, SourceText source, @Nullable RegoVersion version) {
  /** A file that is in whatever version of the language is asked for. */
  public PolicyFile(String path, SourceText source) {
    this(path, source, null);
  }

  /** The first directory of the path; empty if there is none. */
  public String directory() {
    int slash = path.indexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The text under the name {@link #path()}, which is the same on every machine. */
  public SourceText portable() {
    return SourceText.of(path, source.text());
  }
}
