#include "builtin.h"

#define KEYS "one of {object, set, array}"

rt_ref bi_object__get(rt_ref object, rt_ref key, rt_ref otherwise) {
    NEED_OBJECT(object, "object.get", 1);
    if (!rt_is(key, RT_ARRAY)) {
        rt_ref found = rt_object_get(object, key);
        return found ? found : otherwise;
    }
    uint32_t n = bi_array_len(key);
    rt_step(n);
    for (uint32_t i = 0; i < n && object; i++) {
        object = rt_get(object, bi_elem(key, i));
    }
    return object ? object : otherwise;
}

rt_ref bi_object__keys(rt_ref object) {
    NEED_OBJECT(object, "object.keys", 1);
    uint32_t n = bi_table_len(object);
    rt_ref result = rt_set_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_set_add(result, bi_entry(object, i)->key);
    }
    return result;
}

// Something that is asked for keys: arrays become sets, as looking through them for each key would cost too much.
static rt_ref searchable(rt_ref keys) {
    if (!rt_is(keys, RT_ARRAY)) {
        return keys;
    }
    uint32_t n = bi_array_len(keys);
    rt_ref set = rt_set_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_set_add(set, bi_elem(keys, i));
    }
    return set;
}

static bool has_key(rt_ref keys, rt_ref key) {
    return rt_is(keys, RT_SET) ? rt_set_has(keys, key) : rt_object_get(keys, key) != 0;
}

static rt_ref select(const char *name, rt_ref object, rt_ref keys, bool keep) {
    NEED_OBJECT(object, name, 1);
    if (rt_type_of(keys) < RT_ARRAY) {
        return rt_type_error(name, 2, KEYS, keys);
    }
    keys = searchable(keys);
    uint32_t n = bi_table_len(object);
    rt_ref result = rt_object_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_entry *entry = bi_entry(object, i);
        if (has_key(keys, entry->key) == keep) {
            rt_object_insert(result, entry->key, entry->value);
        }
    }
    return result;
}

rt_ref bi_object__remove(rt_ref object, rt_ref keys) { return select("object.remove", object, keys, false); }

rt_ref bi_object__filter(rt_ref object, rt_ref keys) { return select("object.filter", object, keys, true); }

rt_ref bi_object__union(rt_ref a, rt_ref b) {
    NEED_OBJECT(a, "object.union", 1);
    NEED_OBJECT(b, "object.union", 2);
    return rt_object_merge(b, a);
}

rt_ref bi_object__union_n(rt_ref objects) {
    NEED_ARRAY(objects, "object.union_n", 1);
    rt_ref result = rt_object_new(0);
    uint32_t n = bi_array_len(objects);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref object = bi_elem(objects, i);
        if (!rt_is(object, RT_OBJECT)) {
            return bi_element_error("object.union_n", 1, objects, "object", object);
        }
        result = rt_object_merge(object, result);
    }
    return result;
}
