package io.eunomia.rego.builtins;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of OPA: {@code 1.9.0}. */
record OpaVersion(int major, int minor, int patch) implements Comparable<OpaVersion> {
  /** The first one that had capabilities. */
  static final OpaVersion OLDEST = new OpaVersion(0, 17, 0);

  private static final int LAST_MINOR_OF_0 = 70;
  private static final int LAST_MINOR_OF_1 = 20;
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
  private static final Comparator<OpaVersion> ORDER =
      Comparator.comparingInt(OpaVersion::major)
          .thenComparingInt(OpaVersion::minor)
          .thenComparingInt(OpaVersion::patch);

  /** Whether a text could name a version, known or not. */
  static boolean isVersion(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * The version that a text names, with or without a {@code v} before it.
   *
   * @throws IllegalArgumentException if it names none, or one that is not known here
   */
  static OpaVersion parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no version, such as v1.9.0");
    }
    OpaVersion version =
        new OpaVersion(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)));
    boolean known =
        version.major == 0
            ? version.compareTo(OLDEST) >= 0 && version.minor <= LAST_MINOR_OF_0
            : version.major == 1 && version.minor <= LAST_MINOR_OF_1;
    if (!known) {
      throw new IllegalArgumentException(
          "the capabilities of OPA "
              + text
              + " are not known here, only those of v0.17.0 to v0."
              + LAST_MINOR_OF_0
              + " and v1.0.0 to v1."
              + LAST_MINOR_OF_1);
    }
    return version;
  }

  /** Whether it came out after another one, or is that. */
  boolean isAtLeast(int otherMajor, int otherMinor) {
    return compareTo(new OpaVersion(otherMajor, otherMinor, 0)) >= 0;
  }

  @Override
  public int compareTo(OpaVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
