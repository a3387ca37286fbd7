package io.eunomia.testkit.spiffe;

import com.google.protobuf.ByteString;
import io.spiffe.workloadapi.grpc.Workload.X509BundlesResponse;
import io.spiffe.workloadapi.grpc.Workload.X509SVID;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDResponse;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a workload is told at one moment, as messages of the Workload API. */
final class Identity {
  private final Svid svid;
  private final Map<String, List<X509Certificate>> bundles = new LinkedHashMap<>();
  private final String own;

  Identity(Svid svid, SpiffeAuthority... trusted) {
    if (trusted.length == 0) {
      throw new IllegalArgumentException("a workload trusts its own trust domain at least");
    }
    this.svid = svid;
    this.own = key(trusted[0]);
    for (SpiffeAuthority each : trusted) {
      bundles.computeIfAbsent(key(each), name -> new ArrayList<>()).addAll(each.bundle());
    }
  }

  private Identity(Svid svid, Identity other) {
    this.svid = svid;
    this.own = other.own;
    this.bundles.putAll(other.bundles);
  }

  Identity with(Svid next) {
    return new Identity(next, this);
  }

  X509SVIDResponse svidResponse() {
    X509SVIDResponse.Builder response =
        X509SVIDResponse.newBuilder()
            .addSvids(
                X509SVID
                    .newBuilder()
                    .setSpiffeId(svid.spiffeId())
                    .setX509Svid(der(svid.chain()))
                    .setX509SvidKey(ByteString.copyFrom(svid.key().getEncoded()))
                    .setBundle(der(bundles.getOrDefault(own, List.of()))));
    bundles.forEach(
        (name, certificates) -> {
          if (!name.equals(own)) {
            response.putFederatedBundles(name, der(certificates));
          }
        });
    return response.build();
  }

  X509BundlesResponse bundlesResponse() {
    X509BundlesResponse.Builder response = X509BundlesResponse.newBuilder();
    bundles.forEach((name, certificates) -> response.putBundles(name, der(certificates)));
    return response.build();
  }

  private static String key(SpiffeAuthority authority) {
    return "spiffe://" + authority.trustDomain();
  }

  private static ByteString der(List<X509Certificate> certificates) {
    return ByteString.copyFrom(Svid.encoded(certificates));
  }
}
