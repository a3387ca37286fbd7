package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.pull.PullListener;
import io.eunomia.archimedes.pull.PulledBundle;
import io.eunomia.archimedes.pull.RegistryReference;
import io.eunomia.archimedes.store.StoreException;
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
  public Reception arrived(PulledBundle bundle) {
    freshness.contact();
    if (memory.held(bundle.digest())) {
      LOG.warn(
          "{} has {}, which was left by a rollback: it is not activated",
          reference,
          bundle.digest());
      return Reception.REFUSED;
    }
    try {
      activations.activate(
          ActivationRequest.pulled(bundle.bytes(), bundle.digest(), reference.toString()));
      return Reception.TAKEN;
    } catch (ActivationException e) {
      // A full disk may have room later; a bundle that is wrong stays wrong.
      return e.getCause() instanceof StoreException ? Reception.POSTPONED : Reception.REFUSED;
    }
  }

  @Override
  public void unchanged() {
    freshness.contact();
  }
}
