package io.eunomia.testkit;

import io.eunomia.archimedes.spiffe.PemFiles;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A trust domain and its workloads, as long as a test needs them. Their keys lie in a temporary
 * directory that only this user may read, and are deleted in the end.
 */
public final class TestWorkloads implements AutoCloseable {
  private static final String TRUST_DOMAIN = "test.example";

  private final SpiffeAuthority authority = SpiffeAuthority.of(TRUST_DOMAIN);
  private final Path directory;
  private final String serverPath;
  private final Map<String, WorkloadIdentity> identities = new LinkedHashMap<>();

  /** A trust domain in which a service has an id. */
  public TestWorkloads(String service) {
    serverPath = "/ns/test/sa/" + service;
    try {
      directory = Files.createTempDirectory("eunomia-test-workloads");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who gives out the ids. */
  public SpiffeAuthority authority() {
    return authority;
  }

  /** The id of the workload with this path. */
  public SpiffeId id(String path) {
    return SpiffeId.parse("spiffe://" + TRUST_DOMAIN + path);
  }

  /** The id of the service. */
  public SpiffeId serverId() {
    return id(serverPath);
  }

  /** The identity of the service. Closed with this. */
  public WorkloadIdentity server() {
    return identity(serverPath);
  }

  /** The identity of a workload, always the same one for a path. Closed with this. */
  public synchronized WorkloadIdentity identity(String path) {
    return identities.computeIfAbsent(path, this::issue);
  }

  /** The certificate of a workload, as files for a program: in {@code directory/NAME}. */
  public Svid.SvidFiles files(String path) {
    try {
      Path own = Files.createDirectories(directory.resolve(path.substring(1).replace('/', '-')));
      return authority.issue(path).writeTo(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The authority's certificate, as a file for a program. */
  public Path bundle() {
    try {
      return authority.writeBundle(directory.resolve("bundle.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    identities.values().forEach(WorkloadIdentity::close);
    identities.clear();
    try {
      TestBundles.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private WorkloadIdentity issue(String path) {
    Svid.SvidFiles files = files(path);
    return WorkloadIdentity.fromFiles(PemFiles.of(files.certificate(), files.key(), bundle()));
  }
}
