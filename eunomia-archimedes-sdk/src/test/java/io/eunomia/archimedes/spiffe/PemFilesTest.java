package io.eunomia.archimedes.spiffe;

import static io.eunomia.archimedes.spiffe.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.spiffe.NoIdentityException.Code;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {
  private static final Duration OFTEN = Duration.ofMillis(10);

  private final SpiffeAuthority authority = SpiffeAuthority.of("example.org");
  private final Svid svid = authority.issue("/ns/prod/sa/users");
  @TempDir Path directory;
  private Path certificate;
  private Path key;
  private Path bundle;

  @BeforeEach
  void write() throws IOException {
    certificate = directory.resolve("svid.pem");
    key = directory.resolve("svid_key.pem");
    bundle = directory.resolve("bundle.pem");
    svid.writeTo(directory);
    authority.writeBundle(bundle);
  }

  @Test
  void whenTheFilesAreRight_thenTheyAreTheIdentity() throws Exception {
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      assertThat(identity.id()).hasToString("spiffe://example.org/ns/prod/sa/users");
      assertThat(identity.expiresAt()).isEqualTo(svid.certificate().getNotAfter().toInstant());
      assertThat(identity.lastError()).isEmpty();
      assertThat(identity.verify(svid.chain())).isEqualTo(identity.id());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void whenTheKeyIsOfEitherKind_thenItIsRead(String algorithm) throws Exception {
    authority.request("/a").key(algorithm).intermediates(1).issue().writeTo(directory);
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      assertThat(identity.id().path()).isEqualTo("/a");
    }
  }

  @Test
  void whenLinesEndAsOnWindowsOrTextIsAround_thenItIsRead() throws Exception {
    Files.writeString(
        certificate, "subject: users\r\n" + svid.certificatePem().replace("\n", "\r\n"));
    Files.writeString(key, svid.keyPem().replace("\n", "\r\n"));
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      assertThat(identity.verify(svid.chain())).isEqualTo(identity.id());
    }
  }

  @Test
  void whenOneFileHasSeveralDomains_thenEachAuthoritySpeaksForItsOwn() throws Exception {
    SpiffeAuthority partner = SpiffeAuthority.of("partner.example");
    SpiffeAuthority.writeBundles(bundle, authority, partner);
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      assertThat(identity.verify(partner.issue("/billing").chain()).trustDomain())
          .isEqualTo("partner.example");
      Svid forged = partner.request("/x").uri("spiffe://example.org/x").issue();
      assertThatThrownBy(() -> identity.verify(forged.chain()))
          .isInstanceOfSatisfying(
              PeerRefusedException.class,
              e -> assertThat(e.code()).isEqualTo(PeerRefusedException.Code.UNKNOWN_AUTHORITY));
    }
  }

  @Test
  void whenBundlesAreGivenByDomain_thenTheDomainIsNotReadFromThem() throws Exception {
    Svid nameless = authority.request("/ca").asAuthority().withoutUri().issue();
    Path other = directory.resolve("partner.pem");
    Files.writeString(other, nameless.certificatePem());
    PemFiles files =
        PemFiles.of(certificate, key, Map.of("example.org", bundle, "partner.example", other));
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files)) {
      assertThat(identity.verify(svid.chain())).isEqualTo(identity.id());
    }
    Files.copy(other, bundle, StandardCopyOption.REPLACE_EXISTING);
    assertInvalid(files()).withMessageContaining("give it by trust domain");
  }

  @Test
  void whenNoAuthorityIsOfTheOwnDomain_thenPeersOfOthersAreKnownAllTheSame() throws Exception {
    SpiffeAuthority partner = SpiffeAuthority.of("partner.example");
    partner.writeBundle(bundle);
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      assertThat(identity.verify(partner.issue("/billing").chain()).path()).isEqualTo("/billing");
      assertThatThrownBy(() -> identity.verify(svid.chain()))
          .isInstanceOf(PeerRefusedException.class);
    }
  }

  @Test
  void whenAnAuthorityHasExpired_thenItVouchesForNobody() throws Exception {
    SpiffeAuthority partner = SpiffeAuthority.of("partner.example").expired();
    SpiffeAuthority.writeBundles(bundle, authority, partner);
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      assertThatThrownBy(() -> identity.verify(partner.issue("/billing").chain()))
          .isInstanceOfSatisfying(
              PeerRefusedException.class,
              e -> assertThat(e.code()).isEqualTo(PeerRefusedException.Code.UNKNOWN_AUTHORITY));
    }
  }

  @Test
  void whenAFileIsMissing_thenItIsNamed() throws Exception {
    Files.delete(key);
    assertThatThrownBy(() -> WorkloadIdentity.fromFiles(files()))
        .isInstanceOfSatisfying(
            NoIdentityException.class, e -> assertThat(e.code()).isEqualTo(Code.UNREADABLE))
        .hasMessage(key + " does not exist");
    Files.createDirectory(key);
    assertThatThrownBy(() -> WorkloadIdentity.fromFiles(files()))
        .isInstanceOfSatisfying(
            NoIdentityException.class, e -> assertThat(e.code()).isEqualTo(Code.UNREADABLE))
        .hasMessageContaining(key + " cannot be read");
  }

  @Test
  void whenTheyDoNotFitTogether_thenThatIsSaidWithoutTheKey() throws Exception {
    Svid other = authority.issue("/ns/prod/sa/users");
    Files.writeString(key, other.keyPem());
    assertInvalid(files())
        .withMessageContaining("is not the key of the certificate")
        .withMessageNotContaining(other.keyPem().substring(60, 90));
    Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\n");
    assertInvalid(files()).withMessageContaining("PKCS#8");
    Files.writeString(key, svid.keyPem().substring(0, 120));
    assertInvalid(files()).withMessageContaining("not a whole PKCS#8 key");
    Files.writeString(key, "x".repeat((1 << 20) + 1));
    assertInvalid(files()).withMessageContaining("longer than");
    svid.writeTo(directory);
    Files.writeString(certificate, svid.certificatePem().substring(0, 200));
    assertInvalid(files()).withMessageContaining(certificate + " has a certificate that cannot");
    Files.writeString(certificate, "");
    assertInvalid(files()).withMessageContaining(certificate + " has no certificate");
  }

  @Test
  void whenPeersWouldRefuseIt_thenItIsNotTaken() throws Exception {
    authority.request("/a").expired().issue().writeTo(directory);
    assertInvalid(files()).withMessageContaining("expired");
    authority.request("/a").notYetValid().issue().writeTo(directory);
    assertInvalid(files()).withMessageContaining("not valid yet");
    authority.request("/a").alsoUri("https://a").issue().writeTo(directory);
    assertInvalid(files()).withMessageContaining("one URI SAN");
    SpiffeAuthority.of("example.org").issue("/a").writeTo(directory);
    assertInvalid(files()).withMessageContaining("nobody who is trusted for example.org");
    Svid deep = authority.request("/a").intermediates(1).issue();
    deep.writeTo(directory);
    String pem = deep.certificatePem();
    Files.writeString(certificate, pem.substring(0, pem.lastIndexOf("-----BEGIN")));
    assertInvalid(files()).withMessageContaining("nobody who is trusted for example.org");
  }

  @Test
  void whenTheBundleIsWrong_thenItSaysWhere() throws Exception {
    Files.writeString(bundle, authority.bundlePem() + svid.certificatePem());
    assertInvalid(files())
        .withMessageContaining("certificate 2")
        .withMessageContaining("authority");
    Files.writeString(bundle, "nothing");
    assertInvalid(files()).withMessageContaining(bundle.toString());
    authority.writeBundle(bundle);
    assertInvalid(PemFiles.of(certificate, key, Map.of("Not a domain", bundle)))
        .withMessageContaining("not a trust domain");
    assertThatThrownBy(() -> PemFiles.of(certificate, key, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> files().withPollInterval(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenTheFilesAreReplaced_thenTheNextLookTakesThem() throws Exception {
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      Svid next = authority.issue("/ns/prod/sa/renamed");
      next.writeTo(directory);
      await(() -> identity.id().toString().equals(next.spiffeId()));
      assertThat(identity.lastError()).isEmpty();
    }
  }

  @Test
  void whenKubernetesSwapsTheLink_thenTheNewDirectoryIsTaken() throws Exception {
    Path first = Files.createDirectory(directory.resolve("..2026_1"));
    Path second = Files.createDirectory(directory.resolve("..2026_2"));
    Path data = directory.resolve("..data");
    authority.issue("/first").writeTo(first);
    authority.writeBundle(first.resolve("bundle.pem"));
    Files.createSymbolicLink(data, first.getFileName());
    for (String name : new String[] {"svid.pem", "svid_key.pem", "bundle.pem"}) {
      Files.deleteIfExists(directory.resolve(name));
      Files.createSymbolicLink(directory.resolve(name), Path.of("..data", name));
    }
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      assertThat(identity.id().path()).isEqualTo("/first");
      SpiffeAuthority rotated = authority.rotate();
      rotated.issue("/second").writeTo(second);
      rotated.writeBundle(second.resolve("bundle.pem"));
      Path swapped = Files.createSymbolicLink(directory.resolve("..tmp"), second.getFileName());
      Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);
      await(() -> identity.id().path().equals("/second"));
      assertThat(identity.verify(rotated.issue("/x").chain()).path()).isEqualTo("/x");
    }
  }

  @Test
  void whenAFileIsHalfWritten_thenTheLastGoodOnesStayUntilItIsWhole() throws Exception {
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      Svid next = authority.issue("/next");
      Files.writeString(key, next.keyPem());
      await(() -> identity.lastError().isPresent());
      Files.writeString(certificate, next.certificatePem().substring(0, 300));
      await(() -> identity.lastError().orElse("").contains("cannot be read"));
      assertThat(identity.id()).hasToString(svid.spiffeId());
      assertThat(identity.verify(svid.chain())).isEqualTo(identity.id());
      Files.writeString(certificate, next.certificatePem());
      await(() -> identity.id().path().equals("/next"));
      assertThat(identity.lastError()).isEmpty();
    }
  }

  @Test
  void whenTheKeyDoesNotMatch_thenTheLastGoodPairStaysAndItIsSaid() throws Exception {
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      Files.writeString(key, authority.issue("/other").keyPem());
      await(() -> identity.lastError().orElse("").contains("is not the key of"));
      assertThat(identity.id()).hasToString(svid.spiffeId());
      Files.writeString(key, svid.keyPem());
      await(() -> identity.lastError().isEmpty());
    }
  }

  @Test
  void whenAFileIsRemoved_thenTheLastGoodOnesStayAndItIsSaid() throws Exception {
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      Files.delete(bundle);
      await(() -> identity.lastError().orElse("").equals(bundle + " does not exist"));
      assertThat(identity.verify(svid.chain())).isEqualTo(identity.id());
      authority.writeBundle(bundle);
      await(() -> identity.lastError().isEmpty());
    }
  }

  @Test
  void whenTheCertificateExpires_thenThatIsSaid() throws Exception {
    authority.request("/a").validFor(Duration.ofSeconds(3)).issue().writeTo(directory);
    try (WorkloadIdentity identity = WorkloadIdentity.fromFiles(files())) {
      await(() -> identity.lastError().orElse("").contains("has expired"));
      assertThat(identity.expiresAt().truncatedTo(ChronoUnit.SECONDS))
          .isEqualTo(identity.expiresAt());
    }
  }

  private PemFiles files() {
    return PemFiles.of(certificate, key, bundle).withPollInterval(OFTEN);
  }

  private static ThrowableAssertAlternative<NoIdentityException> assertInvalid(PemFiles files) {
    return org.assertj.core.api.Assertions.assertThatExceptionOfType(NoIdentityException.class)
        .isThrownBy(() -> WorkloadIdentity.fromFiles(files))
        .matches(e -> e.code() == Code.INVALID, "is INVALID");
  }
}
