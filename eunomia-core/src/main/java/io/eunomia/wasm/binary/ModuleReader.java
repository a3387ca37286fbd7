package io.eunomia.wasm.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Bytes to module. */
public final class ModuleReader {
  private List<FuncType> types = List.of();
  private List<Import> imports = List.of();
  private List<Integer> functions = List.of();
  private List<Limits> tables = List.of();
  private List<Limits> memories = List.of();
  private List<WasmModule.Global> globals = List.of();
  private List<Export> exports = List.of();
  private List<WasmModule.Elements> elements = List.of();
  private List<Code> code = List.of();
  private List<Segment> data = List.of();
  private final List<CustomSection> customs = new ArrayList<>();
  private final List<Integer> codeOffsets = new ArrayList<>();
  private final List<Integer> dataOffsets = new ArrayList<>();

  private ModuleReader() {}

  /**
   * Reads a module, without validating its instructions.
   *
   * @throws MalformedModuleException if it is none, or has what {@link WasmModule} cannot say
   */
  public static WasmModule read(byte[] bytes) {
    return readLocated(bytes).module();
  }

  /**
   * Reads a module, and where its instructions and data are: relocations are said in terms of
   * these.
   *
   * @throws MalformedModuleException as {@link #read}
   */
  public static LocatedModule readLocated(byte[] bytes) {
    ModuleReader reader = new ModuleReader();
    ByteSource in = new ByteSource(bytes);
    if (in.fixed32() != SectionId.MAGIC || in.fixed32() != SectionId.VERSION) {
      throw in.malformed("no WebAssembly module of version 1");
    }
    while (!in.atEnd()) {
      int id = in.u8();
      ByteSource section = in.slice(in.u32());
      reader.section(id, section);
      section.expectEnd();
    }
    if (reader.functions.size() != reader.code.size()) {
      throw in.malformed(reader.functions.size() + " functions, but code of " + reader.code.size());
    }
    return new LocatedModule(reader.module(), reader.codeOffsets, reader.dataOffsets);
  }

  private WasmModule module() {
    return new WasmModule(
        types, imports, functions, tables, memories, globals, exports, elements, code, data,
        customs);
  }

  private void section(int id, ByteSource in) {
    switch (id) {
      case SectionId.CUSTOM -> customs.add(new CustomSection(in.name(), in.rest()));
      case SectionId.TYPE -> types = vector(in, ModuleReader::type);
      case SectionId.IMPORT -> imports = vector(in, ModuleReader::imported);
      case SectionId.FUNCTION -> functions = vector(in, ByteSource::u32);
      case SectionId.TABLE -> tables = vector(in, ModuleReader::table);
      case SectionId.MEMORY -> memories = vector(in, ModuleReader::limits);
      case SectionId.GLOBAL -> globals = vector(in, ModuleReader::global);
      case SectionId.EXPORT -> exports = vector(in, ModuleReader::exported);
      case SectionId.ELEMENT -> elements = vector(in, ModuleReader::elements);
      case SectionId.CODE -> {
        int start = in.position();
        code = vector(in, source -> code(source, start));
      }
      case SectionId.DATA -> {
        int start = in.position();
        data = vector(in, source -> segment(source, start));
      }
      case SectionId.DATA_COUNT -> in.u32();
      case SectionId.START -> throw in.malformed("start functions are not supported");
      default -> throw in.malformed("section " + id + " is not supported");
    }
  }

  private static <T> List<T> vector(ByteSource in, Function<ByteSource, T> read) {
    int count = in.count();
    List<T> result = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      result.add(read.apply(in));
    }
    return result;
  }

  private static FuncType type(ByteSource in) {
    if (in.u8() != SectionId.FUNC_TYPE) {
      throw in.malformed("only function types are supported");
    }
    return new FuncType(vector(in, ModuleReader::valueType), vector(in, ModuleReader::valueType));
  }

  private static ValueType valueType(ByteSource in) {
    return ValueType.of(in.u8(), in);
  }

  private static Import imported(ByteSource in) {
    String module = in.name();
    String name = in.name();
    int kind = in.u8();
    return new Import(
        module,
        name,
        switch (kind) {
          case 0 -> new Import.Function(in.u32());
          case 1 -> new Import.Table(table(in));
          case 2 -> new Import.Memory(limits(in));
          case 3 -> new Import.Global(valueType(in), flag(in));
          default -> throw in.malformed("an import of kind " + kind + " is not supported");
        });
  }

  private static boolean flag(ByteSource in) {
    int flag = in.u8();
    if (flag > 1) {
      throw in.malformed("a flag is " + flag);
    }
    return flag == 1;
  }

  private static Limits table(ByteSource in) {
    if (valueType(in) != ValueType.FUNCREF) {
      throw in.malformed("only tables of functions are supported");
    }
    return limits(in);
  }

  private static Limits limits(ByteSource in) {
    boolean bounded = flag(in);
    int min = in.u32();
    return bounded ? new Limits(min, in.u32()) : Limits.atLeast(min);
  }

  private static WasmModule.Global global(ByteSource in) {
    ValueType type = valueType(in);
    return new WasmModule.Global(type, flag(in), constant(in, type));
  }

  private static long constant(ByteSource in, ValueType type) {
    int op = in.u8();
    long value;
    if (op == Op.I32_CONST.code() && type == ValueType.I32) {
      value = in.s32();
    } else if (op == Op.I64_CONST.code() && type == ValueType.I64) {
      value = in.s64();
    } else {
      throw in.malformed("only integer constants are supported here");
    }
    if (in.u8() != Op.END.code()) {
      throw in.malformed("a constant does not end");
    }
    return value;
  }

  private static Export exported(ByteSource in) {
    String name = in.name();
    int code = in.u8();
    Export.Kind kind =
        switch (code) {
          case 0 -> Export.Kind.FUNCTION;
          case 1 -> Export.Kind.TABLE;
          case 2 -> Export.Kind.MEMORY;
          case 3 -> Export.Kind.GLOBAL;
          default -> throw in.malformed("an export of kind " + code + " is not supported");
        };
    return new Export(name, kind, in.u32());
  }

  private static WasmModule.Elements elements(ByteSource in) {
    if (in.u32() != 0) {
      throw in.malformed("only active elements of table 0 are supported");
    }
    return new WasmModule.Elements((int) constant(in, ValueType.I32), vector(in, ByteSource::u32));
  }

  private Code code(ByteSource in, int sectionStart) {
    ByteSource body = in.slice(in.u32());
    List<Code.Locals> locals =
        vector(body, source -> new Code.Locals(source.u32(), valueType(source)));
    codeOffsets.add(body.position() - sectionStart);
    return new Code(locals, body.rest());
  }

  private Segment segment(ByteSource in, int sectionStart) {
    if (in.u32() != 0) {
      throw in.malformed("only active data of memory 0 is supported");
    }
    int offset = (int) constant(in, ValueType.I32);
    int length = in.u32();
    dataOffsets.add(in.position() - sectionStart);
    return new Segment(offset, in.bytes(length));
  }
}
