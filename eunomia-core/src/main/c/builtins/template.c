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
            rt_fail("eval_conflict_error: template-strings must not produce multiple outputs");
        }
    }
    return rt_buffer_string(&b);
}

// A line for each way to take one result of every argument, from the given argument on.
static void print_from(rt_ref parts, uint32_t at, rt_buffer *line) {
    rt_step(1);
    if (at == bi_array_len(parts)) {
        rt_println(line);
        return;
    }
    uint32_t before = line->len;
    if (at > 0) {
        rt_buffer_add_char(line, ' ');
    }
    rt_ref part = bi_elem(parts, at);
    uint32_t start = line->len, results = rt_is(part, RT_SET) ? rt_scan(part) : 1;
    if (results == 0) {
        rt_buffer_add_str(line, "<undefined>");
        print_from(parts, at + 1, line);
    }
    for (uint32_t i = 0; i < results; i++) {
        line->len = start;
        bi_add_plain_text(line, rt_is(part, RT_SET) ? rt_scan_value(part, i) : part);
        print_from(parts, at + 1, line);
    }
    line->len = before;
}

// As for template strings, each argument is the set of its results. A host that knows OPA's ABI can print.
rt_ref bi_internal__print(rt_ref parts) {
    NEED_ARRAY(parts, "internal.print", 1);
    rt_buffer line = {0};
    print_from(parts, 0, &line);
    return rt_true;
}
