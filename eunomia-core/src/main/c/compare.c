// Equality and the total order.
#include "core.h"

static inline const rt_entry *entries_of(const rt_table *t) { return RT_PTR(rt_entry, t->entries); }

static bool equal_strings(const rt_string *a, const rt_string *b) {
    return a->len == b->len && rt_bytes_equal(a->bytes, b->bytes, a->len);
}

RT_APART static bool equal_arrays(const rt_array *a, const rt_array *b) {
    if (a->len != b->len) {
        return false;
    }
    const rt_ref *x = RT_PTR(rt_ref, a->elems), *y = RT_PTR(rt_ref, b->elems);
    rt_step(a->len);
    for (uint32_t i = 0; i < a->len; i++) {
        if (!rt_equal(x[i], y[i])) {
            return false;
        }
    }
    return true;
}

RT_APART static bool equal_tables(const rt_table *a, const rt_table *b) {
    if (a->len != b->len) {
        return false;
    }
    const rt_entry *e = entries_of(a);
    rt_step(a->len);
    for (uint32_t i = 0; i < a->len; i++) {
        const rt_entry *other = rt_table_find(b, e[i].key, e[i].hash);
        // A set's values are its keys, which are equal by now but need not be the same reference.
        if (!other || (a->h.type == RT_OBJECT && !rt_equal(e[i].value, other->value))) {
            return false;
        }
    }
    return true;
}

RT_APART static bool equal_values(rt_ref a, rt_ref b) {
    switch (RT_HEADER(a)->type) {
        case RT_STRING:
            return equal_strings(RT_PTR(rt_string, a), RT_PTR(rt_string, b));
        case RT_ARRAY:
            return equal_arrays(RT_PTR(rt_array, a), RT_PTR(rt_array, b));
        case RT_OBJECT:
        case RT_SET:
            return equal_tables(RT_PTR(rt_table, a), RT_PTR(rt_table, b));
        default:
            return false; // null and booleans are equal by identity only
    }
}

bool rt_equal(rt_ref a, rt_ref b) {
    if (a == b) {
        return true;
    }
    if ((a & b & 1) || !a || !b) {
        return false;
    }
    uint32_t type = rt_type_of(a);
    if (type != rt_type_of(b)) {
        return false;
    }
    if (type == RT_NUMBER) {
        return rt_number_compare(a, b) == 0;
    }
    uint32_t h = RT_HEADER(a)->hash, g = RT_HEADER(b)->hash;
    return (h == g || !h || !g) && equal_values(a, b);
}

static int32_t compare_lengths(uint32_t a, uint32_t b) { return a < b ? -1 : a > b; }

RT_APART static int32_t compare_arrays(const rt_array *a, const rt_array *b) {
    uint32_t len = a->len < b->len ? a->len : b->len;
    const rt_ref *x = RT_PTR(rt_ref, a->elems), *y = RT_PTR(rt_ref, b->elems);
    rt_step(len);
    for (uint32_t i = 0; i < len; i++) {
        int32_t order = rt_compare(x[i], y[i]);
        if (order) {
            return order;
        }
    }
    return compare_lengths(a->len, b->len);
}

RT_APART static int32_t compare_tables(rt_ref a, rt_ref b) {
    rt_table_sort(a);
    rt_table_sort(b);
    const rt_table *s = RT_PTR(rt_table, a), *t = RT_PTR(rt_table, b);
    const rt_entry *x = entries_of(s), *y = entries_of(t);
    uint32_t len = s->len < t->len ? s->len : t->len;
    rt_step(len);
    for (uint32_t i = 0; i < len; i++) {
        int32_t order = rt_compare(x[i].key, y[i].key);
        if (!order && s->h.type == RT_OBJECT) {
            order = rt_compare(x[i].value, y[i].value);
        }
        if (order) {
            return order;
        }
    }
    return compare_lengths(s->len, t->len);
}

int32_t rt_compare(rt_ref a, rt_ref b) {
    if (a == b) {
        return 0;
    }
    uint32_t type = rt_type_of(a), other = rt_type_of(b);
    if (type != other) {
        return type < other ? -1 : 1;
    }
    switch (type) {
        case RT_BOOLEAN:
            return RT_HEADER(a)->kind < RT_HEADER(b)->kind ? -1 : 1;
        case RT_NUMBER:
            return rt_number_compare(a, b);
        case RT_STRING: {
            const rt_string *s = RT_PTR(rt_string, a), *t = RT_PTR(rt_string, b);
            return rt_bytes_compare(s->bytes, s->len, t->bytes, t->len);
        }
        case RT_ARRAY:
            return compare_arrays(RT_PTR(rt_array, a), RT_PTR(rt_array, b));
        default:
            return compare_tables(a, b);
    }
}
