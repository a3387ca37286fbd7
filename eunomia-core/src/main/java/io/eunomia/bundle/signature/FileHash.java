package io.eunomia.bundle.signature;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.DataFormat;
import io.eunomia.bundle.signature.SignatureException.Reason;
import io.eunomia.yaml.GoNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/**
 * Hashes a file of a bundle as OPA does: documents by what they say, so that neither space nor the
 * order of members counts, and all else by its bytes.
 */
final class FileHash {
  private static final String YAML = "data.yaml";
  // What OPA has here. Not data.yml: its hash is that of its bytes.
  private static final Set<String> DOCUMENTS =
      Set.of("data.json", YAML, ".manifest", "signatures.json");

  private FileHash() {}

  static byte[] of(BundleFile file, Sha algorithm) throws SignatureException {
    MessageDigest digest = algorithm.newDigest();
    if (!DOCUMENTS.contains(file.name())) {
      digest.update(file.asByteBuffer());
      return digest.digest();
    }
    byte[] bytes = file.bytes();
    try {
      try {
        CanonicalDocument.digest(bytes, digest);
      } catch (JsonProcessingException e) {
        if (!file.name().equals(YAML)) {
          throw e;
        }
        digest.reset();
        CanonicalDocument.digest(json(DataFormat.YAML.parse(bytes)), digest);
      }
      return digest.digest();
    } catch (JsonProcessingException e) {
      throw new SignatureException(
          Reason.MALFORMED, file.path(), "cannot be hashed: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new SignatureException(Reason.MALFORMED, file.path(), "is not text");
    }
  }

  private static byte[] json(JsonNode yaml) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator generator = StrictJson.MAPPER.createGenerator(out)) {
      write(yaml, generator);
    }
    return out.toByteArray();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    if (node.isObject()) {
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        out.writeFieldName(member.getKey());
        write(member.getValue(), out);
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (JsonNode element : node) {
        write(element, out);
      }
      out.writeEndArray();
    } else if (node.isIntegralNumber()) {
      out.writeNumber(GoNumber.json(node.bigIntegerValue()));
    } else if (node.isNumber()) {
      out.writeNumber(GoNumber.json(node.doubleValue()));
    } else {
      out.writeTree(node);
    }
  }
}
