package io.eunomia.archimedes;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.Manifest;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.source.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Policies of the service {@code demo}, compiled by us. */
public final class Policies {
  public static final String ALLOW = "demo/authz/allow";
  public static final String DENY_REASON = "demo/authz/deny_reason";

  private Policies() {}

  /** The module of some rules of the package {@code demo.authz}. */
  public static byte[] compile(String rules, String... entrypoints) {
    return compile(
        rules,
        RegoPolicyOptions.defaults()
            .withEntrypoints(entrypoints.length == 0 ? List.of(ALLOW) : List.of(entrypoints)));
  }

  /** The module of some rules that may call what a registry adds to OPA's builtins. */
  public static byte[] compile(String rules, BuiltinRegistry builtins, String... entrypoints) {
    return compile(
        rules,
        RegoPolicyOptions.defaults()
            .withEntrypoints(entrypoints.length == 0 ? List.of(ALLOW) : List.of(entrypoints))
            .withCapabilities(Capabilities.defaults().with(builtins.declarations())));
  }

  /** The module of some rules of the package {@code demo.authz}. */
  public static byte[] compile(String rules, RegoPolicyOptions options) {
    String source = "package demo.authz\n\n" + rules;
    CompileResult result =
        RegoPolicyCompiler.compile(List.of(SourceText.of("demo.rego", source)), options);
    byte[] wasm = result.wasm();
    if (wasm == null) {
      throw new AssertionError(result.diagnostics());
    }
    return wasm;
  }

  /** The same module with a custom section, which makes it another one. */
  public static byte[] withSection(byte[] wasm, String name, byte[] content) {
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    writeNumber(section, name.length());
    section.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    section.writeBytes(content);
    ByteArrayOutputStream module = new ByteArrayOutputStream();
    module.writeBytes(wasm);
    module.write(0);
    writeNumber(module, section.size());
    module.writeBytes(section.toByteArray());
    return module.toByteArray();
  }

  private static void writeNumber(ByteArrayOutputStream out, int value) {
    int rest = value;
    for (; rest >= 0x80; rest >>>= 7) {
      out.write((rest & 0x7F) | 0x80);
    }
    out.write(rest);
  }

  /** The bundle of a version, whose sequence is the version too. */
  public static byte[] bundle(int version, byte[] wasm, String data) {
    return bundle("demo", version, wasm, data.getBytes(StandardCharsets.UTF_8));
  }

  /** The bundle of a service's version, whose sequence is the version too. */
  public static byte[] bundle(String service, int version, byte[] wasm, byte[] data) {
    return BundleWriter.toBytes(unpacked(service, version, wasm, data));
  }

  /** The same, before it is written. */
  public static Bundle unpacked(String service, int version, byte[] wasm, byte[] data) {
    EunomiaMetadata metadata =
        new EunomiaMetadata(service, "1.0." + version, version, null, "eunomia test");
    try {
      Manifest manifest = Manifest.builder().revision("c0ffee").eunomia(metadata).build();
      return Bundle.builder(manifest).wasm(wasm).file(BundleFile.of("/data.json", data)).build();
    } catch (BundleException e) {
      throw new UncheckedIOException(e);
    }
  }
}
