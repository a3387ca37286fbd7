package io.eunomia.archimedes.spiffe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes sockets that keep to the parameters of their context. */
final class Tls13SocketFactory extends SSLSocketFactory {
  private final SSLSocketFactory factory;
  private final UnaryOperator<SSLParameters> restriction;

  Tls13SocketFactory(SSLSocketFactory factory, UnaryOperator<SSLParameters> restriction) {
    this.factory = factory;
    this.restriction = restriction;
  }

  private Socket restrict(Socket socket) {
    SSLSocket tls = (SSLSocket) socket;
    tls.setSSLParameters(restriction.apply(tls.getSSLParameters()));
    return tls;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return restrict(factory.createSocket());
  }

  @Override
  public Socket createSocket(Socket connected, @Nullable String host, int port, boolean autoClose)
      throws IOException {
    return restrict(factory.createSocket(connected, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return restrict(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return restrict(factory.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return restrict(factory.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return restrict(factory.createSocket(host, port, local, localPort));
  }
}
