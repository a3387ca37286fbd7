package io.eunomia.archimedes.engine.layout;

/**
 * The references of the values that a module has one instance of.
 *
 * @param nullRef of null
 * @param falseRef of false
 * @param trueRef of true
 */
public record Constants(int nullRef, int falseRef, int trueRef) {
  int of(boolean value) {
    return value ? trueRef : falseRef;
  }
}
