package io.eunomia.yaml;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1
 */
record Mark(int line, int column) {}
