#include "builtin.h"

static void add_all(rt_ref to, rt_ref from) {
    uint32_t n = bi_table_len(from);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_set_add(to, bi_entry(from, i)->key);
    }
}

static rt_ref common(rt_ref a, rt_ref b) {
    if (bi_table_len(b) < bi_table_len(a)) {
        rt_ref other = a;
        a = b;
        b = other;
    }
    uint32_t n = bi_table_len(a);
    rt_ref result = rt_set_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = bi_entry(a, i)->key;
        if (rt_set_has(b, element)) {
            rt_set_add(result, element);
        }
    }
    return result;
}

rt_ref bi_and(rt_ref a, rt_ref b) {
    NEED_SET(a, "and", 1);
    NEED_SET(b, "and", 2);
    return common(a, b);
}

rt_ref bi_or(rt_ref a, rt_ref b) {
    NEED_SET(a, "or", 1);
    NEED_SET(b, "or", 2);
    rt_ref result = rt_set_new(bi_table_len(a) + bi_table_len(b));
    add_all(result, a);
    add_all(result, b);
    return result;
}

rt_ref bi_intersection(rt_ref sets) {
    NEED_SET(sets, "intersection", 1);
    uint32_t n = bi_table_len(sets);
    if (n == 0) {
        return rt_set_new(0);
    }
    for (uint32_t i = 0; i < n; i++) {
        NEED_SET(bi_entry(sets, i)->key, "intersection", 1);
    }
    rt_ref result = bi_entry(sets, 0)->key;
    for (uint32_t i = 1; i < n; i++) {
        result = common(result, bi_entry(sets, i)->key);
    }
    return result;
}

rt_ref bi_union(rt_ref sets) {
    NEED_SET(sets, "union", 1);
    uint32_t n = bi_table_len(sets);
    rt_ref result = rt_set_new(0);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref set = bi_entry(sets, i)->key;
        NEED_SET(set, "union", 1);
        add_all(result, set);
    }
    return result;
}
