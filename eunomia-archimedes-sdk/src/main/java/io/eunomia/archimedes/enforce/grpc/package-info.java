/** Enforcement in gRPC servers. Needs grpc-api and grpc-protobuf. */
@NullMarked
package io.eunomia.archimedes.enforce.grpc;

import org.jspecify.annotations.NullMarked;
