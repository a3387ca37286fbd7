// What hosts call: OPA's ABI 1.3, and eunomia_eval.
#include "core.h"

// Each policy defines these.
rt_ref eunomia_entry(uint32_t entrypoint, rt_ref input, rt_ref data); // the result set
rt_ref eunomia_value(uint32_t entrypoint, rt_ref input, rt_ref data); // the entrypoint's value
void eunomia_fill_slots(rt_ref input);

uint32_t opa_malloc(uint32_t size) { return (uint32_t) (uintptr_t) rt_alloc(size); }

// The heap goes back as a whole, by opa_heap_ptr_set.
void opa_free(uint32_t address) { (void) address; }
void opa_value_free(rt_ref value) { (void) value; }
void opa_heap_blocks_stash(void) {}
void opa_heap_blocks_restore(void) {}
void opa_heap_stash_clear(void) {}

uint32_t opa_heap_ptr_get(void) { return rt_heap; }
void opa_heap_ptr_set(uint32_t address) { rt_heap = (address + 7) & ~7u; }

rt_ref opa_json_parse(const char *bytes, uint32_t len) { return rt_json_read(bytes, len, RT_JSON); }
rt_ref opa_value_parse(const char *bytes, uint32_t len) { return rt_json_read(bytes, len, RT_TERM); }

static const char *dump(rt_ref value, uint32_t format) {
    rt_buffer b = {0};
    rt_json_write(&b, value, format);
    rt_buffer_add_char(&b, 0);
    return b.bytes;
}

const char *opa_json_dump(rt_ref value) { return dump(value, RT_JSON); }
const char *opa_value_dump(rt_ref value) { return dump(value, RT_TERM); }

// OPA's codes
enum { OK = 0, INVALID_TYPE = 2, INVALID_PATH = 3 };

// The object that the path's last key is of; 0 and why in *error if there is none.
static rt_ref parent(rt_ref base, rt_ref path, bool create, uint32_t *error) {
    if (!rt_is(path, RT_ARRAY) || rt_len(path) == 0) {
        *error = INVALID_PATH;
        return 0;
    }
    const rt_ref *keys = RT_PTR(rt_ref, RT_PTR(rt_array, path)->elems);
    for (uint32_t i = 0; rt_is(base, RT_OBJECT); i++) {
        RT_HEADER(base)->hash = 0; // what it holds is about to change
        if (i + 1 == rt_len(path)) {
            return base;
        }
        rt_ref next = rt_object_get(base, keys[i]);
        if (!next) {
            if (!create) {
                *error = OK;
                return 0;
            }
            next = rt_object_new(1);
            rt_object_insert(base, keys[i], next);
        }
        base = next;
    }
    *error = INVALID_TYPE;
    return 0;
}

uint32_t opa_value_add_path(rt_ref base, rt_ref path, rt_ref value) {
    uint32_t error = OK;
    rt_ref object = parent(base, path, true, &error);
    if (object) {
        rt_object_insert(object, rt_get(path, rt_number_int(rt_len(path) - 1)), value);
    }
    return error;
}

uint32_t opa_value_remove_path(rt_ref base, rt_ref path) {
    uint32_t error = OK;
    rt_ref object = parent(base, path, false, &error);
    if (object) {
        rt_table_remove(object, rt_get(path, rt_number_int(rt_len(path) - 1)));
    }
    return error;
}

typedef struct { rt_ref input, data; uint32_t entrypoint; rt_ref result; } context;

context *opa_eval_ctx_new(void) {
    context *c = rt_alloc(sizeof *c);
    *c = (context) {0};
    return c;
}

void opa_eval_ctx_set_input(context *c, rt_ref input) { c->input = input; }
void opa_eval_ctx_set_data(context *c, rt_ref data) { c->data = data; }
void opa_eval_ctx_set_entrypoint(context *c, uint32_t entrypoint) { c->entrypoint = entrypoint; }
rt_ref opa_eval_ctx_get_result(context *c) { return c->result; }

static rt_ref evaluate(uint32_t entrypoint, rt_ref input, rt_ref data) {
    rt_epoch++;
    eunomia_fill_slots(input);
    return eunomia_entry(entrypoint, input, data);
}

rt_ref rt_result(rt_ref value) {
    rt_ref row = rt_object_new(1), set = rt_set_new(1);
    rt_object_insert(row, rt_string_new("result", 6), value);
    rt_table *t = RT_PTR(rt_table, set);
    *RT_PTR(rt_entry, t->entries) = (rt_entry) {row, row, 0};
    t->len = 1;
    return set;
}

uint32_t eval(context *c) {
    c->result = evaluate(c->entrypoint, c->input, c->data);
    return 0;
}

const char *opa_eval(uint32_t reserved, uint32_t entrypoint, rt_ref data, const char *input, uint32_t input_len,
                     uint32_t heap, uint32_t format) {
    (void) reserved;
    opa_heap_ptr_set(heap);
    rt_ref parsed = 0;
    if (input_len) {
        parsed = rt_json_read(input, input_len, RT_JSON);
        if (!parsed) {
            rt_abort("eval_input_error: the input is not valid JSON");
        }
    }
    return dump(evaluate(entrypoint, parsed, data), format ? RT_TERM : RT_JSON);
}

rt_ref eunomia_eval(uint32_t entrypoint, rt_ref input, rt_ref data) {
    rt_epoch++;
    return eunomia_value(entrypoint, input, data);
}
