package io.eunomia.archimedes.spiffe;

import io.spiffe.workloadapi.X509Source;
import java.util.Optional;

/** Where certificate and authorities come from. Thread-safe; never without them once it is open. */
interface IdentitySource extends X509Source {
  /** What keeps it from being up to date. */
  Optional<String> lastError();

  @Override
  void close();
}
