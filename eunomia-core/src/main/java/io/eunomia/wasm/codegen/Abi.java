package io.eunomia.wasm.codegen;

import io.eunomia.wasm.linker.LinkRequest.HostFunction;
import java.util.List;

/** The names that generated code, the runtime and hosts have in common. */
final class Abi {
  static final String NULL_VALUE = "rt_null_value";
  static final String FALSE_VALUE = "rt_false_value";
  static final String TRUE_VALUE = "rt_true_value";
  static final String HEAP = "rt_heap";
  static final String BUDGET = "rt_budget";
  static final String EPOCH = "rt_epoch";
  static final String STRICT = "rt_strict";
  static final String PLACE = "rt_place";

  /** How many constant strings there are, and a reference to each. */
  static final String STRINGS = "strings";

  static final String NATIVE_BUILTIN = "bi_";
  static final String HOST_BUILTIN = "opa_builtin";

  /** As many arguments as the host functions for builtins take. */
  static final int HOST_ARITY_MAX = 4;

  static final String ENTRY = "eunomia_entry";
  static final String VALUE = "eunomia_value";
  static final String FILL_SLOTS = "eunomia_fill_slots";

  /** Computes a rule ahead; only in modules that have such rules. */
  static final String PREPARE = "eunomia_prepare";

  static final String PREPARED = "eunomia_prepared";
  static final String PREPARED_COUNT = "eunomia_prepared_count";
  static final String BUILTINS = "builtins";
  static final String ENTRYPOINTS = "entrypoints";
  static final String INPUT_SECTION = "eunomia.input";
  static final String BUILTINS_SECTION = "eunomia.builtins";

  /** The key under which {@code opa build} puts an entrypoint's value. */
  static final String RESULT = "result";

  static final int VERSION = 1;
  static final int OPA_VERSION = 1;
  static final int OPA_MINOR_VERSION = 3;

  /** What the host may give, as modules of OPA declare it. */
  static final List<HostFunction> HOST =
      List.of(
          new HostFunction("opa_abort", 1, false),
          new HostFunction("opa_println", 1, false),
          new HostFunction("opa_builtin0", 2, true),
          new HostFunction("opa_builtin1", 3, true),
          new HostFunction("opa_builtin2", 4, true),
          new HostFunction("opa_builtin3", 5, true),
          new HostFunction("opa_builtin4", 6, true));

  /** What hosts call. */
  static final List<String> EXPORTS =
      List.of(
          "eval",
          BUILTINS,
          ENTRYPOINTS,
          "opa_eval",
          "opa_eval_ctx_new",
          "opa_eval_ctx_set_input",
          "opa_eval_ctx_set_data",
          "opa_eval_ctx_set_entrypoint",
          "opa_eval_ctx_get_result",
          "opa_malloc",
          "opa_free",
          "opa_value_free",
          "opa_json_parse",
          "opa_json_dump",
          "opa_value_parse",
          "opa_value_dump",
          "opa_value_add_path",
          "opa_value_remove_path",
          "opa_heap_ptr_get",
          "opa_heap_ptr_set",
          "opa_heap_blocks_stash",
          "opa_heap_blocks_restore",
          "opa_heap_stash_clear",
          "eunomia_eval");

  private Abi() {}
}
