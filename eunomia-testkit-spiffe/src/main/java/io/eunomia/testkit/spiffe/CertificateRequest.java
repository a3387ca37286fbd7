package io.eunomia.testkit.spiffe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** What is to be in one certificate, be it right or wrong. */
final class CertificateRequest {
  private static final ASN1ObjectIdentifier PRINCIPAL_NAME =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.311.20.2.3");

  private final PublicKey key;
  private final String subject;
  private final List<GeneralName> names = new ArrayList<>();
  private Instant from = Instant.EPOCH;
  private Instant until = Instant.EPOCH;
  private boolean authority;
  private @Nullable KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);

  CertificateRequest(PublicKey key, String subject) {
    this.key = key;
    this.subject = subject;
  }

  CertificateRequest valid(Instant notBefore, Instant notAfter) {
    from = notBefore;
    until = notAfter;
    return this;
  }

  CertificateRequest authority() {
    authority = true;
    usage = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    return this;
  }

  CertificateRequest usage(@Nullable KeyUsage all) {
    usage = all;
    return this;
  }

  CertificateRequest uri(String text) {
    names.add(new GeneralName(GeneralName.uniformResourceIdentifier, text));
    return this;
  }

  CertificateRequest dns(String name) {
    names.add(new GeneralName(GeneralName.dNSName, name));
    return this;
  }

  /** A name of a kind that Java shows as bytes. */
  CertificateRequest other(String name) {
    names.add(
        new GeneralName(
            GeneralName.otherName, new OtherName(PRINCIPAL_NAME, new DERUTF8String(name))));
    return this;
  }

  /** Without an issuer, it signs itself. */
  X509Certificate signedBy(PrivateKey signer, @Nullable X509Certificate issuer) {
    X500Principal self = new X500Principal(subject);
    X500Principal by = issuer == null ? self : issuer.getSubjectX500Principal();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              by, Keys.serial(), Date.from(from), Date.from(until), self, key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (usage != null) {
        builder.addExtension(Extension.keyUsage, true, usage);
      }
      if (!authority) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      }
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            // RFC 5280: critical, if there is nothing else to go by.
            subject.isEmpty(),
            new GeneralNames(names.toArray(GeneralName[]::new)));
      }
      byte[] encoded =
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)).getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (IOException | OperatorCreationException | CertificateException e) {
      throw new IllegalArgumentException("no such certificate can be made", e);
    }
  }
}
