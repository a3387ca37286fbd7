package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.builtins.pki.CertificateText;
import io.eunomia.archimedes.engine.builtins.pki.KeyPairText;
import io.eunomia.archimedes.engine.builtins.pki.KeyPairText.KeyPair;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Contexts of TLS, the last ones used; with one, sessions are resumed. Thread-safe. */
final class TlsContexts {
  private static final int KEPT = 64;
  private static final char[] NO_PASSWORD = new char[0];

  private final Map<TlsParameters, SSLContext> contexts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsParameters, SSLContext> eldest) {
          return size() > KEPT;
        }
      };

  /** The context for some parameters. */
  SSLContext of(TlsParameters parameters) throws NetworkException {
    synchronized (contexts) {
      SSLContext known = contexts.get(parameters);
      if (known != null) {
        return known;
      }
    }
    SSLContext made = make(parameters);
    synchronized (contexts) {
      contexts.put(parameters, made);
    }
    return made;
  }

  private static SSLContext make(TlsParameters parameters) throws NetworkException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(parameters), trust(parameters), null);
      return context;
    } catch (MalformedDataException e) {
      throw NetworkException.invalid(String.valueOf(e.getMessage()));
    } catch (GeneralSecurityException | IOException e) {
      throw NetworkException.invalid("no TLS with these certificates: " + e.getMessage());
    }
  }

  private static KeyManager @Nullable [] keys(TlsParameters parameters)
      throws MalformedDataException, GeneralSecurityException, IOException {
    if (parameters.certificate().isEmpty()) {
      return null;
    }
    KeyPair pair = KeyPairText.read(parameters.certificate(), parameters.key());
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client", pair.key(), NO_PASSWORD, pair.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(TlsParameters parameters)
      throws MalformedDataException, GeneralSecurityException, IOException {
    if (parameters.insecure()) {
      return new TrustManager[] {new TrustEverybody()};
    }
    if (parameters.authorities().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    for (String pem : parameters.authorities()) {
      for (X509Certificate authority : CertificateText.authorities(pem)) {
        store.setCertificateEntry("authority-" + store.size(), authority);
      }
    }
    if (parameters.systemAuthorities()) {
      for (TrustManager system : managers(null)) {
        if (system instanceof X509TrustManager x509) {
          for (X509Certificate authority : x509.getAcceptedIssuers()) {
            store.setCertificateEntry("system-" + store.size(), authority);
          }
        }
      }
    }
    return managers(store);
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
