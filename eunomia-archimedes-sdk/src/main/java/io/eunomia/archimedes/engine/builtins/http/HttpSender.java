package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.http.SendRequest.Caching;
import io.eunomia.archimedes.engine.builtins.net.Deadline;
import io.eunomia.archimedes.engine.builtins.net.Network;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of policies, and keeps responses from one evaluation to another for those that
 * ask for it. Waits in the thread that calls. Thread-safe; two threads that miss the same response
 * both ask for it.
 */
public final class HttpSender {
  /** Those that are good for more than once (RFC 9110, 15.1), as OPA lists them. */
  private static final Set<Integer> CACHEABLE =
      Set.of(200, 203, 204, 206, 300, 301, 404, 405, 410, 414, 501);

  private final TlsMaterial material;
  private final Durations durations;
  private final Attempts attempts;
  private final ResponseCache cache;

  /**
   * @param network as far as it may be reached
   * @param durations how policies spell them
   */
  public HttpSender(Network network, Durations durations) {
    this.durations = durations;
    material = new TlsMaterial(network.access(), System::getenv);
    attempts = new Attempts(new Transport(network));
    cache = new ResponseCache(network.access().maxCacheBytes(), network.access().maxCacheEntries());
  }

  /**
   * Sends a request, or gives the response that there is.
   *
   * @param given the request, all of whose members are known, and none of the required ones missing
   * @param sent what was sent in this evaluation, and what came of it; written to
   * @param now what the evaluation takes for the time
   * @param deadline when the evaluation must have ended
   */
  public Value send(ObjectValue given, Map<Value, Sent> sent, Instant now, Deadline deadline)
      throws NetworkException {
    Value key = CacheKey.of(given);
    Sent before = sent.get(key);
    if (before != null) {
      return before.result();
    }
    try {
      Answer answer = answer(given, key, now, deadline);
      if (CACHEABLE.contains(answer.code)) {
        sent.put(key, new Sent(answer.value, null));
      }
      return answer.value;
    } catch (NetworkException e) {
      sent.put(key, new Sent(null, e));
      throw e;
    }
  }

  private Answer answer(ObjectValue given, Value key, Instant now, Deadline deadline)
      throws NetworkException {
    SendRequest request = RequestReader.read(given, material, durations);
    Caching caching = request.caching();
    if (!caching.enabled()) {
      return Answer.of(request, attempts.send(request, deadline));
    }
    CachedResponse cached = cache.find(key);
    if (cached == null) {
      return keep(key, request, attempts.send(request, deadline), now);
    }
    if (cached.freshness().isFresh(now)) {
      return Answer.of(request, cached);
    }
    Validators validators = Validators.of(cached.response());
    Response response = attempts.send(validators.asked(request), deadline);
    return keep(
        key,
        request,
        response.code() == 304 && validators.any()
            ? cached.response().withHeadersOf(response)
            : response,
        now);
  }

  private Answer keep(Value key, SendRequest request, Response response, Instant now) {
    Caching caching = request.caching();
    Answer answer = Answer.of(request, response);
    Freshness freshness =
        caching.isForced()
            ? Freshness.forced(caching.forcedSeconds(), now)
            : Freshness.of(response, now);
    if (CACHEABLE.contains(response.code()) && freshness.kept()) {
      Value value = caching.asValue() ? answer.value : null;
      cache.put(key, new CachedResponse(response, value, freshness));
    } else {
      cache.remove(key);
    }
    return answer;
  }

  /**
   * What came of a request in this evaluation: one of the two.
   *
   * @param value the response
   * @param error or why there is none
   */
  public record Sent(@Nullable Value value, @Nullable NetworkException error) {
    Value result() throws NetworkException {
      if (value == null) {
        throw error == null ? NetworkException.failed("nothing came of it") : error;
      }
      return value;
    }
  }

  /** A response as the policy gets it. */
  private record Answer(int code, Value value) {
    static Answer of(SendRequest request, Response response) {
      return new Answer(response.code(), ResponseValue.of(response, request.decoding()));
    }

    static Answer of(SendRequest request, CachedResponse cached) {
      Value value = cached.value();
      return value == null
          ? of(request, cached.response())
          : new Answer(cached.response().code(), value);
    }
  }
}
