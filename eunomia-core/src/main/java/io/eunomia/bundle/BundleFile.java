package io.eunomia.bundle;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file in a bundle: its path from the bundle's root, and its bytes. Immutable and thread-safe;
 * equal by both.
 */
public final class BundleFile {
  private final String path;
  private final byte[] bytes;

  private BundleFile(String path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /** A file of a copy of these bytes; the path starts with a slash. */
  public static BundleFile of(String path, byte[] bytes) {
    return new BundleFile(path, bytes.clone());
  }

  /** A file of this text in UTF-8; the path starts with a slash. */
  public static BundleFile of(String path, String text) {
    return owning(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file of these very bytes, which nobody may change any more. */
  static BundleFile owning(String path, byte[] bytes) {
    return new BundleFile(path, bytes);
  }

  /** The path from the bundle's root, with its leading slash: {@code /users-service/allow.rego}. */
  public String path() {
    return path;
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** How many bytes. */
  public int size() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes, read-only and not copied. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The bytes as a stream, not copied. */
  public InputStream openStream() {
    return new ByteArrayInputStream(bytes);
  }

  /** The bytes as UTF-8. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BundleFile that
        && path.equals(that.path)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + Arrays.hashCode(bytes);
  }

  /** The path and the size. */
  @Override
  public String toString() {
    return path + " (" + bytes.length + " bytes)";
  }
}
