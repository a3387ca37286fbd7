// String interpolation and print.
#include "builtin.h"

rt_ref bi_internal__template_string(rt_ref parts) {
    NEED_ARRAY(parts, "internal.template_string", 1);
    rt_buffer b = {0};
    uint32_t n = bi_array_len(parts);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref part = bi_elem(parts, i);
        // An expression arrives as the set of its results, so that undefined is not the end of it.
        if (!rt_is(part, RT_SET)) {
            bi_add_plain_text(&b, part);
        } else if (bi_table_len(part) == 0) {
            rt_buffer_add_str(&b, "<undefined>");
        } else if (bi_table_len(part) == 1) {
            bi_add_plain_text(&b, bi_entry(part, 0)->key);
        } else {
            rt_abort("eval_conflict_error: template-strings must not produce multiple outputs");
        }
    }
    return rt_buffer_string(&b);
}

// A policy's decision does not hang on what it prints, and there is nowhere to print to.
rt_ref bi_internal__print(rt_ref parts) {
    (void) parts;
    return rt_true;
}
