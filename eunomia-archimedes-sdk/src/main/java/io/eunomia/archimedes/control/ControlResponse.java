package io.eunomia.archimedes.control;

import java.util.Map;

/**
 * An answer of the control plane.
 *
 * @param status the HTTP status
 * @param headers by name, {@code Content-Type} among them
 * @param body JSON in UTF-8; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ControlResponse(int status, Map<String, String> headers, byte[] body) {
  /** Copies the headers. */
  public ControlResponse {
    headers = Map.copyOf(headers);
  }

  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
