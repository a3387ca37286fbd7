package io.eunomia.archimedes.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.TestKeys;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.BundleVerification;
import io.eunomia.archimedes.activation.BundleVerification.Requirement;
import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleLimits;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.signature.BundleSigner;
import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.bundle.signature.VerificationKeys;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is wrong with a pushed bundle: it is refused with its code, and the live policy stays.
 */
class BundleRefusalTest {
  private static final SigningKey KEY = TestKeys.es256("release");
  private static final byte[] LIVE = signed(VersionedPolicy.unpacked(5));
  private static final String LIVE_DIGEST = BundleDigest.of(LIVE).toString();

  @TempDir private Path directory;
  private WorkloadIdentity server;
  private WorkloadIdentity deployer;
  private PolicyRuntime runtime;
  private ControlServer control;
  private ControlClient client;

  @BeforeEach
  void open() throws Exception {
    SpiffeAuthority authority = SpiffeAuthority.of("example.org");
    server =
        ControlPlane.identity(
            directory.resolve("demo"), authority, authority.issue(ControlPlane.SERVICE.path()));
    deployer =
        ControlPlane.identity(
            directory.resolve("deployer"),
            authority,
            authority.issue(ControlPlane.DEPLOYER.path()));
    runtime =
        PolicyRuntime.builder("demo")
            .warmup(VersionedPolicy.WARMUP)
            .verificationKeys(VerificationKeys.of(KEY.verificationKey()))
            .bundleLimits(BundleLimits.defaults().withExpandedBytes(4 << 20))
            .open();
    control =
        ControlServer.builder(
                new ControlPlaneHandler(
                    runtime, server, SpiffeAllowlist.of(List.of(ControlPlane.DEPLOYER))),
                server)
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .start();
    client = new ControlClient(deployer, Set.of(ControlPlane.SERVICE));
    assertThat(push(LIVE).outcome()).isEqualTo(Outcome.DONE);
  }

  @AfterEach
  void close() {
    client.close();
    control.close();
    runtime.close();
    deployer.close();
    server.close();
  }

  private InstanceResult push(byte[] bundle) throws InterruptedException {
    URI at = URI.create("https://127.0.0.1:" + control.port());
    return client.push(List.of(at), bundle, null).get(0);
  }

  private static byte[] signed(Bundle bundle) {
    return BundleWriter.toBytes(BundleSigner.sign(bundle, KEY));
  }

  /** Pushed over a real connection. */
  private void refused(byte[] bundle, Code code, String says) throws InterruptedException {
    InstanceResult result = push(bundle);
    assertThat(result.outcome()).as(says).isEqualTo(Outcome.REFUSED);
    assertThat(result.code()).as(result.message()).isEqualTo(code.name());
    assertThat(result.message()).contains(says);
    unchanged();
  }

  private void refused(ActivationRequest request, Code code, String says) {
    ActivationException refusal =
        catchThrowableOfType(ActivationException.class, () -> runtime.activate(request));
    assertThat(refusal).as("not refused: " + says).isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code);
    assertThat(refusal).hasMessageContaining(says);
    unchanged();
  }

  private void unchanged() {
    PolicyDecision decision = runtime.authorize(VersionedPolicy.INPUT);
    assertThat(decision.allowed()).isTrue();
    assertThat(requireNonNull(decision.policy()).digest()).isEqualTo(LIVE_DIGEST);
    assertThat(requireNonNull(runtime.status().active()).identity().digest())
        .isEqualTo(LIVE_DIGEST);
    assertThat(runtime.status().previousDigest()).isNull();
  }

  @Test
  void whenAnyFileIsChanged_thenItsSignatureIsNotGood() throws Exception {
    Bundle signed = BundleSigner.sign(VersionedPolicy.unpacked(6), KEY);
    changed(signed, "/data.json", "v6", "v7", "data.json");
    changed(signed, "/.manifest", "c0ffee", "c0ffef", ".manifest");
    changed(signed, "/policy.rego", "package", "packagf", "policy.rego");
    BundleFile wasm = requireNonNull(signed.file("/policy.wasm"));
    byte[] bytes = wasm.bytes();
    bytes[bytes.length - 3] ^= 1;
    refused(
        BundleWriter.toBytes(signed.with(BundleFile.of("/policy.wasm", bytes))),
        Code.SIGNATURE_INVALID,
        "policy.wasm");
    String signatures = requireNonNull(signed.signatures()).text();
    int middle = signatures.length() / 2;
    char other = signatures.charAt(middle) == 'A' ? 'B' : 'A';
    String forged = signatures.substring(0, middle) + other + signatures.substring(middle + 1);
    refused(
        BundleWriter.toBytes(signed.with(file("/.signatures.json", forged))),
        Code.SIGNATURE_INVALID,
        "signature_");
  }

  private void changed(Bundle signed, String path, String from, String to, String says)
      throws Exception {
    String text = requireNonNull(signed.file(path)).text();
    assertThat(text).contains(from);
    refused(
        BundleWriter.toBytes(signed.with(file(path, text.replace(from, to)))),
        Code.SIGNATURE_INVALID,
        says);
  }

  private static BundleFile file(String path, String text) {
    return BundleFile.of(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whenAFileIsAdded_thenItIsRefusedByName() throws Exception {
    Bundle signed = BundleSigner.sign(VersionedPolicy.unpacked(6), KEY);
    refused(
        BundleWriter.toBytes(signed.with(file("/more.rego", "package more"))),
        Code.SIGNATURE_INVALID,
        "more.rego");
  }

  @Test
  void whenAnyByteOfAPushedFileIsChanged_thenItIsNotTheOneThatWasSent() throws Exception {
    byte[] bundle = signed(VersionedPolicy.unpacked(6));
    BundleDigest digest = BundleDigest.of(bundle);
    for (int i = 0; i < bundle.length; i += 1 + bundle.length / 200) {
      byte[] changed = bundle.clone();
      changed[i] ^= 0x20;
      refused(
          ActivationRequest.push(changed, digest, "tester", null),
          Code.DIGEST_MISMATCH,
          "its sender says " + digest);
    }
    refused(
        ActivationRequest.push(Arrays.copyOf(bundle, bundle.length - 1), digest, "tester", null),
        Code.DIGEST_MISMATCH,
        "its sender says");
  }

  @Test
  void whenItIsNotSigned_thenItMustBe() throws Exception {
    refused(VersionedPolicy.bundle(6), Code.SIGNATURE_REQUIRED, "signature_missing");
  }

  @Test
  void whenAStrangerSigned_thenTheKeyIsUnknown() throws Exception {
    byte[] other =
        BundleWriter.toBytes(
            BundleSigner.sign(VersionedPolicy.unpacked(6), TestKeys.es256("stranger")));
    refused(other, Code.SIGNATURE_INVALID, "stranger");
    byte[] sameName =
        BundleWriter.toBytes(
            BundleSigner.sign(VersionedPolicy.unpacked(6), TestKeys.es256("release")));
    refused(sameName, Code.SIGNATURE_INVALID, "signature_");
  }

  @Test
  void whenTheAlgorithmIsNone_thenItIsRefused() throws Exception {
    Bundle signed = BundleSigner.sign(VersionedPolicy.unpacked(6), KEY);
    String token =
        requireNonNull(signed.signatures()).text().replaceAll("(?s).*\\[\\s*\"|\"\\s*\\].*", "");
    String payload = token.split("\\.", -1)[1];
    for (String algorithm : List.of("none", "None", "HS256")) {
      String header =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  "{\"alg\":\"%s\",\"kid\":\"release\"}"
                      .formatted(algorithm)
                      .getBytes(StandardCharsets.UTF_8));
      for (String signature : List.of("", token.split("\\.", -1)[2])) {
        String forged = "{\"signatures\":[\"%s.%s.%s\"]}".formatted(header, payload, signature);
        refused(
            BundleWriter.toBytes(signed.with(file("/.signatures.json", forged))),
            Code.SIGNATURE_INVALID,
            "signature_");
      }
    }
  }

  @Test
  void whenSignaturesAreOptional_thenABadOneIsRefusedStill() throws Exception {
    Bundle signed = BundleSigner.sign(VersionedPolicy.unpacked(6), KEY);
    byte[] bad = BundleWriter.toBytes(signed.with(file("/more.rego", "package more")));
    VerificationKeys keys = VerificationKeys.of(KEY.verificationKey());
    try (PolicyRuntime other =
        PolicyRuntime.builder("demo")
            .warmup(VersionedPolicy.WARMUP)
            .verification(new BundleVerification(Requirement.OPTIONAL, keys))
            .open()) {
      assertThat(catchThrowableOfType(ActivationException.class, () -> other.activate(bad)).code())
          .isEqualTo(Code.SIGNATURE_INVALID);
      other.activate(VersionedPolicy.bundle(1));
      other.activate(BundleWriter.toBytes(signed));
      assertThat(requireNonNull(other.status().active()).sequence()).isEqualTo(6);
    }
  }

  @Test
  void whenItIsAnotherServicesOrOlder_thenItIsRefused() throws Exception {
    refused(
        signed(
            Policies.unpacked(
                "other",
                6,
                VersionedPolicy.wasm(),
                VersionedPolicy.data(6).getBytes(StandardCharsets.UTF_8))),
        Code.WRONG_SERVICE,
        "the bundle is for other, this runtime is demo");
    refused(
        signed(VersionedPolicy.unpacked(4)),
        Code.STALE_SEQUENCE,
        "the bundle's sequence is 4, that of the active one is 5");
  }

  @Test
  void whenItIsNoBundle_thenItIsRefused() throws Exception {
    byte[] bundle = signed(VersionedPolicy.unpacked(6));
    refused(new byte[0], Code.BUNDLE_INVALID, "bundle_");
    refused(Arrays.copyOf(bundle, bundle.length / 2), Code.BUNDLE_INVALID, "bundle_truncated");
    refused(gzip(tarOf("../../etc/passwd")), Code.BUNDLE_INVALID, "bundle_unsafe_path");
    refused(gzip(new byte[1 << 23]), Code.BUNDLE_TOO_LARGE, "bundle_");
  }

  @Test
  void whenItIsTooLarge_thenItIsNotEvenHashed() throws Exception {
    byte[] large = new byte[(64 << 20) + 1];
    refused(ActivationRequest.local(large), Code.BUNDLE_TOO_LARGE, "the limit of 67108864");
    refused(large, Code.BUNDLE_TOO_LARGE, "67108864");
  }

  @Test
  void whenTheModuleIsNone_thenItIsRefused() throws Exception {
    byte[] data = "{}".getBytes(StandardCharsets.UTF_8);
    byte[] junk = {0, 'a', 's', 'm', 1, 0, 0, 0, 99};
    refused(signed(Policies.unpacked("demo", 6, junk, data)), Code.BUNDLE_INVALID, "WebAssembly");
    byte[] elsewhere = Policies.compile("p := 1", "demo/authz/p");
    refused(
        signed(Policies.unpacked("demo", 6, elsewhere, data)),
        Code.BUNDLE_INVALID,
        "no entrypoint demo/authz/allow");
  }

  @Test
  void whenAnEntrypointFails_thenItIsRefused() throws Exception {
    byte[] data = "{}".getBytes(StandardCharsets.UTF_8);
    byte[] conflict = Policies.compile("allow := true\nallow := false if input.method");
    refused(
        signed(Policies.unpacked("demo", 6, conflict, data)),
        Code.ACTIVATION_FAILED,
        "eval_conflict_error");
    byte[] other =
        Policies.compile(
            "default allow := false\np := 1\np := 2 if input.path", Policies.ALLOW, "demo/authz/p");
    refused(
        signed(Policies.unpacked("demo", 6, other, data)),
        Code.ACTIVATION_FAILED,
        "fails at demo/authz/p");
    byte[] endless =
        Policies.compile(
            "default allow := false\n"
                + "allow if { some i in numbers.range(1, 9000); some j in numbers.range(1, 9000);"
                + " i * j == 0 }");
    refused(
        signed(Policies.unpacked("demo", 6, endless, data)),
        Code.ACTIVATION_FAILED,
        "fails at demo/authz/allow");
  }

  private static byte[] gzip(byte[] content) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  /** An archive with one empty file of that name. */
  private static byte[] tarOf(String name) {
    byte[] tar = new byte[512 * 3];
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, tar, 0, bytes.length);
    put(tar, 100, "0000644\0");
    put(tar, 124, "00000000000\0");
    put(tar, 136, "00000000000\0");
    put(tar, 148, "        ");
    tar[156] = '0';
    put(tar, 257, "ustar\00000");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    put(tar, 148, "%06o\0 ".formatted(sum));
    return tar;
  }

  private static void put(byte[] tar, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, tar, at, bytes.length);
  }
}
