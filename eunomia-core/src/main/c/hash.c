// Hashes, which are kept in the value's header.
#include "core.h"

#define MIX 0x9E3779B1u

static inline uint32_t hash_int(int64_t x) {
    return rt_no_zero(((uint32_t) x ^ (uint32_t) ((uint64_t) x >> 32)) * MIX);
}

RT_APART static uint32_t hash_wide(const char *bytes, uint32_t len) {
    uint32_t h = 0;
    for (uint32_t i = 0; i < len;) {
        uint32_t cp = rt_utf8_decode(bytes, len, &i);
        if (cp >= 0x10000) {
            h = 31 * h + (0xD7C0 + (cp >> 10));
            cp = 0xDC00 + (cp & 0x3FF);
        }
        h = 31 * h + cp;
    }
    return rt_no_zero(h);
}

uint32_t rt_hash_utf8(const char *bytes, uint32_t len) {
    uint32_t h = 0, i = 0;
    for (; i + 4 <= len; i += 4) {
        uint32_t w;
        __builtin_memcpy(&w, bytes + i, 4);
        if (w & 0x80808080) {
            return hash_wide(bytes, len);
        }
        h = h * (31 * 31 * 31 * 31) + (w & 255) * (31 * 31 * 31) + (w >> 8 & 255) * (31 * 31) + (w >> 16 & 255) * 31 + (w >> 24);
    }
    for (; i < len; i++) {
        if (bytes[i] & 0x80) {
            return hash_wide(bytes, len);
        }
        h = 31 * h + (uint32_t) bytes[i];
    }
    return rt_no_zero(h);
}

static uint32_t hash_array(const rt_array *a) {
    uint32_t h = 7;
    const rt_ref *elems = RT_PTR(rt_ref, a->elems);
    rt_step(a->len);
    for (uint32_t i = 0; i < a->len; i++) {
        h = 31 * h + rt_hash(elems[i]);
    }
    return h;
}

static uint32_t hash_object(const rt_table *t) {
    uint32_t h = 0;
    const rt_entry *entries = RT_PTR(rt_entry, t->entries);
    rt_step(t->len);
    for (uint32_t i = 0; i < t->len; i++) {
        h += (31 * entries[i].hash ^ rt_hash(entries[i].value)) * MIX;
    }
    return h;
}

static uint32_t hash_set(const rt_table *t) {
    uint32_t h = 0;
    const rt_entry *entries = RT_PTR(rt_entry, t->entries);
    rt_step(t->len);
    for (uint32_t i = 0; i < t->len; i++) {
        h += entries[i].hash * 0x85EBCA6Bu;
    }
    return h;
}

RT_APART static uint32_t compute(rt_ref v) {
    switch (RT_HEADER(v)->type) {
        case RT_NUMBER: {
            int64_t x;
            return rt_number_to_int64(v, &x) ? hash_int(x) : rt_decimal_hash(v);
        }
        case RT_STRING:
            return rt_hash_utf8(RT_PTR(rt_string, v)->bytes, RT_PTR(rt_string, v)->len);
        case RT_ARRAY:
            return hash_array(RT_PTR(rt_array, v));
        case RT_OBJECT:
            return hash_object(RT_PTR(rt_table, v));
        default:
            return hash_set(RT_PTR(rt_table, v));
    }
}

uint32_t rt_hash(rt_ref v) {
    if (rt_is_small(v)) {
        return hash_int(rt_small_value(v));
    }
    uint32_t h = RT_HEADER(v)->hash;
    return h ? h : (RT_HEADER(v)->hash = rt_no_zero(compute(v)));
}
