package io.eunomia.testkit.spiffe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A workload's certificate with its key (an X509-SVID, or what is meant to look like one).
 *
 * <p>Immutable, thread-safe.
 */
public final class Svid {
  private static final String ALIAS = "svid";

  private final String spiffeId;
  private final List<X509Certificate> chain;
  private final PrivateKey key;

  Svid(String spiffeId, List<X509Certificate> chain, PrivateKey key) {
    this.spiffeId = spiffeId;
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  /** The id that was asked for. */
  public String spiffeId() {
    return spiffeId;
  }

  /** The workload's own certificate, then the intermediate ones. */
  public List<X509Certificate> chain() {
    return chain;
  }

  /** The workload's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** The private key. */
  public PrivateKey key() {
    return key;
  }

  /** The chain as PEM. */
  public String certificatePem() {
    return Pem.certificates(chain);
  }

  /** The private key as PEM: PKCS#8, without a password. */
  public String keyPem() {
    return Pem.key(key);
  }

  /**
   * Writes {@code svid.pem} and {@code svid_key.pem}, each in one step, the names being those of
   * spiffe-helper.
   */
  public SvidFiles writeTo(Path directory) throws IOException {
    // The key first: whoever looks in between sees a pair that does not match, and looks again.
    Path keyFile = Pem.write(directory.resolve("svid_key.pem"), keyPem());
    return new SvidFiles(Pem.write(directory.resolve("svid.pem"), certificatePem()), keyFile);
  }

  /** A PKCS#12 key store in memory with one entry, {@code svid}, and an empty password. */
  public KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key, new char[0], chain.toArray(X509Certificate[]::new));
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key does not fit into a key store", e);
    }
  }

  /**
   * A TLS context for peers that are strange on purpose: it shows this certificate whatever the
   * other side asks for, and trusts whomever these authorities signed, whoever that is. TLS 1.2 and
   * 1.3, sessions are resumed.
   */
  public SSLContext context(SpiffeAuthority... trusted) {
    Set<X509Certificate> authorities =
        Arrays.stream(trusted).flatMap(each -> each.bundle().stream()).collect(Collectors.toSet());
    return TlsContexts.create(this, authorities);
  }

  /** The chain as DER, one certificate after the other. */
  static byte[] encoded(List<X509Certificate> certificates) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (X509Certificate each : certificates) {
        all.writeBytes(each.getEncoded());
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return all.toByteArray();
  }

  /** The id and the serial number, not the key. */
  @Override
  public String toString() {
    return "Svid[" + spiffeId + ", " + certificate().getSerialNumber().toString(16) + "]";
  }

  /**
   * Where a certificate was written to.
   *
   * @param certificate the chain
   * @param key the private key
   */
  public record SvidFiles(Path certificate, Path key) {}
}
