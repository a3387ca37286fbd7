package io.eunomia.bundle.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a signature says: the hash of each file, by its name without the leading slash.
 *
 * @param keyId where OPA had the key's id before it was in the header, or {@code null}
 * @param scope what it was made for; empty if not said
 */
record SignedFiles(@Nullable String keyId, String scope, Map<String, Hash> files) {
  private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})+");

  /** A file's hash, in lower-case hexadecimal. */
  record Hash(Sha algorithm, String hex) {}

  /** The payload for a bundle's files, by name. */
  static byte[] payload(Bundle bundle, String keyId) throws SignatureException {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    ArrayNode files = payload.putArray("files");
    for (BundleFile file : bundle.files()) {
      if (!file.path().equals(SignaturesFile.PATH)) {
        files
            .addObject()
            .put("name", name(file))
            .put("hash", HexFormat.of().formatHex(FileHash.of(file, Sha.SHA_256)))
            .put("algorithm", Sha.SHA_256.label());
      }
    }
    return payload.put("keyid", keyId).toString().getBytes(StandardCharsets.UTF_8);
  }

  static SignedFiles parse(byte[] payload) throws SignatureException {
    try {
      ObjectNode json = StrictJson.object(payload);
      String scope = StrictJson.string(json, "scope");
      JsonNode entries = json.path("files");
      if (!entries.isArray()) {
        throw new IllegalArgumentException("has no files");
      }
      Map<String, Hash> files = new HashMap<>();
      for (JsonNode entry : entries) {
        if (!(entry instanceof ObjectNode file)) {
          throw new IllegalArgumentException("has a file that is not an object of JSON");
        }
        String name = StrictJson.required(file, "name");
        if (files.put(name, hash(name, file)) != null) {
          throw new IllegalArgumentException("has " + name + " twice");
        }
      }
      return new SignedFiles(StrictJson.nonEmpty(json, "keyid"), scope == null ? "" : scope, files);
    } catch (IllegalArgumentException e) {
      throw new SignatureException(Reason.MALFORMED, "the signed payload " + e.getMessage());
    }
  }

  /** Compares with what is in a bundle; the first file, by name, that differs is told. */
  void verify(Bundle bundle) throws SignatureException {
    Map<String, Hash> left = new HashMap<>(files);
    for (BundleFile file : bundle.files()) {
      if (file.path().equals(SignaturesFile.PATH)) {
        continue;
      }
      Hash signed = left.remove(name(file));
      if (signed == null) {
        throw new SignatureException(
            Reason.FILE_NOT_SIGNED, file.path(), "is in the bundle, and was not signed");
      }
      byte[] present = FileHash.of(file, signed.algorithm());
      if (!HexFormat.of().formatHex(present).equals(signed.hex())) {
        throw new SignatureException(
            Reason.FILE_CHANGED, file.path(), "is not as it was when it was signed");
      }
    }
    if (!left.isEmpty()) {
      throw new SignatureException(
          Reason.FILE_MISSING,
          "/" + new TreeSet<>(left.keySet()).first(),
          "was signed, and is not in the bundle");
    }
  }

  private static Hash hash(String name, ObjectNode file) throws SignatureException {
    String label = StrictJson.required(file, "algorithm");
    Sha algorithm = Sha.find(label);
    if (algorithm == null) {
      throw new SignatureException(
          Reason.UNSUPPORTED_ALGORITHM,
          "/" + name,
          "is hashed with " + label + "; SHA-256, SHA-384 and SHA-512 are supported");
    }
    String hex = StrictJson.required(file, "hash");
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("has a hash of " + name + " that is not hexadecimal");
    }
    return new Hash(algorithm, hex.toLowerCase(Locale.ROOT));
  }

  private static String name(BundleFile file) {
    return file.path().substring(1);
  }
}
