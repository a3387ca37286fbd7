package io.eunomia.archimedes.spiffe;

import io.eunomia.archimedes.spiffe.PeerRefusedException.Code;
import io.eunomia.policy.SpiffeId;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides in each handshake whether the peer may be talked to. It is either for servers, who talk
 * to every workload, or for clients, who know whom they want. Thread-safe.
 */
final class SvidTrust extends X509ExtendedTrustManager {
  private final PeerVerifier verifier;
  private final @Nullable Set<SpiffeId> expected;
  private final Consumer<PeerRefusedException> onRefused;

  private SvidTrust(
      PeerVerifier verifier,
      @Nullable Set<SpiffeId> expected,
      Consumer<PeerRefusedException> onRefused) {
    this.verifier = verifier;
    this.expected = expected;
    this.onRefused = onRefused;
  }

  static SvidTrust inClients(PeerVerifier verifier, Consumer<PeerRefusedException> onRefused) {
    return new SvidTrust(verifier, null, onRefused);
  }

  static SvidTrust inServers(PeerVerifier verifier, Set<SpiffeId> expected) {
    return new SvidTrust(verifier, Set.copyOf(expected), refusal -> {});
  }

  private void checkClient(X509Certificate[] chain, @Nullable SSLSession session)
      throws CertificateException {
    if (expected != null) {
      throw new CertificateException("this TLS context is for clients, not for servers");
    }
    check(chain, session);
  }

  private void checkServer(X509Certificate[] chain, @Nullable SSLSession session)
      throws CertificateException {
    if (expected == null) {
      // Else a client that was given the wrong context would talk to just anybody.
      throw new CertificateException("this TLS context is for servers, not for clients");
    }
    check(chain, session);
  }

  private void check(X509Certificate[] chain, @Nullable SSLSession session)
      throws CertificateException {
    if (session != null) {
      if (!session.getProtocol().equals(Tls13Context.PROTOCOL)) {
        throw new CertificateException("the connection is " + session.getProtocol());
      }
      // A session that could be resumed would outlive the certificate that it began with.
      session.invalidate();
    }
    try {
      SpiffeId id = verifier.verify(List.of(chain));
      if (expected != null && !expected.contains(id)) {
        throw new PeerRefusedException(
            Code.UNEXPECTED_ID, "the peer is " + id + ", expected was " + expected);
      }
    } catch (PeerRefusedException e) {
      onRefused.accept(e);
      throw e;
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checkClient(chain, null);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClient(chain, session(socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClient(chain, engine.getHandshakeSession());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checkServer(chain, null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServer(chain, session(socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServer(chain, engine.getHandshakeSession());
  }

  private static @Nullable SSLSession session(Socket socket) {
    return socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
  }

  /** None: peers are not told whom they are to be signed by, and bundles may be long. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
