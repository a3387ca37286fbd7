package io.eunomia.bundle;

/**
 * The head of an entry.
 *
 * @param name as the archive has it
 * @param type the type flag of POSIX
 * @param size of the content that follows
 */
record TarEntry(String name, char type, long size) {
  boolean isFile() {
    return type == '0' || type == '\0' || type == '7';
  }

  boolean isDirectory() {
    return type == '5';
  }

  boolean isLink() {
    return type == '1' || type == '2';
  }
}
