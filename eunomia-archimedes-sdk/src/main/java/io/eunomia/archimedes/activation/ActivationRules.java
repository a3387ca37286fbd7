package io.eunomia.archimedes.activation;

import io.eunomia.bundle.BundleLimits;

/**
 * What a bundle must keep to, to become active.
 *
 * @param bundleLimits how large it may be
 * @param verification who must have signed it
 * @param entrypoints what it must have
 * @param warmup what it must answer
 * @param listener is told how far it came
 */
public record ActivationRules(
    BundleLimits bundleLimits,
    BundleVerification verification,
    Entrypoints entrypoints,
    Warmup warmup,
    ActivationListener listener) {}
