package com.example;

import io.eunomia.archimedes.engine.builtins.BuiltinProvider;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;

public final class Builtins implements BuiltinProvider {
  @Override
  public BuiltinRegistry addTo(BuiltinRegistry registry) {
    return registry.with(
        "acme.shop_of(user: string) -> shop: string",
        (context, arguments) -> Value.of("shop of " + ((StringValue) arguments[0]).text()));
  }
}
