/**
 * YAML as OPA reads and writes it: version 1.1 by the rules of Go's yaml.v2, which are those of
 * libyaml with a resolution of its own, and with the values of JSON. Text goes through tokens and
 * nodes to a tree.
 */
@NullMarked
package io.eunomia.yaml;

import org.jspecify.annotations.NullMarked;
