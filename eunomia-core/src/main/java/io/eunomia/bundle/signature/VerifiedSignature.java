package io.eunomia.bundle.signature;

/**
 * A signature that was found to be right.
 *
 * @param keyId the id of the key that verified it
 * @param algorithm what it is signed with
 */
public record VerifiedSignature(String keyId, SignatureAlgorithm algorithm) {}
