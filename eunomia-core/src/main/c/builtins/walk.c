#include "builtin.h"

typedef struct { rt_ref collection, path; uint32_t next, count; } frame;

typedef struct { frame *frames; uint32_t depth, cap; rt_ref result; } walker;

static rt_ref extended(rt_ref path, rt_ref key) {
    uint32_t n = bi_array_len(path);
    rt_ref longer = rt_array_new(n + 1);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_array_append(longer, bi_elem(path, i));
    }
    rt_array_append(longer, key);
    return longer;
}

static void push(walker *w, rt_ref collection, rt_ref path, uint32_t count) {
    if (w->depth == w->cap) {
        uint32_t cap = w->cap ? w->cap * 2 : 16;
        frame *frames = rt_alloc(cap * (uint32_t) sizeof(frame));
        for (uint32_t i = 0; i < w->depth; i++) {
            frames[i] = w->frames[i];
        }
        w->frames = frames;
        w->cap = cap;
    }
    w->frames[w->depth++] = (frame) {collection, path, 0, count};
}

static void visit(walker *w, rt_ref value, rt_ref path) {
    rt_ref pair = rt_array_new(2);
    rt_array_append(pair, path);
    rt_array_append(pair, value);
    rt_array_append(w->result, pair);
    rt_step(1);
    uint32_t count = rt_scan(value);
    if (count > 0) {
        push(w, value, path, count);
    }
}

// All pairs of path and value, parents before children: what `walk(x, [path, value])` goes through.
rt_ref bi_walk(rt_ref root) {
    walker w = {0, 0, 0, rt_array_new(8)};
    visit(&w, root, rt_array_new(0));
    while (w.depth > 0) {
        frame *top = &w.frames[w.depth - 1];
        if (top->next == top->count) {
            w.depth--;
            continue;
        }
        uint32_t i = top->next++;
        rt_ref value = rt_scan_value(top->collection, i);
        visit(&w, value, extended(top->path, rt_scan_key(top->collection, i)));
    }
    return w.result;
}
