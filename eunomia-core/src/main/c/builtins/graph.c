#include "builtin.h"

static bool is_collection(rt_ref v) { return rt_is(v, RT_ARRAY) || rt_is(v, RT_SET); }

// Edges that are neither an array nor a set lead nowhere.
static uint32_t edge_count(rt_ref edges) { return is_collection(edges) ? rt_scan(edges) : 0; }

#define NEED_VERTICES(initial, name)                                             \
    do {                                                                         \
        if (!is_collection(initial))                                             \
            return rt_type_error((name), 2, "{array, set}", (initial));          \
    } while (0)

static void append_all(rt_ref queue, rt_ref vertices) {
    uint32_t n = edge_count(vertices);
    rt_step(1 + n);
    for (uint32_t i = 0; i < n; i++) {
        rt_array_append(queue, rt_scan_value(vertices, i));
    }
}

rt_ref bi_graph__reachable(rt_ref graph, rt_ref initial) {
    NEED_OBJECT(graph, "graph.reachable", 1);
    NEED_VERTICES(initial, "graph.reachable");
    rt_ref reached = rt_set_new(0), queue = rt_array_new(8);
    append_all(queue, initial);
    for (uint32_t i = 0; i < bi_array_len(queue); i++) {
        rt_ref node = bi_elem(queue, i), edges = rt_object_get(graph, node);
        if (edges && !rt_set_has(reached, node)) {
            rt_set_add(reached, node);
            append_all(queue, edges);
        }
    }
    return reached;
}

typedef struct { rt_ref edges; uint32_t next, count; } level;

typedef struct {
    rt_ref graph, result, left;
    rt_ref *path;  // the nodes from the start on; level i holds the edges of path[i]
    level *levels;
    uint32_t depth, cap;
} explorer;

static void push(explorer *e, rt_ref node, rt_ref edges) {
    if (e->depth == e->cap) {
        uint32_t cap = e->cap ? e->cap * 2 : 16;
        e->path = rt_resize(e->path, e->cap * (uint32_t) sizeof(rt_ref), cap * (uint32_t) sizeof(rt_ref));
        e->levels = rt_resize(e->levels, e->cap * (uint32_t) sizeof(level), cap * (uint32_t) sizeof(level));
        e->cap = cap;
    }
    e->path[e->depth] = node;
    e->levels[e->depth++] = (level) {edges, 0, edge_count(edges)};
}

RT_APART static void add_path(explorer *e) {
    rt_ref path = rt_array_new(e->depth);
    rt_step(e->depth);
    for (uint32_t i = 0; i < e->depth; i++) {
        rt_array_append(path, e->path[i]);
    }
    rt_set_add(e->result, path);
}

// As OPA has it, a path ends before any vertex that this way out of the start has left already, on whichever path: not
// only before a cycle.
RT_APART static void follow(explorer *e, rt_ref neighbor) {
    rt_ref node = e->path[e->depth - 1];
    if (e->depth == 1) {
        e->left = rt_set_new(0);
    } else if (rt_set_has(e->left, neighbor)) {
        add_path(e);
        return;
    }
    rt_set_add(e->left, node);
    rt_ref edges = rt_object_get(e->graph, neighbor);
    if (!edges) {
        add_path(e);
        return;
    }
    push(e, neighbor, edges);
    if (e->levels[e->depth - 1].count == 0) {
        add_path(e);
        e->depth--;
    }
}

static void explore(explorer *e, rt_ref start, rt_ref edges) {
    push(e, start, edges);
    if (e->levels[0].count == 0) {
        add_path(e);
    }
    while (e->depth > 0) {
        level *top = &e->levels[e->depth - 1];
        if (top->next == top->count) {
            e->depth--;
        } else {
            follow(e, rt_scan_value(top->edges, top->next++));
        }
    }
}

rt_ref bi_graph__reachable_paths(rt_ref graph, rt_ref initial) {
    NEED_OBJECT(graph, "graph.reachable_paths", 1);
    NEED_VERTICES(initial, "graph.reachable_paths");
    explorer e = {.graph = graph, .result = rt_set_new(0)};
    uint32_t n = rt_scan(initial);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref start = rt_scan_value(initial, i), edges = rt_object_get(graph, start);
        if (edges) {
            explore(&e, start, edges);
        }
    }
    return e.result;
}
