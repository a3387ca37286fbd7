package io.eunomia.archimedes;

import io.eunomia.archimedes.RuntimeStatus.Problem;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.ActivationSource;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.engine.CodeCache;
import io.eunomia.archimedes.store.BundleStore;
import io.eunomia.archimedes.store.NotRetainedException;
import io.eunomia.archimedes.store.StoreException;
import io.eunomia.archimedes.store.StoreOptions;
import io.eunomia.archimedes.store.StoreState;
import io.eunomia.archimedes.store.StoredActivation;
import io.eunomia.archimedes.store.StoredBundle;
import io.eunomia.archimedes.store.StoredRollback;
import io.eunomia.bundle.BundleDigest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in a {@link BundleStore}. */
final class StoreMemory implements BundleMemory {
  private static final Logger LOG = LoggerFactory.getLogger(StoreMemory.class);
  private static final String COMPONENT = "store";

  private final BundleStore store;
  private final String service;
  private final Clock clock;
  private final CodeCache code;
  private final @Nullable Problem found;
  private volatile StoreState state;
  private volatile @Nullable Problem problem;

  private StoreMemory(
      BundleStore store,
      String service,
      Clock clock,
      CodeCache code,
      StoreState state,
      @Nullable Problem found) {
    this.store = store;
    this.service = service;
    this.clock = clock;
    this.code = code;
    this.state = state;
    this.found = found;
  }

  /**
   * Opens a store. One that is corrupt is set aside and begun anew, since what it held can be
   * fetched again; one that cannot be used is done without. Either is a problem that the runtime's
   * status tells, and neither keeps the runtime from deciding.
   */
  static BundleMemory open(Path file, StoreOptions options, String service, Clock clock) {
    try {
      return open(file, options, service, clock, null);
    } catch (StoreException e) {
      if (e.code() != StoreException.Code.CORRUPT) {
        return without(e);
      }
      return anew(file, options, service, clock, e);
    }
  }

  private static BundleMemory open(
      Path file, StoreOptions options, String service, Clock clock, @Nullable Problem found)
      throws StoreException {
    BundleStore store = BundleStore.open(file, options);
    boolean usable = false;
    try {
      StoreMemory memory =
          new StoreMemory(
              store,
              service,
              clock,
              options.bytecode() ? new StoredCode(store) : CodeCache.NONE,
              store.state(service),
              found);
      if (store.readOnly()) {
        return new ProcessMemory(
            memory.last(),
            new Problem(COMPONENT, "READ_ONLY", file + " can be read only: nothing is remembered"));
      }
      usable = true;
      return memory;
    } finally {
      if (!usable) {
        store.close();
      }
    }
  }

  private static BundleMemory anew(
      Path file, StoreOptions options, String service, Clock clock, StoreException corrupt) {
    try {
      // Another process may have set it aside already.
      String where = BundleStore.setAside(file).map(aside -> "; it is kept as " + aside).orElse("");
      String message = corrupt.getMessage() + where + "; a new one is begun";
      LOG.error("the store of {} is corrupt: {}", service, message);
      return open(
          file, options, service, clock, new Problem(COMPONENT, corrupt.code().name(), message));
    } catch (StoreException e) {
      return without(e);
    }
  }

  private static BundleMemory without(StoreException e) {
    LOG.error("the runtime goes on without its store, and remembers nothing", e);
    return new ProcessMemory(null, problem(e));
  }

  @Override
  public @Nullable ActivationRequest last() {
    BundleDigest active = state.active();
    if (active == null) {
      return null;
    }
    try {
      return store
          .find(service, active)
          .map(bundle -> ActivationRequest.stored(bundle.bytes(), active))
          .orElse(null);
    } catch (StoreException e) {
      LOG.error("the last bundle of {} cannot be read", service, e);
      problem = problem(e);
      return null;
    }
  }

  @Override
  public void activated(ActivationRequest request, ActivePolicy policy) {
    StoredActivation activation =
        new StoredActivation(
            service,
            BundleDigest.parse(policy.identity().digest()),
            policy.identity().version(),
            policy.identity().revision(),
            policy.sequence(),
            request.source().json(),
            request.actor(),
            request.deploymentId(),
            clock.instant());
    changed(() -> store.activated(activation, request.bundle()));
  }

  @Override
  public void rolledBack(RollbackRequest request, BundleDigest target) {
    StoredRollback rollback =
        new StoredRollback(
            service,
            target,
            source(request),
            request.actor(),
            request.deploymentId(),
            request.reason(),
            clock.instant());
    changed(() -> store.rolledBack(rollback));
  }

  @Override
  public @Nullable BundleDigest previous() {
    return state.previous();
  }

  @Override
  public ActivationRequest retained(BundleDigest digest) {
    try {
      Optional<StoredBundle> bundle = store.find(service, digest);
      return ActivationRequest.stored(
          bundle
              .orElseThrow(
                  () ->
                      new ActivationException(
                          Code.BUNDLE_NOT_RETAINED, digest + " is not retained"))
              .bytes(),
          digest);
    } catch (StoreException e) {
      problem = problem(e);
      throw failed(e);
    }
  }

  @Override
  public boolean held(BundleDigest digest) {
    return state.held().contains(digest);
  }

  @Override
  public CodeCache code() {
    return code;
  }

  @Override
  public @Nullable Problem problem() {
    return problem == null ? found : problem;
  }

  @Override
  public void close() {
    store.close();
  }

  /** One change of the store. */
  @FunctionalInterface
  private interface Change {
    StoreState make() throws StoreException, NotRetainedException;
  }

  private void changed(Change change) {
    try {
      state = change.make();
      problem = null;
    } catch (NotRetainedException e) {
      throw new ActivationException(Code.BUNDLE_NOT_RETAINED, String.valueOf(e.getMessage()), e);
    } catch (StoreException e) {
      problem = problem(e);
      throw failed(e);
    }
  }

  private static String source(RollbackRequest request) {
    return request.actor().equals(ActivationRequest.LOCAL_ACTOR)
        ? ActivationSource.LOCAL.json()
        : ActivationSource.PUSH.json();
  }

  private static ActivationException failed(StoreException e) {
    return new ActivationException(
        Code.ACTIVATION_FAILED, "the store fails: " + e.code() + ": " + e.getMessage(), e);
  }

  private static Problem problem(StoreException e) {
    return new Problem(COMPONENT, e.code().name(), String.valueOf(e.getMessage()));
  }
}
