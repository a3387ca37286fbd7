// What hosts call: an evaluation from input text to result text. The first byte chooses the format, the rest is input.
#include "fuzz.h"

#include "../tests/host.h"

#include <string.h>

enum { ENTRYPOINT = 0 }; // the tests' policy answers with [input, data, its slot]

typedef struct context context;

context *opa_eval_ctx_new(void);
void opa_eval_ctx_set_input(context *c, rt_ref input);
void opa_eval_ctx_set_data(context *c, rt_ref data);
void opa_eval_ctx_set_entrypoint(context *c, uint32_t entrypoint);
rt_ref opa_eval_ctx_get_result(context *c);
uint32_t opa_malloc(uint32_t size);
uint32_t opa_heap_ptr_get(void);
uint32_t eval(context *c);
const char *opa_eval(uint32_t reserved, uint32_t entrypoint, rt_ref data, const char *input, uint32_t input_len,
                     uint32_t heap, uint32_t format);

static rt_ref answer_of(const char *text, uint32_t format) {
    rt_ref set = rt_json_read(text, (uint32_t) strlen(text), format);
    HOLDS(fuzz_note("set", set) && rt_scan(set) == 1);
    rt_ref row = rt_scan_value(set, 0);
    HOLDS(rt_is(row, RT_OBJECT) && bi_table_len(row) == 1);
    return rt_object_get(row, fuzz_string("result"));
}

static rt_ref by_context(rt_ref input, rt_ref data) {
    context *c = opa_eval_ctx_new();
    opa_eval_ctx_set_input(c, input);
    opa_eval_ctx_set_data(c, data);
    opa_eval_ctx_set_entrypoint(c, ENTRYPOINT);
    HOLDS(eval(c) == 0);
    rt_buffer text = fuzz_text(opa_eval_ctx_get_result(c), RT_JSON);
    rt_buffer_add_char(&text, 0);
    return answer_of(text.bytes, RT_JSON);
}

void fuzz_target(fuzz_input *in) {
    uint32_t format = fuzz_below(in, 2), len = (uint32_t) (in->end - in->at);
    rt_ref data = rt_json_read(in->at, len, RT_JSON);
    data = data ? data : rt_null;
    char *input = RT_PTR(char, opa_malloc(len));
    memcpy(input, in->at, len);
    // Aborts if this is no JSON: the end of a run that was to be seen only that it ends well.
    const char *text = opa_eval(0, ENTRYPOINT, data, input, len, opa_heap_ptr_get(), format);
    rt_ref answer = fuzz_well_formed(fuzz_note("answer", answer_of(text, format ? RT_TERM : RT_JSON)));
    rt_ref given = len ? rt_json_read(in->at, len, RT_JSON) : rt_null;
    HOLDS(given && bi_array_len(answer) == 3);
    HOLDS(rt_equal(bi_elem(answer, 0), given) && rt_equal(bi_elem(answer, 1), data));
    rt_ref slot = len ? rt_get(given, fuzz_string("slot")) : 0;
    HOLDS(rt_equal(bi_elem(answer, 2), slot ? slot : rt_null));
    HOLDS(rt_equal(by_context(len ? given : 0, data), answer));
}
