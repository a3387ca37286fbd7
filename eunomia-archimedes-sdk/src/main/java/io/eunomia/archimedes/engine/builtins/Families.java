package io.eunomia.archimedes.engine.builtins;

/** The families of builtins that come with the SDK. */
final class Families {
  private Families() {}

  static BuiltinRegistry registry() {
    BuiltinRegistry.Builder all = BuiltinRegistry.builder();
    TimeBuiltins.register(all);
    RegexBuiltins.register(all);
    RandomBuiltins.register(all);
    UuidBuiltins.register(all);
    JwtBuiltins.register(all);
    X509Builtins.register(all);
    UriBuiltins.register(all);
    AwsBuiltins.register(all);
    YamlBuiltins.register(all);
    JsonSchemaBuiltins.register(all);
    TemplateBuiltins.register(all);
    RegoBuiltins.register(all);
    GraphqlBuiltins.register(all);
    RuntimeBuiltins.register(all);
    return all.build();
  }
}
