package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.pull.PullException;
import io.eunomia.archimedes.pull.PullListener;
import io.eunomia.archimedes.pull.PulledBundle;
import io.eunomia.archimedes.pull.RegistryReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Activates what a registry has. */
final class RegistryFeed implements PullListener {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryFeed.class);

  private final RegistryReference reference;
  private final Activations activations;
  private final BundleMemory memory;
  private final Freshness freshness;

  RegistryFeed(
      RegistryReference reference,
      Activations activations,
      BundleMemory memory,
      Freshness freshness) {
    this.reference = reference;
    this.activations = activations;
    this.memory = memory;
    this.freshness = freshness;
  }

  @Override
  public boolean arrived(PulledBundle bundle) {
    freshness.contact();
    if (memory.held(bundle.digest())) {
      LOG.warn(
          "{} has {}, which was left by a rollback: it is not activated",
          reference,
          bundle.digest());
      return false;
    }
    try {
      activations.activate(
          ActivationRequest.pulled(bundle.bytes(), bundle.digest(), reference.toString()));
      return true;
    } catch (ActivationException e) {
      // Reported already. It will not be better for being downloaded again.
      return false;
    }
  }

  @Override
  public void unchanged() {
    freshness.contact();
  }

  @Override
  public void failed(PullException e) {
    LOG.warn("{} cannot be pulled: {}: {}", reference, e.code(), e.getMessage());
  }
}
