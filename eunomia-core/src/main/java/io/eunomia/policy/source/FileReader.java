package io.eunomia.policy.source;

import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files within limits. Not thread-safe: it counts. */
final class FileReader {
  private final LoadLimits limits;
  private long total;

  FileReader(LoadLimits limits) {
    this.limits = limits;
  }

  byte[] bytes(Path file) throws PolicyLoadException {
    byte[] bytes;
    // Not by the size that the directory tells: a file can grow, and a device has none.
    int most = (int) Math.min(limits.fileBytes() + 1, Integer.MAX_VALUE - 16);
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(most);
    } catch (IOException e) {
      throw FileErrors.unreadable(file.toString(), e);
    }
    total += bytes.length;
    if (bytes.length > limits.fileBytes()) {
      throw new PolicyLoadException(
          file.toString(), "is larger than " + limits.fileBytes() + " bytes", null);
    }
    if (total > limits.totalBytes()) {
      throw new PolicyLoadException(
          file.toString(), "makes all files larger than " + limits.totalBytes() + " bytes", null);
    }
    return bytes;
  }

  SourceText text(Path file) throws PolicyLoadException {
    byte[] bytes = bytes(file);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      return SourceText.of(file.toString(), decoder.decode(in).toString());
    } catch (CharacterCodingException e) {
      throw new PolicyLoadException(
          file.toString(), "is not UTF-8: the byte at " + in.position() + " fits nothing", e);
    }
  }
}
