package io.eunomia.testkit.spiffe;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A SPIFFE Workload API in this process, for tests: what an agent of SPIRE offers to workloads, as
 * far as X.509 goes. Every caller is the same workload.
 *
 * <p>It serves FetchX509SVID and FetchX509Bundles over gRPC, on a TCP port of the loopback and,
 * where the system has them, on a Unix domain socket. Calls without the header {@code
 * workload.spiffe.io: true} are refused, as the specification of the Workload Endpoint demands.
 * JWT-SVIDs are not implemented, and the calls say so.
 *
 * <p>Thread-safe.
 */
public final class WorkloadApi implements AutoCloseable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final IdentityService service;
  private final ServerServiceDefinition definition;
  private final ScheduledExecutorService clock;
  private final @Nullable EventLoopGroup unixLoop;
  private final @Nullable Path unixSocket;
  private int port;
  private @Nullable Server tcp;
  private @Nullable Server unix;
  private @Nullable ScheduledFuture<?> rotation;

  private WorkloadApi(IdentityService service) throws IOException {
    this.service = service;
    this.definition = ServerInterceptors.intercept(service, new SecurityHeader());
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "workload-api-rotation");
              thread.setDaemon(true);
              return thread;
            });
    boolean hasUnix = Epoll.isAvailable();
    this.unixLoop =
        hasUnix ? new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()) : null;
    // In a short directory: a socket's path has at most about 100 bytes.
    this.unixSocket = hasUnix ? Files.createTempDirectory("spiffe").resolve("workload.sock") : null;
  }

  /**
   * Starts to serve.
   *
   * @param svid who all callers are
   * @param trusted the workload's own trust domain, then those that it is federated with
   */
  public static WorkloadApi start(Svid svid, SpiffeAuthority... trusted) {
    try {
      WorkloadApi api = new WorkloadApi(new IdentityService(new Identity(svid, trusted)));
      api.restart();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("the Workload API does not start", e);
    }
  }

  /** Where it is: {@code tcp://127.0.0.1:PORT}. The same after a restart. */
  public synchronized String address() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Where it is as well: {@code unix:///PATH}; empty where there are no such sockets. */
  public Optional<String> unixAddress() {
    return Optional.ofNullable(unixSocket).map(path -> "unix://" + path);
  }

  /** Replaces certificate and authorities, and tells everyone who listens. */
  public void update(Svid svid, SpiffeAuthority... trusted) {
    service.publish(new Identity(svid, trusted));
  }

  /**
   * Replaces the certificate again and again, until {@link #close}; the authorities stay. If there
   * is no next one, callers see an internal error.
   */
  public synchronized void rotateEvery(Duration period, Supplier<Svid> next) {
    stopRotation();
    rotation =
        clock.scheduleAtFixedRate(
            () -> service.rotate(next), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** From now on nobody gets an identity, as if none were registered: PERMISSION_DENIED. */
  public void deny() {
    service.deny();
  }

  /** The opposite of {@link #deny}. */
  public void permit() {
    service.permit();
  }

  /** Ends all streams without an error, as an agent may that shuts down in good order. */
  public void endStreams() {
    service.complete();
  }

  /** How many callers are listening to changes. */
  public int streams() {
    return service.streams();
  }

  /** Stops serving; connections break. */
  public synchronized void stop() {
    stop(tcp);
    stop(unix);
    tcp = null;
    unix = null;
  }

  /** Serves again at the same addresses. */
  public synchronized void restart() throws IOException {
    stop();
    // Each server gets a builder of its own: they listen on sockets of different kinds.
    tcp =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port))
            .addService(definition)
            .build()
            .start();
    port = tcp.getPort();
    if (unixSocket != null && unixLoop != null) {
      Files.deleteIfExists(unixSocket);
      unix =
          NettyServerBuilder.forAddress(new DomainSocketAddress(unixSocket.toString()))
              .channelType(EpollServerDomainSocketChannel.class)
              // An option of TCP that gRPC sets for every socket; Netty would warn.
              .withChildOption(ChannelOption.SO_KEEPALIVE, null)
              .bossEventLoopGroup(unixLoop)
              .workerEventLoopGroup(unixLoop)
              .addService(definition)
              .build()
              .start();
    }
  }

  /** Stops for good. */
  @Override
  public synchronized void close() {
    stopRotation();
    clock.shutdownNow();
    stop();
    if (unixLoop != null) {
      unixLoop
          .shutdownGracefully(0, 0, TimeUnit.SECONDS)
          .awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
    if (unixSocket != null) {
      try {
        Files.deleteIfExists(unixSocket);
        Files.delete(unixSocket.resolveSibling(""));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void stopRotation() {
    if (rotation != null) {
      rotation.cancel(false);
      rotation = null;
    }
  }

  private static void stop(@Nullable Server server) {
    if (server == null) {
      return;
    }
    server.shutdownNow();
    try {
      server.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
