package io.eunomia.archimedes.engine.builtins.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the JVM's resolver, which cannot be interrupted and knows no timeout: so in other threads,
 * of which there are a few while names are looked up, and none otherwise. Thread-safe.
 */
final class HostResolver {
  private static final int THREADS = 16;
  private static final int KEEP_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          KEEP_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "eunomia-resolver");
            thread.setDaemon(true);
            return thread;
          });

  /** The addresses of a name, which is no address. */
  List<InetAddress> resolve(String name, Deadline deadline) throws NetworkException {
    Future<InetAddress[]> found;
    try {
      found = threads.submit(() -> InetAddress.getAllByName(name));
    } catch (RejectedExecutionException e) {
      throw NetworkException.failed(
          "lookup " + name + ": " + THREADS + " lookups are waiting for an answer already");
    }
    try {
      return List.of(found.get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw NetworkException.timeout();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException
          ? NetworkException.failed("lookup " + name + ": no such host")
          : NetworkException.failed("lookup " + name + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NetworkException.failed("lookup " + name + ": interrupted");
    }
  }
}
