package io.eunomia.bundle.signature;

/** The names of keys. */
final class KeyId {
  private static final int MAX_LENGTH = 256;

  private KeyId() {}

  /**
   * @throws IllegalArgumentException for an id that is empty, long, or has control characters
   */
  static String checked(String id) {
    if (id.isEmpty()
        || id.length() > MAX_LENGTH
        || id.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      throw new IllegalArgumentException(
          "a key's id has 1 to " + MAX_LENGTH + " characters, without control characters");
    }
    return id;
  }
}
