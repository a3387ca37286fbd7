package io.eunomia.testkit.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bundles of a run of tests, each compiled once, whichever tests ask for it; also those that do
 * not compile. Thread-safe.
 */
final class CompiledBundles {
  private final Map<Wanted, Compiled> compiled = new ConcurrentHashMap<>();
  private final Map<PolicySource, String> services = new ConcurrentHashMap<>();

  private record Wanted(PolicySource source, String service) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Compiled(
      byte @Nullable [] bundle, @Nullable IOException failure, @Nullable AssertionError error) {}

  byte[] get(PolicySource source, String service) throws IOException {
    Compiled found =
        compiled.computeIfAbsent(new Wanted(source, service), CompiledBundles::compile);
    if (found.bundle() != null) {
      return found.bundle();
    }
    if (found.error() != null) {
      throw found.error();
    }
    throw Objects.requireNonNull(found.failure());
  }

  String onlyService(PolicySource source) throws IOException {
    String known = services.get(source);
    if (known == null) {
      known = source.onlyService();
      services.put(source, known);
    }
    return known;
  }

  private static Compiled compile(Wanted wanted) {
    try {
      return new Compiled(wanted.source().bundle(wanted.service()), null, null);
    } catch (IOException e) {
      return new Compiled(null, e, null);
    } catch (UncheckedIOException e) {
      return new Compiled(null, e.getCause(), null);
    } catch (AssertionError e) {
      return new Compiled(null, null, e);
    }
  }
}
