#include "builtin.h"

rt_ref bi_is_number(rt_ref a) { return rt_bool(rt_is(a, RT_NUMBER)); }
rt_ref bi_is_string(rt_ref a) { return rt_bool(rt_is(a, RT_STRING)); }
rt_ref bi_is_boolean(rt_ref a) { return rt_bool(rt_is(a, RT_BOOLEAN)); }
rt_ref bi_is_array(rt_ref a) { return rt_bool(rt_is(a, RT_ARRAY)); }
rt_ref bi_is_set(rt_ref a) { return rt_bool(rt_is(a, RT_SET)); }
rt_ref bi_is_object(rt_ref a) { return rt_bool(rt_is(a, RT_OBJECT)); }
rt_ref bi_is_null(rt_ref a) { return rt_bool(rt_is(a, RT_NULL)); }

rt_ref bi_type_name(rt_ref a) {
    const char *name = rt_type_name(a);
    uint32_t n = 0;
    while (name[n]) {
        n++;
    }
    return rt_string_new(name, n);
}
