package io.eunomia.cli.server;

import java.util.Map;

/**
 * What was asked.
 *
 * @param path behind the route's prefix, decoded
 * @param query decoded parameters
 * @param body within the limit; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpRequest(String method, String path, Map<String, String> query, byte[] body) {}
