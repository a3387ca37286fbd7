package io.eunomia.archimedes.spiffe;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A TLS context that knows no protocol before TLS 1.3. The JVM's own one for {@code "TLSv1.3"} does
 * also 1.2, unless each socket and each engine is told not to: here they are.
 */
final class Tls13Context extends SSLContext {
  static final String PROTOCOL = "TLSv1.3";

  private Tls13Context(Provided provided) {
    super(provided, provided.context.getProvider(), PROTOCOL);
  }

  static SSLContext ofServer(SvidKeys keys, SvidTrust trust) {
    return create(keys, trust, true);
  }

  static SSLContext ofClient(SvidKeys keys, SvidTrust trust) {
    return create(keys, trust, false);
  }

  private static SSLContext create(SvidKeys keys, SvidTrust trust, boolean clientMustProve) {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
      // In seconds, the least there is: 0 would be forever. What a server of another kind offers
      // to be resumed may not outlive what is trusted.
      context.getClientSessionContext().setSessionTimeout(1);
      context.getServerSessionContext().setSessionTimeout(1);
      return new Tls13Context(new Provided(context, clientMustProve));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no TLS 1.3", e);
    }
  }

  /** The JVM's own, with less. */
  private static final class Provided extends SSLContextSpi {
    private final SSLContext context;
    private final boolean clientMustProve;

    Provided(SSLContext context, boolean clientMustProve) {
      this.context = context;
      this.clientMustProve = clientMustProve;
    }

    private SSLParameters restrict(SSLParameters parameters) {
      parameters.setProtocols(new String[] {PROTOCOL});
      parameters.setNeedClientAuth(clientMustProve);
      return parameters;
    }

    private SSLEngine restrict(SSLEngine engine) {
      engine.setSSLParameters(restrict(engine.getSSLParameters()));
      return engine;
    }

    @Override
    protected void engineInit(
        KeyManager @Nullable [] keys,
        TrustManager @Nullable [] trust,
        @Nullable SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("the context is made from an identity and stays so");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return new Tls13SocketFactory(context.getSocketFactory(), this::restrict);
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return new Tls13ServerSocketFactory(context.getServerSocketFactory(), this::restrict);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return restrict(context.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return restrict(context.createSSLEngine(host, port));
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return restrict(context.getDefaultSSLParameters());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return restrict(context.getSupportedSSLParameters());
    }
  }
}
