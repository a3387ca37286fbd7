package io.eunomia.archimedes;

import io.eunomia.bundle.BundleLimits;
import io.eunomia.policy.EntrypointConvention;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bundle that a service brings along on its class path, where the build puts it: {@code
 * META-INF/eunomia/SERVICE/bundle.tar.gz}.
 *
 * <pre>{@code
 * runtime.activate(BundleResource.read("users-service"));
 * }</pre>
 *
 * <p>Nothing is looked into here: whoever activates it does that. Stateless and thread-safe; takes
 * memory of the bundle's size.
 */
public final class BundleResource {
  private BundleResource() {}

  /**
   * Where a service's bundle is: the name of the resource, without a leading slash.
   *
   * @throws IllegalArgumentException if no service can have this name
   */
  public static String path(String service) {
    return "META-INF/eunomia/" + EntrypointConvention.of(service).service() + "/bundle.tar.gz";
  }

  /**
   * The bundle that the thread's context class loader finds, or the SDK's own if there is none.
   *
   * @throws IllegalArgumentException if no service can have this name
   * @throws IOException as {@link #read(String, ClassLoader)}
   */
  public static byte[] read(String service) throws IOException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return read(service, context == null ? BundleResource.class.getClassLoader() : context);
  }

  /**
   * The bundle that a class loader finds.
   *
   * @return its bytes, of at most {@link BundleLimits#compressedBytes}
   * @throws IllegalArgumentException if no service can have this name
   * @throws IOException if there is none, it cannot be read or is too large, or there are several
   *     that are not the same: nobody knows then which of them was meant
   */
  public static byte[] read(String service, ClassLoader loader) throws IOException {
    String path = path(service);
    byte @Nullable [] found = null;
    List<URL> places = Collections.list(loader.getResources(path));
    for (URL place : places) {
      byte[] bytes = bytes(place);
      if (found != null && !Arrays.equals(found, bytes)) {
        throw new IOException("several bundles are on the class path: " + places);
      }
      found = bytes;
    }
    if (found == null) {
      throw new FileNotFoundException(path + " is not on the class path");
    }
    return found;
  }

  private static byte[] bytes(URL place) throws IOException {
    URLConnection connection = place.openConnection();
    // The cache of opened jars outlives class loaders, and what was in a jar that was replaced.
    connection.setUseCaches(false);
    long limit = BundleLimits.defaults().compressedBytes();
    try (InputStream in = connection.getInputStream()) {
      byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 16));
      if (bytes.length > limit) {
        throw new IOException(place + ": is larger than " + limit + " bytes");
      }
      return bytes;
    }
  }
}
