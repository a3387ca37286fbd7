package io.eunomia.rego.ir;

/**
 * A builtin that a plan calls.
 *
 * @param name its Rego name
 * @param arity how many arguments its declaration has
 */
public record BuiltinDecl(String name, int arity) {}
