package io.eunomia.archimedes.engine.layout;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strings that stand in the memory of every instance of a module anyway, by their texts: constants
 * of the policy, and strings of its data. A string of an input that is one of them is not written
 * again, and the module sees by the reference alone that two are equal.
 *
 * <p>Filled by one thread while a module is loaded, and only read afterwards: thread-safe then. A
 * lookup costs the hash, and a comparison where there is one of that hash.
 */
public final class StringTable {
  /** Of large data, the first strings are known, which the keys are among. */
  private static final int MAX_STRINGS = 1 << 14;

  /** What is longer is hardly ever compared. */
  private static final int MAX_LENGTH = 256;

  /** Hashes are no secret: whoever has colliding strings must not make lookups slow. */
  private static final int MAX_PROBES = 32;

  private static final int MIX = 0x9E3779B1;

  private @Nullable String[] texts = new @Nullable String[64];
  private int[] refs = new int[64];
  private int count;

  /** Adds a string, unless there are too many. */
  public void add(String text, int ref) {
    // What is not Unicode is written as something else.
    if (count == MAX_STRINGS
        || text.length() > MAX_LENGTH
        || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return;
    }
    if (2 * ++count > refs.length) {
      grow();
    }
    put(text, ref);
  }

  /** Short texts have hashes that follow each other: these are spread. */
  private static int firstSlot(int hash, int mask) {
    int mixed = hash * MIX;
    return (mixed ^ mixed >>> 15) & mask;
  }

  private void put(String text, int ref) {
    int mask = refs.length - 1;
    int slot = firstSlot(text.hashCode(), mask);
    for (int probes = 0; probes < MAX_PROBES; probes++) {
      if (refs[slot] == 0) {
        refs[slot] = ref;
        texts[slot] = text;
        return;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void grow() {
    @Nullable String[] oldTexts = texts;
    int[] oldRefs = refs;
    texts = new @Nullable String[oldTexts.length * 2];
    refs = new int[oldRefs.length * 2];
    for (int i = 0; i < oldRefs.length; i++) {
      String text = oldTexts[i];
      if (text != null) {
        put(text, oldRefs[i]);
      }
    }
  }

  /** The reference of a string; 0 if it is none of these. */
  int find(String text) {
    int mask = refs.length - 1;
    int slot = firstSlot(text.hashCode(), mask);
    for (int probes = 0; probes < MAX_PROBES && refs[slot] != 0; probes++) {
      if (text.equals(texts[slot])) {
        return refs[slot];
      }
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  /**
   * The reference of the string that ASCII bytes spell; 0 if it is none of these.
   *
   * @param hash as {@link String#hashCode()} has it
   */
  int find(byte[] ascii, int from, int to, int hash) {
    int mask = refs.length - 1;
    int slot = firstSlot(hash, mask);
    for (int probes = 0; probes < MAX_PROBES && refs[slot] != 0; probes++) {
      if (isSame(texts[slot], hash, ascii, from, to)) {
        return refs[slot];
      }
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  private static boolean isSame(@Nullable String text, int hash, byte[] ascii, int from, int to) {
    int length = to - from;
    if (text == null || text.length() != length || text.hashCode() != hash) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != ascii[from + i]) {
        return false;
      }
    }
    return true;
  }
}
