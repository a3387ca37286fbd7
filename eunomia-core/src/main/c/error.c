// A builtin's errors: undefined, or the end of the evaluation in strict mode.
#include "core.h"

RT_DATUM(rt_place) uint32_t rt_place = 0;

RT_APART _Noreturn void rt_fail(const char *message) {
    rt_buffer b = {0};
    if (rt_place) {
        rt_buffer_add_str(&b, RT_PTR(const char, rt_place));
    }
    rt_buffer_add_str(&b, message);
    rt_buffer_add_char(&b, 0);
    rt_abort(b.bytes);
}

RT_APART static _Noreturn void fail(rt_buffer *b, const char *message) {
    rt_buffer_add_str(b, message);
    rt_buffer_add_char(b, 0);
    rt_fail(b->bytes);
}

static void begin(rt_buffer *b, const char *code, const char *builtin) {
    rt_buffer_add_str(b, code);
    rt_buffer_add_str(b, builtin);
    rt_buffer_add_str(b, ": ");
}

rt_ref rt_builtin_error(const char *builtin, const char *message) {
    if (rt_strict) {
        rt_buffer b = {0};
        begin(&b, "eval_builtin_error: ", builtin);
        fail(&b, message);
    }
    return 0;
}

rt_ref rt_type_error(const char *builtin, uint32_t operand, const char *expected, rt_ref got) {
    if (rt_strict) {
        rt_buffer b = {0};
        begin(&b, "eval_type_error: ", builtin);
        rt_buffer_add_str(&b, "operand ");
        rt_buffer_add_int(&b, operand);
        rt_buffer_add_str(&b, " must be ");
        rt_buffer_add_str(&b, expected);
        rt_buffer_add_str(&b, " but got ");
        fail(&b, rt_type_name(got));
    }
    return 0;
}
