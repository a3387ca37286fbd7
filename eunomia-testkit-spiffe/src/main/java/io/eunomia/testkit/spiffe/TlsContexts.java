package io.eunomia.testkit.spiffe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The JVM's own TLS, for peers that do not follow SPIFFE. */
final class TlsContexts {
  private TlsContexts() {}

  static SSLContext create(@Nullable Svid svid, Set<X509Certificate> trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate each : trusted) {
        store.setCertificateEntry(each.getSerialNumber().toString(), each);
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = svid == null ? new KeyManager[0] : new KeyManager[] {new OneKey(svid)};
      context.init(keys, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JVM makes no TLS context", e);
    }
  }

  /** Shows the same certificate to everyone: the JVM's own would hide one that does not fit. */
  private static final class OneKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "svid";
    private final Svid svid;

    OneKey(Svid svid) {
      this.svid = svid;
    }

    private @Nullable String choose(String... keyTypes) {
      String own = svid.key().getAlgorithm();
      for (String each : keyTypes) {
        // An EdDSA key says that it is one, and is asked for by its curve.
        if (each.equals(own) || (own.equals("EdDSA") && each.equals("Ed25519"))) {
          return ALIAS;
        }
      }
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return choose(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return choose(keyType);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return choose(keyType);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return svid.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return svid.key();
    }
  }
}
