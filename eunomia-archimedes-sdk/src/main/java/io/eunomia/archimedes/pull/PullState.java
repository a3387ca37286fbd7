package io.eunomia.archimedes.pull;

import io.eunomia.bundle.BundleDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was pulled last: given to the next pull, it makes that one cheap if nothing changed. May be
 * kept over restarts.
 *
 * @param reference what was asked for; a state of another repository is of no use, and ignored
 * @param manifestDigest {@code sha256:HEX} of the manifest
 * @param bundleDigest of the bundle in it
 * @param entityTag the registry's {@code ETag} of the manifest, or null if it gave none
 */
public record PullState(
    RegistryReference reference,
    String manifestDigest,
    BundleDigest bundleDigest,
    @Nullable String entityTag) {
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[!#-~]{0,256}\"");

  /**
   * @throws IllegalArgumentException if a digest or the entity tag is none
   */
  public PullState {
    BundleDigest.parse(manifestDigest);
    if (entityTag != null && !isEntityTag(entityTag)) {
      throw new IllegalArgumentException("this is no entity tag");
    }
  }

  PullState askedAs(RegistryReference now) {
    return new PullState(now, manifestDigest, bundleDigest, entityTag);
  }

  static boolean isEntityTag(String text) {
    return ENTITY_TAG.matcher(text).matches();
  }
}
