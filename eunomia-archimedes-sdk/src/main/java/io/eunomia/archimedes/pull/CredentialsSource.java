package io.eunomia.archimedes.pull;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Says who one is to a registry, each time that the registry asks: a password that was replaced is
 * used with the next request that needs it. Called by any thread.
 */
@FunctionalInterface
public interface CredentialsSource {
  /**
   * The credentials for a registry.
   *
   * @param registry host and perhaps port, as in the reference
   * @throws IOException if they cannot be read; its message is shown
   */
  RegistryCredentials credentials(String registry) throws IOException;

  /**
   * The file that {@code docker login}, {@code oras login} and Kubernetes' image pull secrets
   * write: {@code {"auths": {"registry.example.com:5000": {"auth": "…"}}}}. Read each time it is
   * needed. Entries that name a program to run ({@code credHelpers}, {@code credsStore}) are
   * refused.
   */
  static CredentialsSource dockerConfig(Path file) {
    return new DockerConfig(file);
  }
}
