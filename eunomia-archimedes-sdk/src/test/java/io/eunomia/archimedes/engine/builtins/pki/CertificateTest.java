package io.eunomia.archimedes.engine.builtins.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final KeyPair ROOT = key();
  private static final KeyPair LEAF = key();

  private final Names root = new Names("CN=root", ROOT, "CN=root", ROOT);
  private final Names leaf = new Names("CN=leaf", LEAF, "CN=root", ROOT);

  @Test
  void whenItHasManyExtensions_thenAllAreRead() throws Exception {
    JcaX509v3CertificateBuilder builder = leaf.builder();
    GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, "http://x/y");
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, "*.example.org"),
              new GeneralName(GeneralName.rfc822Name, "a@example.org"),
              new GeneralName(GeneralName.iPAddress, "10.0.0.1"),
              new GeneralName(GeneralName.iPAddress, "2001:db8::1:0:0:1"),
              uri
            }));
    builder.addExtension(
        Extension.extendedKeyUsage,
        false,
        new ExtendedKeyUsage(
            new KeyPurposeId[] {
              KeyPurposeId.id_kp_serverAuth,
              KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.2.3.4"))
            }));
    builder.addExtension(
        Extension.certificatePolicies,
        false,
        new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier("2.5.29.32.0"))));
    builder.addExtension(
        Extension.cRLDistributionPoints,
        false,
        new CRLDistPoint(
            new DistributionPoint[] {
              new DistributionPoint(new DistributionPointName(new GeneralNames(uri)), null, null)
            }));
    builder.addExtension(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(
            new AccessDescription[] {
              new AccessDescription(AccessDescription.id_ad_ocsp, uri),
              new AccessDescription(AccessDescription.id_ad_caIssuers, uri)
            }));
    builder.addExtension(new ASN1ObjectIdentifier("1.2.3"), true, DERNull.INSTANCE);
    ObjectValue json = json(leaf.sign(builder));
    assertThat(term(json, "DNSNames")).isEqualTo("[\"*.example.org\"]");
    assertThat(term(json, "EmailAddresses")).isEqualTo("[\"a@example.org\"]");
    assertThat(term(json, "IPAddresses")).isEqualTo("[\"10.0.0.1\",\"2001:db8::1:0:0:1\"]");
    assertThat(term(json, "ExtKeyUsage")).isEqualTo("[1]");
    assertThat(term(json, "UnknownExtKeyUsage")).isEqualTo("[[1,2,3,4]]");
    assertThat(term(json, "PolicyIdentifiers")).isEqualTo("[[2,5,29,32,0]]");
    assertThat(term(json, "Policies")).isEqualTo("[\"2.5.29.32.0\"]");
    assertThat(term(json, "CRLDistributionPoints")).isEqualTo("[\"http://x/y\"]");
    assertThat(term(json, "OCSPServer")).isEqualTo("[\"http://x/y\"]");
    assertThat(term(json, "IssuingCertificateURL")).isEqualTo("[\"http://x/y\"]");
    assertThat(term(json, "UnhandledCriticalExtensions")).isEqualTo("[[1,2,3]]");
    assertThat(term(json, "SignatureAlgorithm")).isEqualTo("10");
    assertThat(term(json, "MaxPathLen")).isEqualTo("0");
    assertThat(term(json, "BasicConstraintsValid")).isEqualTo("false");
    assertThat(term(json, "SubjectKeyId")).isEqualTo("null");
    assertThat(term(json, "ExtraExtensions")).isEqualTo("null");
  }

  @Test
  void whenItIsAnAuthority_thenItsConstraintsAreRead() throws Exception {
    JcaX509v3CertificateBuilder builder = root.builder();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(3));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.nameConstraints,
        true,
        new NameConstraints(
            new GeneralSubtree[] {
              new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.org")),
              new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "10.0.0.0/8"))
            },
            new GeneralSubtree[] {
              new GeneralSubtree(new GeneralName(GeneralName.dNSName, "bad.example.org"))
            }));
    ObjectValue json = json(root.sign(builder));
    assertThat(term(json, "IsCA")).isEqualTo("true");
    assertThat(term(json, "MaxPathLen")).isEqualTo("3");
    assertThat(term(json, "KeyUsage")).isEqualTo("96");
    assertThat(term(json, "PermittedDNSDomainsCritical")).isEqualTo("true");
    assertThat(term(json, "PermittedDNSDomains")).isEqualTo("[\"example.org\"]");
    assertThat(term(json, "ExcludedDNSDomains")).isEqualTo("[\"bad.example.org\"]");
    assertThat(term(json, "PermittedIPRanges"))
        .isEqualTo("[{\"IP\":\"10.0.0.0\",\"Mask\":\"/wAAAA==\"}]");
    assertThat(term(json, "ExcludedIPRanges")).isEqualTo("null");
  }

  @Test
  void whenHostIsAsked_thenOnlyAlternativeNamesCount() throws Exception {
    byte[] authority = authority(new KeyUsage(KeyUsage.keyCertSign), true);
    byte[] server = server("*.example.org");
    assertThat(verify("", authority, server)).isPresent();
    assertThat(verify("a.example.org", authority, server)).isPresent();
    assertThat(verify("A.Example.Org.", authority, server)).isPresent();
    assertThat(verify("10.0.0.1", authority, server)).isPresent();
    for (String other :
        List.of("example.org", "a.b.example.org", "leaf", "10.0.0.2", "a_.example.com", " ", "*")) {
      assertThat(verify(other, authority, server)).as(other).isEmpty();
    }
  }

  @Test
  void whenRootMayNotSign_thenRefused() throws Exception {
    byte[] server = server("a");
    assertThat(verify("", authority(new KeyUsage(KeyUsage.keyCertSign), true), server)).isPresent();
    assertThat(verify("", authority(new KeyUsage(KeyUsage.cRLSign), true), server)).isEmpty();
    assertThat(verify("", authority(new KeyUsage(KeyUsage.keyCertSign), false), server)).isEmpty();
  }

  @Test
  void whenBytesAreAltered_thenItIsAnotherCertificateOrNone() throws Exception {
    byte[] authority = authority(new KeyUsage(KeyUsage.keyCertSign), true);
    byte[] server = server("a");
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] altered = server.clone();
      altered[random.nextInt(altered.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        assertThat(verify("", authority, altered)).isEmpty();
      } catch (MalformedDataException e) {
        assertThat(e).hasMessageMatching("(x509|asn1): .*");
      }
    }
    for (int length = 0; length < server.length; length += 7) {
      byte[] cut = Arrays.copyOf(server, length);
      assertThatThrownBy(() -> Certificate.read(cut)).isInstanceOf(MalformedDataException.class);
    }
  }

  private static Optional<List<Certificate>> verify(String host, byte[] root, byte[] leaf)
      throws MalformedDataException {
    VerifyOptions options = new VerifyOptions(host, NOW, Set.of(KeyUsages.SERVER));
    return CertificateChain.verify(
        List.of(Certificate.read(root), Certificate.read(leaf)), options);
  }

  private byte[] authority(KeyUsage usage, boolean isAuthority) throws Exception {
    JcaX509v3CertificateBuilder builder = root.builder();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
    builder.addExtension(Extension.keyUsage, true, usage);
    return root.sign(builder);
  }

  private byte[] server(String dns) throws Exception {
    JcaX509v3CertificateBuilder builder = leaf.builder();
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, dns),
              new GeneralName(GeneralName.iPAddress, "10.0.0.1")
            }));
    return leaf.sign(builder);
  }

  private static ObjectValue json(byte[] encoded) throws MalformedDataException {
    return (ObjectValue) Certificate.read(encoded).json();
  }

  private static String term(ObjectValue json, String name) {
    Value value = json.get(name);
    return value == null ? "missing" : TermText.write(value);
  }

  private static KeyPair key() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Names(String subject, KeyPair key, String issuer, KeyPair issuerKey) {
    JcaX509v3CertificateBuilder builder() {
      return new JcaX509v3CertificateBuilder(
          new X500Principal(issuer),
          BigInteger.TEN,
          Date.from(NOW.minusSeconds(60)),
          Date.from(NOW.plusSeconds(60)),
          new X500Principal(subject),
          key.getPublic());
    }

    byte[] sign(JcaX509v3CertificateBuilder builder) throws Exception {
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey.getPrivate()))
          .getEncoded();
    }
  }
}
