package io.eunomia.policy.source;

import io.eunomia.rego.source.SourceText;

/**
 * A file that was read.
 *
 * @param path its path below the directory that was given, with slashes; the file's name if it was
 *     given itself
 * @param source its text, named as diagnostics are to print it
 */
public record PolicyFile(String path, SourceText source) {
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
