package io.eunomia.archimedes.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.store.StoredBundle.Metadata;
import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to two services, the file says what a few lists would say. */
class StoreModelTest {
  /** Something that happens: a service, a bundle, and whether it is gone back to. */
  record Event(String service, int bundle, boolean rollback, boolean reopened) {}

  /** What a store is supposed to remember of a service. */
  private static final class Model {
    private final int retain;
    private final List<Integer> line = new ArrayList<>();
    private final List<Integer> retained = new ArrayList<>();
    private final Set<Integer> held = new HashSet<>();

    Model(int retain) {
      this.retain = retain;
    }

    void activate(int bundle) {
      line.remove((Integer) bundle);
      line.add(bundle);
      becomeActive(bundle);
    }

    boolean rollBack(int bundle) {
      if (!retained.contains(bundle)) {
        return false;
      }
      int place = line.indexOf(bundle);
      if (place < 0) {
        held.add(line.get(line.size() - 1));
        line.add(bundle);
      } else {
        List<Integer> left = line.subList(place + 1, line.size());
        held.addAll(left);
        left.clear();
      }
      becomeActive(bundle);
      return true;
    }

    private void becomeActive(int bundle) {
      held.remove(bundle);
      retained.remove((Integer) bundle);
      retained.add(0, bundle);
      List<Integer> safe = line.subList(Math.max(0, line.size() - 2), line.size());
      for (int i = retained.size() - 1; retained.size() > retain; i--) {
        int oldest = retained.get(i);
        if (!safe.contains(oldest)) {
          retained.remove(i);
          line.remove((Integer) oldest);
          safe = line.subList(Math.max(0, line.size() - 2), line.size());
        }
      }
    }

    StoreState state() {
      int size = line.size();
      return new StoreState(
          size < 1 ? null : Samples.digest(line.get(size - 1)),
          size < 2 ? null : Samples.digest(line.get(size - 2)),
          Set.copyOf(held.stream().map(Samples::digest).toList()));
    }

    List<BundleDigest> retained() {
      return retained.stream().map(Samples::digest).toList();
    }
  }

  @Provide
  Arbitrary<Event> events() {
    return Combinators.combine(
            Arbitraries.of("a", "b"),
            Arbitraries.integers().between(1, 7),
            Arbitraries.of(true, false),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))))
        .as(Event::new);
  }

  @Property(tries = 40)
  void whateverHappens_thenTheStoreRemembersItAsAModelDoes(
      @ForAll @Size(max = 25) List<@From("events") Event> events,
      @ForAll @IntRange(min = 2, max = 4) int retain)
      throws StoreException, IOException {
    Path directory = Files.createTempDirectory("store-model");
    Path file = directory.resolve("bundles.db");
    StoreOptions options = StoreOptions.defaults().withRetained(retain);
    Map<String, Model> models = Map.of("a", new Model(retain), "b", new Model(retain));
    BundleStore store = BundleStore.open(file, options);
    try {
      for (Event event : events) {
        Model model = models.get(event.service());
        if (model == null) {
          throw new IllegalStateException(event.service());
        }
        happen(event, store, model);
        if (event.reopened()) {
          store.close();
          store = BundleStore.open(file, options);
        }
        for (Map.Entry<String, Model> service : models.entrySet()) {
          agree(store, service.getKey(), service.getValue());
        }
      }
      sharesContent(store, models);
    } finally {
      store.close();
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void happen(Event event, BundleStore store, Model model) throws StoreException {
    StoreState state;
    if (event.rollback()) {
      boolean possible = model.rollBack(event.bundle());
      try {
        state = Samples.rollBack(store, event.service(), event.bundle());
        assertThat(possible).isTrue();
      } catch (NotRetainedException e) {
        assertThat(possible).isFalse();
        return;
      }
    } else {
      state = Samples.activate(store, event.service(), event.bundle());
      model.activate(event.bundle());
    }
    assertThat(state).isEqualTo(model.state());
  }

  private static void agree(BundleStore store, String service, Model model) throws StoreException {
    assertThat(store.state(service)).isEqualTo(model.state());
    assertThat(store.retained(service))
        .extracting(Metadata::digest)
        .containsExactlyElementsOf(model.retained());
  }

  private static void sharesContent(BundleStore store, Map<String, Model> models)
      throws StoreException {
    Set<BundleDigest> all = new HashSet<>();
    models.values().forEach(model -> all.addAll(model.retained()));
    assertThat(store.database().read(Reading::checkContent)).isEqualTo(all.size());
  }
}
