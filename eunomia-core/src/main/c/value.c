// Strings, arrays, and what is asked of any value.
#include "core.h"

#define SINGLETON _Alignas(8)
SINGLETON rt_header rt_null_value = {RT_NULL, 0, 0, 0x1001};
SINGLETON rt_header rt_false_value = {RT_BOOLEAN, 0, 0, 0x2001};
SINGLETON rt_header rt_true_value = {RT_BOOLEAN, 1, 0, 0x2002};

rt_string *rt_string_alloc(uint32_t len) {
    if (len > UINT32_MAX - 64) {
        rt_abort("eval_memory_error: out of memory");
    }
    rt_string *s = rt_alloc((uint32_t) sizeof *s + len);
    s->h = (rt_header) {.type = RT_STRING};
    s->len = len;
    return s;
}

rt_ref rt_string_new(const char *bytes, uint32_t len) {
    rt_string *s = rt_string_alloc(len);
    rt_copy(s->bytes, bytes, len);
    return (rt_ref) (uintptr_t) s;
}

// No collection can be longer than the memory; this keeps sizes in bytes from wrapping around.
static uint32_t sized(uint32_t capacity, uint32_t size) {
    if (capacity > UINT32_MAX / 2 / size) {
        rt_abort("eval_memory_error: out of memory");
    }
    return capacity * size;
}

rt_ref rt_array_new(uint32_t capacity) {
    rt_array *a = rt_alloc((uint32_t) sizeof *a + sized(capacity, sizeof(rt_ref)));
    a->h = (rt_header) {.type = RT_ARRAY};
    a->len = 0;
    a->cap = capacity;
    a->elems = (rt_ref) (uintptr_t) (a + 1);
    return (rt_ref) (uintptr_t) a;
}

RT_APART static void grow(rt_array *a) {
    uint32_t capacity = a->cap < 4 ? 4 : a->cap * 2;
    uint32_t size = sized(capacity, sizeof(rt_ref));
    a->elems = (rt_ref) (uintptr_t) rt_resize(RT_PTR(void, a->elems), a->cap * (uint32_t) sizeof(rt_ref), size);
    a->cap = capacity;
}

void rt_array_append(rt_ref array, rt_ref value) {
    rt_array *a = RT_PTR(rt_array, array);
    if (a->len == a->cap) {
        grow(a);
    }
    a->h.hash = 0;
    RT_PTR(rt_ref, a->elems)[a->len++] = value;
}

static rt_ref array_get(const rt_array *a, rt_ref key) {
    if (!rt_is_small(key) || (uint32_t) rt_small_value(key) >= a->len) {
        return 0;
    }
    return RT_PTR(rt_ref, a->elems)[rt_small_value(key)];
}

rt_ref rt_get(rt_ref collection, rt_ref key) {
    switch (key ? rt_type_of(collection) : RT_UNDEFINED) {
        case RT_OBJECT:
            return rt_object_get(collection, key);
        case RT_ARRAY:
            return array_get(RT_PTR(rt_array, collection), key);
        case RT_SET: {
            const rt_entry *e = rt_table_find(RT_PTR(rt_table, collection), key, rt_hash(key));
            return e ? e->key : 0;
        }
        default:
            return 0;
    }
}

uint32_t rt_len(rt_ref v) {
    switch (rt_type_of(v)) {
        case RT_STRING:
            return rt_utf8_count(RT_PTR(rt_string, v)->bytes, RT_PTR(rt_string, v)->len);
        case RT_ARRAY:
            return RT_PTR(rt_array, v)->len;
        case RT_OBJECT:
        case RT_SET:
            return RT_PTR(rt_table, v)->len;
        default:
            return 0;
    }
}

rt_ref rt_len_ref(rt_ref v) { return rt_number_int(rt_len(v)); }

uint32_t rt_scan(rt_ref v) {
    uint32_t type = rt_type_of(v);
    if (type < RT_ARRAY) {
        return 0;
    }
    if (type != RT_ARRAY) {
        rt_table_sort(v);
    }
    // Arrays and tables have their length at the same place.
    uint32_t len = RT_PTR(rt_array, v)->len;
    rt_step(len);
    return len;
}

rt_ref rt_scan_key(rt_ref v, uint32_t i) {
    if (RT_HEADER(v)->type == RT_ARRAY) {
        return rt_number_int(i);
    }
    return RT_PTR(rt_entry, RT_PTR(rt_table, v)->entries)[i].key;
}

rt_ref rt_scan_value(rt_ref v, uint32_t i) {
    if (RT_HEADER(v)->type == RT_ARRAY) {
        return RT_PTR(rt_ref, RT_PTR(rt_array, v)->elems)[i];
    }
    return RT_PTR(rt_entry, RT_PTR(rt_table, v)->entries)[i].value;
}

const char *rt_type_name(rt_ref v) {
    switch (rt_type_of(v)) {
        case RT_NULL:
            return "null";
        case RT_BOOLEAN:
            return "boolean";
        case RT_NUMBER:
            return "number";
        case RT_STRING:
            return "string";
        case RT_ARRAY:
            return "array";
        case RT_OBJECT:
            return "object";
        case RT_SET:
            return "set";
        default:
            return "undefined";
    }
}
