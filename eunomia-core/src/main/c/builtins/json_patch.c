// RFC 6902, extended as in OPA: sets are documents too, and a path may be an array of keys.
#include "json_path.h"

enum { NO_INDEX = 0xFFFFFFFFu };

// An array index as a path has it: an integer, its text without leading zeros, or "-", the end.
static uint32_t index_of(rt_ref key, uint32_t len) {
    int64_t index;
    if (rt_is(key, RT_STRING)) {
        if (bi_is(key, "-")) {
            return len;
        }
        const char *bytes = bi_bytes(key);
        uint32_t n = bi_size(key);
        if (n == 0 || n > 10 || (bytes[0] == '0' && n > 1)) {
            return NO_INDEX;
        }
        index = 0;
        for (uint32_t i = 0; i < n; i++) {
            if ((uint8_t) (bytes[i] - '0') > 9) {
                return NO_INDEX;
            }
            index = index * 10 + (bytes[i] - '0');
        }
    } else if (!bi_plain_int(key, &index)) {
        return NO_INDEX;
    }
    return index < 0 || index > len ? NO_INDEX : (uint32_t) index;
}

static rt_ref child_of(rt_ref parent, rt_ref key) {
    if (rt_is(parent, RT_ARRAY)) {
        uint32_t index = index_of(key, bi_array_len(parent));
        return index < bi_array_len(parent) ? bi_elem(parent, index) : 0;
    }
    return rt_type_of(parent) < RT_ARRAY ? 0 : rt_get(parent, key);
}

// What happens to one member: a new one comes in, one goes, or one is put in another's place.
typedef enum { INSERT, DELETE, PUT } edit;

RT_APART static rt_ref edit_array(rt_ref array, rt_ref key, rt_ref value, edit kind) {
    uint32_t n = bi_array_len(array), index = index_of(key, n);
    if (index == NO_INDEX || (index == n && kind != INSERT)) {
        return 0;
    }
    rt_ref result = rt_array_new(n + 1);
    rt_step(1 + n);
    for (uint32_t i = 0; i <= n; i++) {
        if (i == index && kind != DELETE) {
            rt_array_append(result, value);
        }
        if (i < n && (i != index || kind == INSERT)) {
            rt_array_append(result, bi_elem(array, i));
        }
    }
    return result;
}

RT_APART static rt_ref edit_object(rt_ref object, rt_ref key, rt_ref value, edit kind) {
    uint32_t n = bi_table_len(object);
    if (kind != INSERT && !rt_object_get(object, key)) {
        return 0;
    }
    rt_ref result = rt_object_new(n + 1);
    rt_step(1 + n);
    for (uint32_t i = 0; i < n; i++) {
        rt_entry *entry = bi_entry(object, i);
        if (!rt_equal(entry->key, key)) {
            rt_object_insert(result, entry->key, entry->value);
        }
    }
    if (kind != DELETE) {
        rt_object_insert(result, key, value);
    }
    return result;
}

RT_APART static rt_ref edit_set(rt_ref set, rt_ref key, rt_ref value, edit kind) {
    if (kind == INSERT ? !rt_equal(key, value) : !rt_set_has(set, key)) {
        return 0;
    }
    uint32_t n = bi_table_len(set);
    rt_ref result = rt_set_new(n + 1);
    rt_step(1 + n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = bi_entry(set, i)->key;
        if (!rt_equal(element, key)) {
            rt_set_add(result, element);
        }
    }
    if (kind != DELETE) {
        rt_set_add(result, value);
    }
    return result;
}

static rt_ref edit_member(rt_ref parent, rt_ref key, rt_ref value, edit kind) {
    switch (rt_type_of(parent)) {
        case RT_ARRAY: return edit_array(parent, key, value, kind);
        case RT_OBJECT: return edit_object(parent, key, value, kind);
        case RT_SET: return edit_set(parent, key, value, kind);
        default: return 0;
    }
}

// The document with the edit at the path's end, all that lies on the path being new; 0 if there is no such place.
static rt_ref edit_at(rt_ref document, rt_ref path, rt_ref value, edit kind) {
    uint32_t n = bi_array_len(path);
    if (n == 0) {
        return value;
    }
    rt_ref *parents = rt_alloc(n * (uint32_t) sizeof(rt_ref));
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        parents[i] = document;
        document = i + 1 < n ? child_of(document, bi_elem(path, i)) : document;
        if (!document) {
            return 0;
        }
    }
    for (uint32_t i = n; i > 0; i--, kind = PUT) {
        value = edit_member(parents[i - 1], bi_elem(path, i - 1), value, kind);
        if (!value) {
            return 0;
        }
    }
    return value;
}

RT_APART static rt_ref value_at(rt_ref document, rt_ref path) {
    uint32_t n = bi_array_len(path);
    rt_step(n);
    for (uint32_t i = 0; i < n && document; i++) {
        document = child_of(document, bi_elem(path, i));
    }
    return document;
}

static rt_ref field(rt_ref operation, const char *name, uint32_t len) {
    return rt_object_get(operation, rt_string_new(name, len));
}
#define FIELD(operation, name) field(operation, name, sizeof(name) - 1)

RT_APART static rt_ref apply_from(rt_ref document, rt_ref operation, rt_ref path, bool move) {
    rt_ref from = FIELD(operation, "from");
    from = from ? bi_path(from) : 0;
    rt_ref value = from ? value_at(document, from) : 0;
    if (!value) {
        return 0;
    }
    if (move && bi_array_len(from) > 0) {
        document = edit_at(document, from, 0, DELETE);
    } else if (move) {
        document = bi_array_len(path) == 0 ? value : 0; // nothing is left that it could be put into
    }
    return document ? edit_at(document, path, value, INSERT) : 0;
}

// The document after the operation; 0 if it fails.
static rt_ref apply(rt_ref document, rt_ref operation) {
    rt_ref op = FIELD(operation, "op"), path = FIELD(operation, "path"), value = FIELD(operation, "value");
    path = path ? bi_path(path) : 0;
    if (!op || !rt_is(op, RT_STRING) || !path) {
        return 0;
    }
    if (bi_is(op, "remove")) {
        return bi_array_len(path) == 0 ? 0 : edit_at(document, path, 0, DELETE);
    }
    if (bi_is(op, "move") || bi_is(op, "copy")) {
        return apply_from(document, operation, path, bi_is(op, "move"));
    }
    if (!value) {
        return 0;
    }
    if (bi_is(op, "add")) {
        return edit_at(document, path, value, INSERT);
    }
    if (bi_is(op, "test")) {
        rt_ref found = value_at(document, path);
        return found && rt_equal(found, value) ? document : 0;
    }
    if (!bi_is(op, "replace")) {
        return 0;
    }
    if (bi_array_len(path) > 0) {
        document = edit_at(document, path, 0, DELETE);
    }
    return document ? edit_at(document, path, value, INSERT) : 0;
}

rt_ref bi_json__patch(rt_ref document, rt_ref operations) {
    NEED_ARRAY(operations, "json.patch", 2);
    uint32_t n = bi_array_len(operations);
    // Whatever is wrong with an operation makes the call undefined, also in strict mode: so does OPA.
    for (uint32_t i = 0; i < n && document; i++) {
        rt_ref operation = bi_elem(operations, i);
        document = rt_is(operation, RT_OBJECT) ? apply(document, operation) : 0;
    }
    return document;
}
