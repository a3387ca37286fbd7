#include "builtin.h"

#define ARRAY_OR_SET "one of {set, array}"

static bool is_array_or_set(rt_ref v) { return rt_is(v, RT_ARRAY) || rt_is(v, RT_SET); }

rt_ref bi_count(rt_ref a) {
    uint32_t type = rt_type_of(a);
    if (type < RT_STRING) {
        return rt_type_error("count", 1, "one of {array, object, set, string}", a);
    }
    return rt_len_ref(a);
}

static rt_ref fold(const char *name, rt_ref a, rt_ref start, rt_ref (*op)(rt_ref, rt_ref)) {
    if (!is_array_or_set(a)) {
        return rt_type_error(name, 1, ARRAY_OR_SET, a);
    }
    uint32_t n = rt_scan(a);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = rt_scan_value(a, i);
        if (!rt_is(element, RT_NUMBER)) {
            return bi_element_error(name, 1, a, "number", element);
        }
        start = op(start, element);
    }
    return start;
}

rt_ref bi_sum(rt_ref a) { return fold("sum", a, SMALL(0), rt_number_add); }

rt_ref bi_product(rt_ref a) { return fold("product", a, SMALL(1), rt_number_mul); }

static rt_ref extreme(rt_ref a, int32_t sign) {
    uint32_t n = rt_scan(a);
    if (n == 0) {
        return 0;
    }
    if (rt_is(a, RT_SET)) {
        return rt_scan_value(a, sign > 0 ? n - 1 : 0);
    }
    rt_ref best = bi_elem(a, 0);
    rt_step(n);
    for (uint32_t i = 1; i < n; i++) {
        rt_ref element = bi_elem(a, i);
        // Of equals, such as 1 and 1.0, the last is the answer.
        if (rt_compare(element, best) * sign >= 0) {
            best = element;
        }
    }
    return best;
}

rt_ref bi_max(rt_ref a) {
    return is_array_or_set(a) ? extreme(a, 1) : rt_type_error("max", 1, ARRAY_OR_SET, a);
}

rt_ref bi_min(rt_ref a) {
    return is_array_or_set(a) ? extreme(a, -1) : rt_type_error("min", 1, ARRAY_OR_SET, a);
}

// Merges the runs [at, mid) and [mid, end) of `from` into `to`.
RT_APART static void merge(const rt_ref *from, rt_ref *to, uint32_t at, uint32_t mid, uint32_t end) {
    uint32_t left = at, right = mid;
    for (; at < end; at++) {
        bool take_left = left < mid && (right == end || rt_compare(from[left], from[right]) <= 0);
        to[at] = take_left ? from[left++] : from[right++];
    }
}

RT_APART static rt_ref sorted_array(rt_ref a) {
    uint32_t n = bi_array_len(a);
    rt_ref *from = rt_alloc(n * sizeof(rt_ref));
    rt_ref *to = rt_alloc(n * sizeof(rt_ref));
    for (uint32_t i = 0; i < n; i++) {
        from[i] = bi_elem(a, i);
    }
    for (uint32_t width = 1; width < n; width *= 2) {
        rt_step(n);
        for (uint32_t at = 0; at < n; at += 2 * width) {
            uint32_t mid = n - at < width ? n : at + width;
            uint32_t end = n - mid < width ? n : mid + width;
            merge(from, to, at, mid, end);
        }
        rt_ref *other = from;
        from = to;
        to = other;
    }
    rt_ref result = rt_array_new(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_array_append(result, from[i]);
    }
    return result;
}

rt_ref bi_sort(rt_ref a) {
    if (rt_is(a, RT_ARRAY)) {
        return sorted_array(a);
    }
    if (!rt_is(a, RT_SET)) {
        return rt_type_error("sort", 1, ARRAY_OR_SET, a);
    }
    uint32_t n = rt_scan(a);
    rt_ref result = rt_array_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_array_append(result, rt_scan_value(a, i));
    }
    return result;
}

rt_ref bi_all(rt_ref a) {
    if (!is_array_or_set(a)) {
        return rt_type_error("all", 1, "one of {array, set}", a);
    }
    uint32_t n = rt_scan(a);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        if (rt_scan_value(a, i) != rt_true) {
            return rt_false;
        }
    }
    return rt_true;
}

rt_ref bi_any(rt_ref a) {
    if (!is_array_or_set(a)) {
        return rt_type_error("any", 1, "one of {array, set}", a);
    }
    uint32_t n = rt_scan(a);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        if (rt_scan_value(a, i) == rt_true) {
            return rt_true;
        }
    }
    return rt_false;
}
