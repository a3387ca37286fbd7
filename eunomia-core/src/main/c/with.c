// Changed copies: `with` and deep unions.
#include "core.h"

rt_ref rt_with(rt_ref base, const rt_ref *path, uint32_t n, rt_ref value) {
    if (n == 0) {
        return value;
    }
    rt_ref copy = rt_is(base, RT_OBJECT) ? rt_table_copy(base) : rt_object_new(1);
    rt_object_insert(copy, path[0], rt_with(rt_object_get(copy, path[0]), path + 1, n - 1, value));
    return copy;
}

rt_ref rt_object_merge(rt_ref a, rt_ref b) {
    if (!rt_is(a, RT_OBJECT) || !rt_is(b, RT_OBJECT)) {
        return a ? a : b;
    }
    rt_ref merged = rt_table_copy(b);
    const rt_table *from = RT_PTR(rt_table, a);
    const rt_entry *entries = RT_PTR(rt_entry, from->entries);
    rt_step(from->len);
    for (uint32_t i = 0; i < from->len; i++) {
        rt_ref other = rt_object_get(merged, entries[i].key);
        rt_object_insert(merged, entries[i].key, rt_object_merge(entries[i].value, other));
    }
    return merged;
}
