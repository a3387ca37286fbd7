#include "regex.h"

re_program *bi_regex(rt_ref pattern, const char *builtin) {
    const char *error = 0;
    re_program *program = re_program_of(pattern, BI_REGEX, &error);
    if (!program) {
        rt_builtin_error(builtin, error);
    }
    return program;
}

rt_ref bi_regex__is_valid(rt_ref pattern) {
    const char *error;
    uint32_t heap = rt_heap;
    bool is_valid = rt_is(pattern, RT_STRING) && re_program_of(pattern, BI_REGEX, &error);
    rt_release(heap);
    return rt_bool(is_valid);
}

static rt_ref match(rt_ref pattern, rt_ref text, const char *name) {
    NEED_STRING(pattern, name, 1);
    NEED_STRING(text, name, 2);
    uint32_t heap = rt_heap;
    re_program *program = bi_regex(pattern, name);
    if (!program) {
        return 0;
    }
    bool is_match = re_is_match(program, bi_bytes(text), bi_size(text));
    rt_release(heap);
    return rt_bool(is_match);
}

rt_ref bi_regex__match(rt_ref pattern, rt_ref text) { return match(pattern, text, "regex.match"); }
rt_ref bi_re_match(rt_ref pattern, rt_ref text) { return match(pattern, text, "re_match"); }
