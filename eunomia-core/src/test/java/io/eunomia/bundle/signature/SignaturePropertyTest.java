package io.eunomia.bundle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SignaturePropertyTest {
  private static final SigningKey[] KEYS = {
    TestKeys.signing(TestKeys.ED25519),
    TestKeys.signing(TestKeys.P256),
    TestKeys.signing(TestKeys.RSA),
    TestKeys.signing(SignatureAlgorithm.PS256)
  };

  @Property(tries = 60)
  void whenAnyBundleIsSigned_thenItVerifies_andNoByteOfItCanChange(
      @ForAll @IntRange(min = 0, max = 3) int which, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, byte[]> files = files(random);
    SigningKey key = KEYS[which];
    BundleVerifier verifier = new BundleVerifier(VerificationKeys.of(key.verificationKey()));
    Bundle signed = BundleSigner.sign(bundle(files), key);
    assertThat(verifier.verify(signed).algorithm()).isEqualTo(key.algorithm());

    for (BundleFile file : signed.files()) {
      if (file.size() == 0 || file.path().equals("/.signatures.json")) {
        continue;
      }
      byte[] changed = file.bytes();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Bundle other;
      try {
        other = signed.with(BundleFile.of(file.path(), changed));
      } catch (BundleException e) {
        // A document that is none any more is refused even before.
        continue;
      }
      if (!sameDocument(file, changed)) {
        assertThatThrownBy(() -> verifier.verify(other)).isInstanceOf(SignatureException.class);
      }
    }
  }

  @Property(tries = 150)
  void whenAnyByteOfTheJwsChanges_thenItIsRefused(
      @ForAll @IntRange(min = 0, max = 3) int which, @ForAll long seed) throws Exception {
    Random random = new Random(seed);
    SigningKey key = KEYS[which];
    BundleVerifier verifier = new BundleVerifier(VerificationKeys.of(key.verificationKey()));
    Bundle signed = BundleSigner.sign(bundle(Map.of("/a.rego", new byte[] {1})), key);
    String text = Objects.requireNonNull(signed.signatures()).text();
    int from = text.indexOf("[\"") + 2;
    int at =
        random.nextInt(4) == 0
            // The last character of the signature has bits that mean nothing.
            ? text.length() - 4
            : from + random.nextInt(text.length() - 3 - from);
    StringBuilder changed = new StringBuilder(text);
    char other;
    do {
      other =
          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ "
              .charAt(random.nextInt(69));
    } while (other == text.charAt(at));
    changed.setCharAt(at, other);

    Bundle bundle = signed.with(BundleFile.of("/.signatures.json", changed.toString()));
    assertThatThrownBy(() -> verifier.verify(bundle)).isInstanceOf(SignatureException.class);
  }

  @Property(tries = 300)
  void whenADocumentIsWrittenInAnotherOrder_thenItsHashIsTheSame(@ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    JsonNode document = document(random, 4);
    ObjectMapper mapper = new ObjectMapper();
    byte[] one = mapper.writeValueAsBytes(document);
    byte[] two =
        mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(shuffled(document, random));

    assertThat(hash(two)).isEqualTo(hash(one));
  }

  @Property(tries = 300)
  void whenDocumentsDiffer_thenTheirHashesDo(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    JsonNode one = document(random, 2);
    JsonNode two = document(random, 2);
    ObjectMapper mapper = new ObjectMapper();
    assertThat(
            Arrays.equals(hash(mapper.writeValueAsBytes(one)), hash(mapper.writeValueAsBytes(two))))
        .isEqualTo(one.equals(two));
  }

  private static Map<String, byte[]> files(Random random) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      byte[] content = new byte[random.nextInt(40)];
      random.nextBytes(content);
      files.put("/" + "abé".charAt(random.nextInt(3)) + "/file-" + random.nextInt(9), content);
    }
    JsonNode document = JsonNodeFactory.instance.objectNode().set("x", document(random, 3));
    files.put("/data.json", document.toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static JsonNode document(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 4 : 8)) {
      case 0 -> nodes.textNode(text(random));
      case 1 -> nodes.numberNode(random.nextInt(7) - 3);
      case 2 -> nodes.booleanNode(random.nextBoolean());
      case 3 -> nodes.nullNode();
      case 4 -> {
        ArrayNode array = nodes.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(document(random, depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = nodes.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
          object.set(text(random), document(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String text(Random random) {
    String[] texts = {
      "", "a", "b", "<&>", "\u2028", "\b\f\n\u0001\u007f", "é", "\ufffd", "\uD83D\uDE00", "\"\\/"
    };
    return texts[random.nextInt(texts.length)];
  }

  private static boolean sameDocument(BundleFile file, byte[] changed) {
    if (!file.name().equals("data.json")) {
      return false;
    }
    try {
      return new ObjectMapper().readTree(changed).equals(new ObjectMapper().readTree(file.bytes()));
    } catch (IOException e) {
      return false;
    }
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(element -> array.add(shuffled(element, random)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    Collections.shuffle(members, random);
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    members.forEach(member -> object.set(member.getKey(), shuffled(member.getValue(), random)));
    return object;
  }

  private static byte[] hash(byte[] json) throws IOException {
    MessageDigest digest = Sha.SHA_256.newDigest();
    CanonicalDocument.digest(json, digest);
    return digest.digest();
  }

  private static Bundle bundle(Map<String, byte[]> files) throws BundleException {
    List<BundleFile> all = new ArrayList<>();
    files.forEach((path, bytes) -> all.add(BundleFile.of(path, bytes)));
    return Bundle.of(all);
  }
}
