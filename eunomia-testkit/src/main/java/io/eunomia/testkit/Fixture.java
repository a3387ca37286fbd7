package io.eunomia.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request and what is expected of it.
 *
 * @param name what it is called
 * @param input the policy's input
 * @param data what is changed in the service's data, as a JSON merge patch (RFC 7396); {@code null}
 *     if nothing is
 * @param allowed what is expected
 * @param reasons which reasons exactly, in any order; {@code null} if any
 * @param line the line in the file, from 1
 * @param column the column, from 1
 */
record Fixture(
    String name,
    JsonNode input,
    @Nullable JsonNode data,
    boolean allowed,
    @Nullable List<String> reasons,
    int line,
    int column) {}
