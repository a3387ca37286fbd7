package io.eunomia.archimedes.spiffe;

import io.spiffe.svid.x509svid.X509Svid;
import io.spiffe.svid.x509svid.X509SvidSource;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives each handshake the certificate of the moment.
 *
 * <p>TLS asks three times: for an alias, for its key, for its chain. A rotation may come in
 * between, and a new key does not fit an old chain (java-spiffe's own key manager has this gap). So
 * each certificate has an alias of its own, and the last few are kept for the handshakes that have
 * begun with them. Thread-safe.
 */
final class SvidKeys extends X509ExtendedKeyManager {
  private static final int KEPT = 8;

  private final X509SvidSource source;
  private final Map<String, X509Svid> byAlias = new LinkedHashMap<>();
  private @Nullable X509Svid newest;
  private String newestAlias = "";
  private long count;

  SvidKeys(X509SvidSource source) {
    this.source = source;
  }

  private @Nullable String choose(String... keyTypes) {
    X509Svid svid = source.getX509Svid();
    return List.of(keyTypes).contains(svid.getPrivateKey().getAlgorithm()) ? alias(svid) : null;
  }

  private synchronized String alias(X509Svid svid) {
    if (svid != newest) {
      newest = svid;
      newestAlias = "svid-" + count++;
      byAlias.put(newestAlias, svid);
      if (byAlias.size() > KEPT) {
        byAlias.remove(byAlias.keySet().iterator().next());
      }
    }
    return newestAlias;
  }

  private synchronized @Nullable X509Svid svid(String alias) {
    return byAlias.get(alias);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    X509Svid svid = svid(alias);
    return svid == null ? null : svid.getPrivateKey();
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    X509Svid svid = svid(alias);
    return svid == null ? null : svid.getChainArray();
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
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(keyType);
  }

  private String @Nullable [] aliases(String keyType) {
    String alias = choose(keyType);
    return alias == null ? null : new String[] {alias};
  }
}
