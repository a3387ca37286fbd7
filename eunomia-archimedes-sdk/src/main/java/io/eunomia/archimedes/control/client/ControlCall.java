package io.eunomia.archimedes.control.client;

import io.eunomia.bundle.BundleDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every instance is asked.
 *
 * @param body null if there is none
 * @param kind what the answer is
 * @param expected the bundle that must be active afterwards, or null if that is for the instance to
 *     say
 * @param repeatable whether it may be asked again if nobody knows what came of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ControlCall(
    String method,
    String path,
    Map<String, String> headers,
    byte @Nullable [] body,
    Kind kind,
    @Nullable BundleDigest expected,
    boolean repeatable) {
  /** What an answer is. */
  enum Kind {
    ACKNOWLEDGEMENT,
    STATUS
  }
}
