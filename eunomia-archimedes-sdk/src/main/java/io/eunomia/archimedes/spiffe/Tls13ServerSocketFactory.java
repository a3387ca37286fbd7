package io.eunomia.archimedes.spiffe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes server sockets that keep to the parameters of their context. */
final class Tls13ServerSocketFactory extends SSLServerSocketFactory {
  private final SSLServerSocketFactory factory;
  private final UnaryOperator<SSLParameters> restriction;

  Tls13ServerSocketFactory(
      SSLServerSocketFactory factory, UnaryOperator<SSLParameters> restriction) {
    this.factory = factory;
    this.restriction = restriction;
  }

  private ServerSocket restrict(ServerSocket socket) {
    SSLServerSocket tls = (SSLServerSocket) socket;
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
  public ServerSocket createServerSocket() throws IOException {
    return restrict(factory.createServerSocket());
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return restrict(factory.createServerSocket(port));
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    return restrict(factory.createServerSocket(port, backlog));
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address)
      throws IOException {
    return restrict(factory.createServerSocket(port, backlog, address));
  }
}
