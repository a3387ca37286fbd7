package io.eunomia.archimedes.spiffe;

import io.spiffe.exception.SocketEndpointAddressException;
import io.spiffe.workloadapi.Address;
import java.time.Duration;

/**
 * Where the Workload API is, and how long to wait for it.
 *
 * @param address {@code unix:///PATH} or {@code tcp://IP:PORT}, as the SPIFFE Workload Endpoint
 *     standard has it
 * @param initialTimeout how long to wait for the first certificate, at least a second; whole
 *     seconds count, parts are rounded up
 */
public record WorkloadApiOptions(String address, Duration initialTimeout) {
  /** The environment variable that says where it is. */
  public static final String ENVIRONMENT = Address.SOCKET_ENV_VARIABLE;

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /**
   * Options.
   *
   * @throws IllegalArgumentException if the address is not one, or the timeout is not positive
   */
  public WorkloadApiOptions {
    try {
      Address.parseAddress(address);
    } catch (SocketEndpointAddressException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    if (initialTimeout.isNegative() || initialTimeout.isZero()) {
      throw new IllegalArgumentException("the timeout must be positive");
    }
  }

  /** The Workload API at this address; waits for 30 s. */
  public static WorkloadApiOptions at(String address) {
    return new WorkloadApiOptions(address, DEFAULT_TIMEOUT);
  }

  /**
   * The Workload API at {@code SPIFFE_ENDPOINT_SOCKET}; waits for 30 s.
   *
   * @throws NoIdentityException if the variable is not set
   */
  public static WorkloadApiOptions fromEnvironment() {
    String address = Address.getDefaultAddress();
    if (address == null || address.isBlank()) {
      throw new NoIdentityException(
          NoIdentityException.Code.UNREACHABLE, ENVIRONMENT + " is not set");
    }
    return at(address);
  }

  /** The same with another timeout. */
  public WorkloadApiOptions withInitialTimeout(Duration timeout) {
    return new WorkloadApiOptions(address, timeout);
  }
}
