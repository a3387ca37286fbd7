package io.eunomia.maven;

import io.eunomia.policy.source.PolicyFile;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A SHA-256 over all that the outcome of a goal depends on: if it is the same, there is nothing to
 * do. It depends on contents, and not on times or on where files are. Not thread-safe.
 */
final class Fingerprint {
  private final MessageDigest digest = sha256();

  /** Something by its text. */
  Fingerprint add(String name, Object value) {
    part(name.getBytes(StandardCharsets.UTF_8));
    part(value.toString().getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Policies and data: what decides. */
  Fingerprint add(PolicySources sources) throws PolicyLoadException {
    files("policy", sources.policies());
    return add("data", sources.document());
  }

  /** Policies and data, tests and fixtures. */
  Fingerprint addWithTests(PolicySources sources) throws PolicyLoadException {
    files("test", sources.tests());
    for (ServiceDirectory service : sources.services()) {
      add("service", service.name());
      files("fixtures", service.fixtures());
    }
    return add(sources);
  }

  /** A file, or all files below a directory. */
  Fingerprint addFiles(String name, Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        add(name, root.relativize(file));
        part(hash(file));
      }
    }
    return this;
  }

  /** What was added so far; {@code sha256:HEX}. Nothing can be added any more. */
  String finish() {
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private void files(String name, List<PolicyFile> files) {
    for (PolicyFile file : files) {
      add(name, file.path());
      add(name, file.source().text());
    }
  }

  // With its length, so that what follows cannot look like a part of it.
  private void part(byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static byte[] hash(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
