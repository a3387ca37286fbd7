#include "builtin.h"

static void append_all(rt_ref to, rt_ref from, uint32_t at, uint32_t end) {
    rt_step(end - at);
    for (; at < end; at++) {
        rt_array_append(to, bi_elem(from, at));
    }
}

rt_ref bi_array__concat(rt_ref a, rt_ref b) {
    NEED_ARRAY(a, "array.concat", 1);
    NEED_ARRAY(b, "array.concat", 2);
    rt_ref result = rt_array_new(bi_array_len(a) + bi_array_len(b));
    append_all(result, a, 0, bi_array_len(a));
    append_all(result, b, 0, bi_array_len(b));
    return result;
}

rt_ref bi_array__slice(rt_ref a, rt_ref start, rt_ref stop) {
    int64_t from, to;
    NEED_ARRAY(a, "array.slice", 1);
    NEED_INT(start, "array.slice", 2, &from);
    NEED_INT(stop, "array.slice", 3, &to);
    int64_t n = bi_array_len(a);
    to = to < 0 ? 0 : to > n ? n : to;
    from = from < 0 ? 0 : from > to ? to : from;
    rt_ref result = rt_array_new((uint32_t) (to - from));
    append_all(result, a, (uint32_t) from, (uint32_t) to);
    return result;
}

rt_ref bi_array__reverse(rt_ref a) {
    NEED_ARRAY(a, "array.reverse", 1);
    uint32_t n = bi_array_len(a);
    rt_ref result = rt_array_new(n);
    rt_step(n);
    while (n > 0) {
        rt_array_append(result, bi_elem(a, --n));
    }
    return result;
}

rt_ref bi_array__flatten(rt_ref a) {
    NEED_ARRAY(a, "array.flatten", 1);
    uint32_t n = bi_array_len(a);
    rt_ref result = rt_array_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = bi_elem(a, i);
        if (rt_is(element, RT_ARRAY)) {
            append_all(result, element, 0, bi_array_len(element));
        } else {
            rt_array_append(result, element);
        }
    }
    return result;
}
