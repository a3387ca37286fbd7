#include "builtin.h"

static void add_elements(rt_buffer *b, rt_ref collection, char open, char close) {
    uint32_t n = rt_scan(collection);
    rt_buffer_add_char(b, open);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) {
            rt_buffer_add(b, ", ", 2);
        }
        bi_add_term_text(b, rt_scan_value(collection, i));
    }
    rt_buffer_add_char(b, close);
}

static void add_object(rt_buffer *b, rt_ref object) {
    uint32_t n = rt_scan(object);
    rt_buffer_add_char(b, '{');
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) {
            rt_buffer_add(b, ", ", 2);
        }
        bi_add_term_text(b, rt_scan_key(object, i));
        rt_buffer_add(b, ": ", 2);
        bi_add_term_text(b, rt_scan_value(object, i));
    }
    rt_buffer_add_char(b, '}');
}

void bi_add_term_text(rt_buffer *b, rt_ref value) {
    switch (rt_type_of(value)) {
        case RT_NULL: rt_buffer_add(b, "null", 4); break;
        case RT_BOOLEAN: rt_buffer_add_str(b, value == rt_true ? "true" : "false"); break;
        case RT_NUMBER: rt_buffer_add_number(b, value); break;
        case RT_STRING: bi_add_quoted(b, bi_bytes(value), bi_size(value), false); break;
        case RT_ARRAY: add_elements(b, value, '[', ']'); break;
        case RT_OBJECT: add_object(b, value); break;
        case RT_SET:
            if (bi_table_len(value) == 0) {
                rt_buffer_add(b, "set()", 5);
            } else {
                add_elements(b, value, '{', '}');
            }
            break;
        default: break;
    }
}

void bi_add_plain_text(rt_buffer *b, rt_ref value) {
    if (rt_is(value, RT_STRING)) {
        rt_buffer_add(b, bi_bytes(value), bi_size(value));
    } else {
        bi_add_term_text(b, value);
    }
}
