package io.eunomia.wasm.binary;

import java.util.List;
import java.util.function.BiConsumer;

/** Module to bytes. The same module gives the same bytes. */
public final class ModuleWriter {
  private final ByteSink out = new ByteSink();

  private ModuleWriter() {}

  /** Writes a module; the cost is linear in its size. */
  public static byte[] write(WasmModule module) {
    ModuleWriter writer = new ModuleWriter();
    writer.module(module);
    return writer.out.toByteArray();
  }

  private void module(WasmModule module) {
    out.fixed32(SectionId.MAGIC).fixed32(SectionId.VERSION);
    section(SectionId.TYPE, module.types(), ModuleWriter::type);
    section(SectionId.IMPORT, module.imports(), ModuleWriter::imported);
    section(SectionId.FUNCTION, module.functions(), ByteSink::u32);
    section(SectionId.TABLE, module.tables(), ModuleWriter::table);
    section(SectionId.MEMORY, module.memories(), ModuleWriter::limits);
    section(SectionId.GLOBAL, module.globals(), ModuleWriter::global);
    section(SectionId.EXPORT, module.exports(), ModuleWriter::exported);
    section(SectionId.ELEMENT, module.elements(), ModuleWriter::elements);
    section(SectionId.CODE, module.code(), ModuleWriter::code);
    section(SectionId.DATA, module.data(), ModuleWriter::data);
    for (CustomSection custom : module.customs()) {
      ByteSink content = new ByteSink().name(custom.name()).bytes(custom.bytes());
      out.u8(SectionId.CUSTOM).sized(content.toByteArray());
    }
  }

  private <T> void section(int id, List<T> elements, BiConsumer<ByteSink, T> write) {
    if (!elements.isEmpty()) {
      out.u8(id).sized(new ByteSink().vector(elements, write).toByteArray());
    }
  }

  private static void type(ByteSink to, FuncType type) {
    to.u8(SectionId.FUNC_TYPE)
        .vector(type.params(), (sink, t) -> sink.u8(t.code()))
        .vector(type.results(), (sink, t) -> sink.u8(t.code()));
  }

  private static void imported(ByteSink to, Import imported) {
    to.name(imported.module()).name(imported.name());
    if (imported.kind() instanceof Import.Function function) {
      to.u8(0).u32(function.type());
    } else if (imported.kind() instanceof Import.Table table) {
      table(to.u8(1), table.limits());
    } else if (imported.kind() instanceof Import.Memory memory) {
      limits(to.u8(2), memory.limits());
    } else if (imported.kind() instanceof Import.Global global) {
      to.u8(3).u8(global.type().code()).u8(global.mutable() ? 1 : 0);
    }
  }

  private static void table(ByteSink to, Limits limits) {
    limits(to.u8(ValueType.FUNCREF.code()), limits);
  }

  private static void limits(ByteSink to, Limits limits) {
    Integer max = limits.max();
    to.u8(max == null ? 0 : 1).u32(limits.min());
    if (max != null) {
      to.u32(max);
    }
  }

  private static void global(ByteSink to, WasmModule.Global global) {
    to.u8(global.type().code()).u8(global.mutable() ? 1 : 0);
    to.u8((global.type() == ValueType.I64 ? Op.I64_CONST : Op.I32_CONST).code());
    to.s64(global.initial()).u8(Op.END.code());
  }

  private static void exported(ByteSink to, Export export) {
    to.name(export.name()).u8(export.kind().code()).u32(export.index());
  }

  private static void elements(ByteSink to, WasmModule.Elements elements) {
    offset(to.u32(0), elements.offset()).vector(elements.functions(), ByteSink::u32);
  }

  private static void code(ByteSink to, Code code) {
    ByteSink body = new ByteSink();
    body.vector(code.locals(), (sink, l) -> sink.u32(l.count()).u8(l.type().code()));
    to.sized(body.bytes(code.instructions()).toByteArray());
  }

  private static void data(ByteSink to, Segment segment) {
    offset(to.u32(0), segment.offset()).sized(segment.bytes());
  }

  private static ByteSink offset(ByteSink to, int offset) {
    return to.u8(Op.I32_CONST.code()).s64(offset).u8(Op.END.code());
  }
}
