package io.eunomia.bundle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileHashTest {
  /** Hashes of the signed bundles in OPA's own tests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "/.manifest|{\"revision\": \"quickbrownfaux\"}|507a2c38a1441db58d2cb87982c42aa91a4342ef422a6b542eddebeef6f0412f",
        "/example1/data.json|{\"foo\": \"bar\"}|7a38bf81f383f69433ad6e900d35b3e2385593f76a7b7ab5d4355b8ba41ee24b",
        "/example2/data.json|{\"x\": true}|9e4f189bf4079d1b6eb6446879866cd5f39c26880d4fb518f4e01cd1bbfe513e",
        "/a/b/c/data.json|[1,2,3]|a615eeaee21de5179de080de8c3052c8da901138406ba71c38c032845f7d54f4",
      })
  void whenOpaHashesAFile_thenSoDoWe(String path, String text, String hash) throws Exception {
    assertThat(hex(path, text, Sha.SHA_256)).isEqualTo(hash);
  }

  @Test
  void whenOpaHashesWithSha512_thenSoDoWe() throws Exception {
    assertThat(hex("/a/b/c/data.json", "[1,2,3]", Sha.SHA_512))
        .isEqualTo(
            "60f7b5dc86ded48785436192a08dbfd04894d7f1b417c4f8d3714679a7f78cb3"
                + "c833f16a8559a1cf1f32968747dc1d95ef34826263dacf125ded8f5c374be4c0");
    assertThat(hex("/a/b/y/data.yaml", "foo: 1", Sha.SHA_512))
        .isEqualTo(
            "20f27a640a233e6524fe7d138898583cd43475724806feb26be7f214e1d10b29"
                + "edf6a0d3cb08f82107a45686b61b8fdabab6406cf4e70efe134f42238dbd70ab");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        // space and order do not count
        " {\"b\" : 1 ,\"a\":[ ] } |{\"a\":[],\"b\":1}",
        "{\"c\":{\"z\":1,\"y\":{\"b\":1,\"a\":2}},\"a\":[{\"d\":1,\"c\":2}]}|{\"a\":[{\"c\":2,\"d\":1}],\"c\":{\"y\":{\"a\":2,\"b\":1},\"z\":1}}",
        // numbers stay as they are written
        "[1.0,1.00,1E2,1e+2,-0,0.10e-1,123456789012345678901234567890]|[1.0,1.00,1E2,1e+2,-0,0.10e-1,123456789012345678901234567890]",
        // no escapes for HTML; short ones for \\b and \\f; DEL and slashes as they are
        "\"<&>\\/\\u007f\\u0008\\u000c\\n\\r\\t\\u0001\\u001F\\\"\\\\\"|\"<&>/\u007f\\b\\f\\n\\r\\t\\u0001\\u001f\\\"\\\\\"",
        // the two line separators of JavaScript are always escaped
        "\"\\u2028\u2029é\\u00e9\\ud83d\\ude00\"|\"\\u2028\\u2029éé\uD83D\uDE00\"",
        // members by UTF-8, where U+FFFD comes before U+1F600, which UTF-16 has the other way round
        "{\"\uD83D\uDE00\":1,\"\\ufffd\":2,\"é\":3,\"z\":4,\"\":5}|{\"\":5,\"z\":4,\"é\":3,\"\ufffd\":2,\"\uD83D\uDE00\":1}",
        "null|null",
        "true|true",
      })
  void whenADocumentIsHashed_thenItsCanonicalFormIs(String document, String form) throws Exception {
    assertThat(hex("/data.json", document, Sha.SHA_256)).isEqualTo(raw(form));
    // Canonical documents are their own form.
    assertThat(hex("/x/data.json", form, Sha.SHA_256)).isEqualTo(raw(form));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1.50|{\"a\":1.5}",
        "a: 100000000000000000000000.0|{\"a\":1e+23}",
        "a: 0.00000012|{\"a\":1.2e-7}",
        "a: -1e-06|{\"a\":-0.000001}",
        "a: 1.0e300|{\"a\":1e+300}",
        "a: 18446744073709551615|{\"a\":18446744073709551615}",
        "a: 18446744073709551616|{\"a\":18446744073709552000}",
        "a: -9223372036854775809|{\"a\":-9223372036854776000}",
        "a: 0.1|{\"a\":0.1}",
        "a: 4.9e-324|{\"a\":5e-324}",
        "a: 2.0e-3|{\"a\":0.002}",
        "{b: [x, true, null], a: 2}|{\"a\":2,\"b\":[\"x\",true,null]}",
      })
  void whenADocumentIsYaml_thenItIsHashedAsTheJsonThatGoMakesOfIt(String yaml, String form)
      throws Exception {
    assertThat(hex("/data.yaml", yaml, Sha.SHA_256)).isEqualTo(raw(form));
  }

  @Test
  void whenYamlIsJson_thenItsNumbersStayAsTheyAreWritten() throws Exception {
    assertThat(hex("/data.yaml", "{\"a\": 1.50}", Sha.SHA_256)).isEqualTo(raw("{\"a\":1.50}"));
  }

  @Test
  void whenAFileIsNoDocument_thenItsBytesAreHashed() throws Exception {
    for (String path :
        new String[] {"/data.yml", "/x.json", "/plan.json", "/a.rego", "/x.manifest"}) {
      assertThat(hex(path, "{ }", Sha.SHA_256)).as(path).isEqualTo(raw("{ }"));
    }
    assertThat(hex("/x/signatures.json", "{ }", Sha.SHA_256)).isEqualTo(raw("{}"));
    assertThat(hex("/x/.manifest", "{ }", Sha.SHA_256)).isEqualTo(raw("{}"));
  }

  @Test
  void whenADocumentBeginsWithAByteOrderMark_thenThatDoesNotCount() throws Exception {
    assertThat(hex("/data.json", "\ufeff{ }", Sha.SHA_256)).isEqualTo(raw("{}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"a\":1,\"a\":2}",
        "{\"\\ud800\":1}",
        "\"\\udc00\\ud800\"",
        "{",
        "{} {}",
        "NaN",
        "''"
      })
  void whenADocumentHasNoOneMeaning_thenItHasNoHash(String document) {
    assertThatThrownBy(() -> hex("/data.json", document, Sha.SHA_256))
        .isInstanceOfSatisfying(
            SignatureException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
              assertThat(e.file()).isEqualTo("/data.json");
            });
  }

  private static String hex(String path, String text, Sha algorithm) throws SignatureException {
    return HexFormat.of().formatHex(FileHash.of(BundleFile.of(path, text), algorithm));
  }

  private static String raw(String text) {
    return HexFormat.of().formatHex(Sha.SHA_256.hash(text.getBytes(StandardCharsets.UTF_8)));
  }
}
