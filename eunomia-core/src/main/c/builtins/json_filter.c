// json.filter and json.remove: both go by a tree of the paths, whose leaves are null.
#include "json_path.h"

static void add_path(rt_ref tree, rt_ref keys) {
    uint32_t n = bi_array_len(keys);
    rt_step(1 + n);
    for (uint32_t i = 0; i + 1 < n; i++) {
        rt_ref child = rt_object_get(tree, bi_elem(keys, i));
        if (child == rt_null) {
            return; // a shorter path takes all of it already
        }
        if (!child) {
            child = rt_object_new(0);
            rt_object_insert(tree, bi_elem(keys, i), child);
        }
        tree = child;
    }
    if (n > 0) {
        rt_object_insert(tree, bi_elem(keys, n - 1), rt_null);
    }
}

// 0, the error raised, if they are no paths.
static rt_ref tree_of(const char *name, rt_ref paths) {
    if (!rt_is(paths, RT_ARRAY) && !rt_is(paths, RT_SET)) {
        return rt_type_error(name, 2, "one of {set, array}", paths);
    }
    uint32_t n = rt_scan(paths);
    rt_ref tree = rt_object_new(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref keys = bi_path(rt_scan_value(paths, i));
        if (!keys) {
            return rt_type_error(name, 2, "one of {set, array} containing string paths or array of path segments",
                                 rt_scan_value(paths, i));
        }
        add_path(tree, keys);
    }
    return tree;
}

// Apart, so that its buffer takes no room on the stack for each level of the recursion.
RT_APART static rt_ref index_key(uint32_t i) {
    rt_buffer b = {0};
    rt_buffer_add_int(&b, i);
    return rt_buffer_string(&b);
}

typedef rt_ref (*part_of)(rt_ref value, rt_ref tree); // 0 to leave the value out

static rt_ref rebuild_object(rt_ref object, rt_ref tree, part_of part) {
    uint32_t n = bi_table_len(object);
    rt_ref result = rt_object_new(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_entry *entry = bi_entry(object, i);
        rt_ref value = part(entry->value, rt_object_get(tree, entry->key));
        if (value) {
            rt_object_insert(result, entry->key, value);
        }
    }
    return result;
}

static rt_ref rebuild_set(rt_ref set, rt_ref tree, part_of part) {
    uint32_t n = bi_table_len(set);
    rt_ref result = rt_set_new(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = bi_entry(set, i)->key;
        rt_ref value = part(element, rt_object_get(tree, element));
        if (value) {
            rt_set_add(result, value);
        }
    }
    return result;
}

// Array indexes are strings in a path, in whichever way it is written.
static rt_ref rebuild_array(rt_ref array, rt_ref tree, part_of part) {
    uint32_t n = bi_array_len(array);
    rt_ref result = rt_array_new(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref value = part(bi_elem(array, i), rt_object_get(tree, index_key(i)));
        if (value) {
            rt_array_append(result, value);
        }
    }
    return result;
}

static rt_ref rebuild(rt_ref value, rt_ref tree, part_of part) {
    rt_step(1 + rt_scan(value));
    switch (rt_type_of(value)) {
        case RT_ARRAY: return rebuild_array(value, tree, part);
        case RT_OBJECT: return rebuild_object(value, tree, part);
        case RT_SET: return rebuild_set(value, tree, part);
        default: return value;
    }
}

static rt_ref kept(rt_ref value, rt_ref tree) {
    return !tree ? 0 : tree == rt_null ? value : rebuild(value, tree, kept);
}

static rt_ref left_over(rt_ref value, rt_ref tree) {
    return !tree ? value : tree == rt_null ? 0 : rebuild(value, tree, left_over);
}

rt_ref bi_json__filter(rt_ref object, rt_ref paths) {
    NEED_OBJECT(object, "json.filter", 1);
    rt_ref tree = tree_of("json.filter", paths);
    return tree ? kept(object, tree) : 0;
}

rt_ref bi_json__remove(rt_ref object, rt_ref paths) {
    NEED_OBJECT(object, "json.remove", 1);
    rt_ref tree = tree_of("json.remove", paths);
    return tree ? left_over(object, tree) : 0;
}
