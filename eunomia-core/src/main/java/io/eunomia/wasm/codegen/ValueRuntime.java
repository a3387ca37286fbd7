package io.eunomia.wasm.codegen;

import io.eunomia.wasm.linker.ObjectModule;
import io.eunomia.wasm.linker.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The value runtime: C, compiled when this library was built, read when it is first needed. */
final class ValueRuntime {
  private static final String RESOURCE = "/io/eunomia/wasm/runtime.o";

  private ValueRuntime() {}

  static ObjectModule object() {
    return Holder.OBJECT;
  }

  private static final class Holder {
    static final ObjectModule OBJECT = read();

    private static ObjectModule read() {
      try (InputStream in = ValueRuntime.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException("the library lacks its resource " + RESOURCE);
        }
        return ObjectReader.read(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
