// Terms as text, with a stack of their own: as deep as values may nest, no call stack is.
#include "builtin.h"

typedef struct { rt_ref container; uint32_t count, next; } frame;

typedef struct {
    rt_buffer *b;
    frame *frames;
    uint32_t depth, cap;
} writer;

RT_APART static void open(writer *w, rt_ref container) {
    if (rt_is(container, RT_SET) && bi_table_len(container) == 0) {
        rt_buffer_add(w->b, "set()", 5);
        return;
    }
    if (w->depth == w->cap) {
        uint32_t size = (uint32_t) sizeof(frame), cap = w->cap ? w->cap * 2 : 16;
        w->frames = rt_resize(w->frames, w->cap * size, cap * size);
        w->cap = cap;
    }
    rt_buffer_add_char(w->b, rt_is(container, RT_ARRAY) ? '[' : '{');
    w->frames[w->depth++] = (frame) {container, rt_scan(container), 0};
}

static void add_value(writer *w, rt_ref value) {
    rt_step(1);
    switch (rt_type_of(value)) {
        case RT_NULL: rt_buffer_add(w->b, "null", 4); break;
        case RT_BOOLEAN: rt_buffer_add_str(w->b, value == rt_true ? "true" : "false"); break;
        case RT_NUMBER: rt_buffer_add_number(w->b, value); break;
        case RT_STRING: bi_add_quoted(w->b, bi_bytes(value), bi_size(value), false); break;
        default: open(w, value); break;
    }
}

// What comes next of the innermost container. An object's key and value are two turns, as a key may be a container too.
RT_APART static void advance(writer *w) {
    frame *f = &w->frames[w->depth - 1];
    rt_ref container = f->container;
    bool object = rt_is(container, RT_OBJECT), value = object && f->next % 2 == 1;
    uint32_t at = object ? f->next / 2 : f->next;
    if (at == f->count) {
        rt_buffer_add_char(w->b, rt_is(container, RT_ARRAY) ? ']' : '}');
        w->depth--;
        return;
    }
    if (f->next++ > 0) {
        rt_buffer_add(w->b, value ? ": " : ", ", 2);
    }
    add_value(w, object && !value ? rt_scan_key(container, at) : rt_scan_value(container, at));
}

void bi_add_term_text(rt_buffer *b, rt_ref value) {
    writer w = {.b = b};
    add_value(&w, value);
    while (w.depth > 0) {
        advance(&w);
    }
}

void bi_add_plain_text(rt_buffer *b, rt_ref value) {
    if (rt_is(value, RT_STRING)) {
        rt_buffer_add(b, bi_bytes(value), bi_size(value));
    } else {
        bi_add_term_text(b, value);
    }
}
