/**
 * YAML as OPA reads and writes it: version 1.1, with the values of JSON. SnakeYAML reads the
 * grammar; what scalars, keys, merges and aliases stand for, and how values are written, is by the
 * rules of Go's yaml.v2.
 */
@NullMarked
package io.eunomia.yaml;

import org.jspecify.annotations.NullMarked;
