// The `in` operator.
#include "builtin.h"

static bool array_has(rt_ref array, rt_ref value) {
    uint32_t n = bi_array_len(array);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        if (rt_equal(bi_elem(array, i), value)) {
            return true;
        }
    }
    return false;
}

static bool object_has_value(rt_ref object, rt_ref value) {
    uint32_t n = bi_table_len(object);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        if (rt_equal(bi_entry(object, i)->value, value)) {
            return true;
        }
    }
    return false;
}

rt_ref bi_internal__member_2(rt_ref value, rt_ref collection) {
    switch (rt_type_of(collection)) {
        case RT_SET: return rt_bool(rt_set_has(collection, value));
        case RT_ARRAY: return rt_bool(array_has(collection, value));
        case RT_OBJECT: return rt_bool(object_has_value(collection, value));
        default: return rt_false;
    }
}

rt_ref bi_internal__member_3(rt_ref key, rt_ref value, rt_ref collection) {
    uint32_t type = rt_type_of(collection);
    if (type != RT_SET && type != RT_ARRAY && type != RT_OBJECT) {
        return rt_false;
    }
    rt_ref found = rt_get(collection, key);
    return rt_bool(found && rt_equal(found, value));
}
