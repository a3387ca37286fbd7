package io.eunomia.archimedes.enforce.grpc;

import io.eunomia.archimedes.enforce.RequestView;
import io.eunomia.archimedes.envelope.PeerChain;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** A gRPC call, as the HTTP/2 request that it is. */
final class CallView implements RequestView {
  private final ServerCall<?, ?> call;
  private final Metadata metadata;

  CallView(ServerCall<?, ?> call, Metadata metadata) {
    this.call = call;
    this.metadata = metadata;
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/" + call.getMethodDescriptor().getFullMethodName();
  }

  @Override
  public List<String> header(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (isBinary(lower)) {
      return List.of();
    }
    Iterable<String> values =
        metadata.getAll(Metadata.Key.of(lower, Metadata.ASCII_STRING_MARSHALLER));
    List<String> list = new ArrayList<>();
    if (values != null) {
      values.forEach(list::add);
    }
    return list;
  }

  @Override
  public Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (String name : metadata.keys()) {
      if (!isBinary(name)) {
        headers.put(name, String.join(", ", header(name)));
      }
    }
    return headers;
  }

  @Override
  public List<X509Certificate> peerCertificates() {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    return session == null ? List.of() : PeerChain.of(session);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return name.equals(ServerCall.class.getName()) ? call : null;
  }

  private static boolean isBinary(String name) {
    return name.endsWith(Metadata.BINARY_HEADER_SUFFIX);
  }
}
