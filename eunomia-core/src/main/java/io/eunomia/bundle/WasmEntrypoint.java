package io.eunomia.bundle;

/**
 * Where an entrypoint was compiled to.
 *
 * @param entrypoint slash-separated, without {@code data}: {@code users_service/authz/allow}
 * @param module the module's path in the bundle: {@code /policy.wasm}
 */
public record WasmEntrypoint(String entrypoint, String module) {}
