#include "builtin.h"

static bool is_subset(rt_ref super, rt_ref sub);

static bool object_subset(rt_ref super, rt_ref sub) {
    uint32_t n = bi_table_len(sub);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_entry *entry = bi_entry(sub, i);
        rt_ref value = rt_object_get(super, entry->key);
        if (!value || !(rt_equal(value, entry->value) || is_subset(value, entry->value))) {
            return false;
        }
    }
    return true;
}

static bool set_subset(rt_ref super, rt_ref sub) {
    uint32_t n = bi_table_len(sub);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        if (!rt_set_has(super, bi_entry(sub, i)->key)) {
            return false;
        }
    }
    return true;
}

// Whether all of sub stands in super, in one piece.
static bool array_subset(rt_ref super, rt_ref sub) {
    uint32_t n = bi_array_len(super), m = bi_array_len(sub);
    for (uint32_t start = 0; start + m <= n; start++) {
        uint32_t i = 0;
        while (i < m && rt_equal(bi_elem(super, start + i), bi_elem(sub, i))) {
            i++;
        }
        rt_step(i + 1);
        if (i == m) {
            return true;
        }
    }
    return false;
}

// OPA counts matching elements of the array, repeated ones too; here as there {1, 2} is within [1, 1].
static bool array_has_set(rt_ref super, rt_ref sub) {
    uint32_t n = bi_array_len(super), missing = bi_table_len(sub);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        missing -= rt_set_has(sub, bi_elem(super, i));
        if (missing == 0) {
            return true;
        }
    }
    return false;
}

static bool is_subset(rt_ref super, rt_ref sub) {
    uint32_t type = rt_type_of(super);
    if (type != rt_type_of(sub)) {
        return false;
    }
    switch (type) {
        case RT_OBJECT: return object_subset(super, sub);
        case RT_SET: return set_subset(super, sub);
        case RT_ARRAY: return array_subset(super, sub);
        default: return false;
    }
}

rt_ref bi_object__subset(rt_ref super, rt_ref sub) {
    uint32_t a = rt_type_of(super), b = rt_type_of(sub);
    if (a == RT_ARRAY && b == RT_SET) {
        return rt_bool(array_has_set(super, sub));
    }
    if (a != b || a < RT_ARRAY) {
        if (rt_strict) {
            rt_fail("eval_type_error: object.subset: "
                    "both arguments object.subset must be of the same type or array and set");
        }
        return 0;
    }
    return rt_bool(is_subset(super, sub));
}
