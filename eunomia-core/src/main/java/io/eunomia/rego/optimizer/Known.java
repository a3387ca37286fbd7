package io.eunomia.rego.optimizer;

import java.util.LinkedHashSet;
import java.util.Set;

/** What is known of a local while the beginning of a block is read. */
sealed interface Known {
  /** It holds what is at a ref. */
  record At(IndexedRef ref) implements Known {}

  /** It holds one of these constants. */
  record OneOf(Set<IndexKey> keys) implements Known {}

  /** It is true if the test holds, else false or undefined. */
  record Holds(IndexTest test) implements Known {}

  /** It holds a collection of constants, which is being filled. */
  final class Collection implements Known {
    /** Which type of collection. */
    enum Type {
      ARRAY,
      SET,
      OBJECT
    }

    final Type type;

    /** The elements; of an object, its keys. */
    final Set<IndexKey> elements = new LinkedHashSet<>();

    private int length;
    private boolean constant = true;

    Collection(Type type) {
      this.type = type;
    }

    void add(Set<IndexKey> constant) {
      elements.addAll(constant);
      length++;
    }

    /** Notes that something else is in it, too. */
    void spoil() {
      constant = false;
    }

    /** Whether nothing but constants is in it. */
    boolean isConstant() {
      return constant;
    }

    /** The keys at which something is. */
    Set<IndexKey> keys() {
      if (type != Type.ARRAY) {
        return elements;
      }
      Set<IndexKey> numbers = new LinkedHashSet<>();
      for (int i = 0; i < length; i++) {
        numbers.add(IndexKey.number(i));
      }
      return numbers;
    }
  }

  /** Exactly one constant. */
  static Known constant(IndexKey key) {
    return new OneOf(Set.of(key));
  }
}
