package io.eunomia.maven;

import io.eunomia.archimedes.BundleResource;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.signature.BundleSigner;
import io.eunomia.bundle.signature.KeyFiles;
import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.source.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Compiles services' policies and packs them into bundles, as {@code eunomia build} does. A bundle
 * is attached to the project as an artifact of type {@code tar.gz}, and put on the class path as
 * {@code META-INF/eunomia/SERVICE/bundle.tar.gz}.
 */
@Mojo(name = "bundle", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
final class BundleMojo extends PolicyMojo {
  private static final String TYPE = "tar.gz";

  private final MavenProjectHelper projects;

  /** The services whose bundles are built; all that have a directory if none is named. */
  @Parameter(property = "eunomia.services")
  private List<String> services = new ArrayList<>();

  // Not eunomia.version: projects keep the plugin's own version in such a property.
  /** The version that bundles have. */
  @Parameter(property = "eunomia.bundleVersion", defaultValue = "${project.version}")
  private String version;

  /** What bundles are built from: the full Git commit. */
  @Parameter(property = "eunomia.revision")
  private @Nullable String revision;

  /** The bundles' place among those of their services: a runtime refuses older ones. */
  @Parameter(property = "eunomia.sequence", defaultValue = "0")
  private long sequence;

  /** Entrypoints besides those of the convention, such as {@code users_service/authz/filter}. */
  @Parameter(property = "eunomia.entrypoints")
  private List<String> entrypoints = new ArrayList<>();

  /** How much to optimize: 0, 1 or 2. Decisions are the same. */
  @Parameter(property = "eunomia.optimization", defaultValue = "1")
  private String optimization;

  /** Keep print calls, which are compiled out otherwise. */
  @Parameter(property = "eunomia.keepPrints", defaultValue = "false")
  private boolean keepPrints;

  /** The private key that bundles are signed with: a PEM file, or a JWK. Not signed without it. */
  @Parameter(property = "eunomia.signingKey")
  private @Nullable File signingKey;

  /** What verifiers find the key by; by default its JWK's kid, or its thumbprint. */
  @Parameter(property = "eunomia.signingKeyId")
  private @Nullable String signingKeyId;

  /** Put bundles on the class path. */
  @Parameter(property = "eunomia.onClassPath", defaultValue = "true")
  private boolean onClassPath;

  /** Attach bundles to the project, so that they are installed and deployed with it. */
  @Parameter(property = "eunomia.attach", defaultValue = "true")
  private boolean attach;

  /** The attached artifact's classifier if there is one bundle; of several, the service's name. */
  @Parameter(property = "eunomia.classifier", defaultValue = "bundle")
  private String classifier;

  /** The directory of classes, which becomes the jar. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classesDirectory;

  @Inject
  BundleMojo(MavenProjectHelper projects) {
    this.projects = projects;
  }

  @Override
  void run(PolicySources sources) throws IOException, MojoFailureException {
    List<ServiceDirectory> wanted = wanted(sources);
    SigningKey key = key();
    BuildOptions options = options();
    LastRun last = lastRun();
    // First, while it is known which they are.
    for (String service : last.entries().keySet()) {
      if (wanted.stream().noneMatch(directory -> directory.name().equals(service))) {
        places(service).delete();
      }
    }
    forget();
    Map<String, List<String>> done = new TreeMap<>();
    List<Diagnostic> found = new ArrayList<>();
    for (ServiceDirectory service : wanted) {
      BundlePlaces places = places(service.name());
      String fingerprint = fingerprint(sources.only(service), service, key);
      if (isDone(last, service.name(), fingerprint, places.digest())) {
        getLog().info(service.name() + ": not changed, " + places.digest());
        done.put(service.name(), List.of(fingerprint, places.digest()));
        continue;
      }
      // What is there is not what would be built: nobody must take it for that.
      places.delete();
      BuildResult built = BundleBuilder.build(sources, service, options);
      found.addAll(built.diagnostics());
      if (built.bundle() != null && !fails(built.diagnostics())) {
        places.write(bytes(built.bundle(), key));
        getLog().info(service.name() + ": " + places.digest() + ", " + places.file());
        done.put(service.name(), List.of(fingerprint, places.digest()));
      }
    }
    remember(new LastRun(done));
    report(found);
    if (attach) {
      attach(wanted);
    }
  }

  private List<ServiceDirectory> wanted(PolicySources sources) throws MojoFailureException {
    if (!services.isEmpty()) {
      return services.stream().distinct().map(sources::requiredService).toList();
    }
    if (sources.services().isEmpty()) {
      throw new MojoFailureException(
          "there is no service among the policies: a directory such as users-service with the"
              + " package users_service.authz");
    }
    return sources.services();
  }

  private @Nullable SigningKey key() throws IOException {
    if (signingKey == null) {
      if (signingKeyId != null) {
        throw new IllegalArgumentException("signingKeyId goes with signingKey");
      }
      return null;
    }
    SigningKey key = KeyFiles.signing(signingKey.toPath());
    return signingKeyId == null ? key : key.withKeyId(signingKeyId);
  }

  private BuildOptions options() throws IOException {
    return BuildOptions.defaults()
        .withRego(
            rego(builtins())
                .withKeepPrints(keepPrints)
                .withOptimization(OptimizationLevel.parse(optimization)))
        .withEntrypoints(entrypoints)
        .withVersion(version)
        .withRevision(revision == null ? "" : revision)
        .withSequence(sequence);
  }

  private String fingerprint(PolicySources own, ServiceDirectory service, @Nullable SigningKey key)
      throws IOException {
    Fingerprint fingerprint =
        fingerprint()
            .add("service", service.name())
            .add("version", version)
            .add("revision", revision == null ? "" : revision)
            .add("sequence", sequence)
            .add("entrypoints", entrypoints)
            .add("optimization", optimization)
            .add("keepPrints", keepPrints)
            .add("onClassPath", onClassPath);
    if (key != null) {
      fingerprint
          .add("keyId", key.keyId())
          .add("algorithm", key.algorithm())
          .add("key", key.verificationKey().thumbprint());
    }
    return fingerprint.add(own).finish();
  }

  private static byte[] bytes(Bundle bundle, @Nullable SigningKey key) {
    return BundleWriter.toBytes(key == null ? bundle : BundleSigner.sign(bundle, key));
  }

  private BundlePlaces places(String service) {
    return new BundlePlaces(
        output().resolve(service).resolve("bundle.tar.gz"),
        classesDirectory.toPath().resolve(BundleResource.path(service)),
        onClassPath);
  }

  private void attach(List<ServiceDirectory> wanted) {
    for (ServiceDirectory service : wanted) {
      projects.attachArtifact(
          project(),
          TYPE,
          wanted.size() == 1 ? classifier : service.name(),
          places(service.name()).file().toFile());
    }
  }
}
