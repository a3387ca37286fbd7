package io.eunomia.yaml;

/**
 * A place in a text.
 *
 * @param index how many characters there are before it
 * @param line how many lines; the end of the text counts as the start of a line
 * @param column how many characters in its line
 */
record Mark(int index, int line, int column) {}
