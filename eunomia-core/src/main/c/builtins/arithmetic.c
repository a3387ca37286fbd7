#include "builtin.h"

static bool is_zero(rt_ref number) {
    return number == SMALL(0) || (!rt_is_small(number) && rt_number_compare(number, SMALL(0)) == 0);
}

rt_ref bi_plus(rt_ref a, rt_ref b) {
    NEED_NUMBER(a, "plus", 1);
    NEED_NUMBER(b, "plus", 2);
    return rt_number_add(a, b);
}

static rt_ref set_difference(rt_ref a, rt_ref b) {
    uint32_t n = bi_table_len(a);
    rt_ref result = rt_set_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = bi_entry(a, i)->key;
        if (!rt_set_has(b, element)) {
            rt_set_add(result, element);
        }
    }
    return result;
}

rt_ref bi_minus(rt_ref a, rt_ref b) {
    bool number = rt_is(a, RT_NUMBER);
    if (number && rt_is(b, RT_NUMBER)) {
        return rt_number_sub(a, b);
    }
    if (!number && !rt_is(a, RT_SET)) {
        return rt_type_error("minus", 1, "one of {number, set}", a);
    }
    if (!number && rt_is(b, RT_SET)) {
        return set_difference(a, b);
    }
    // A number on the right asks for a set even when the left is the odd one out: OPA's wording.
    return rt_type_error("minus", 2, rt_is(b, RT_NUMBER) ? "set" : "number", b);
}

// The deprecated spelling of set difference, which still has a name of its own.
rt_ref bi_set_diff(rt_ref a, rt_ref b) {
    NEED_SET(a, "set_diff", 1);
    NEED_SET(b, "set_diff", 2);
    return set_difference(a, b);
}

rt_ref bi_mul(rt_ref a, rt_ref b) {
    NEED_NUMBER(a, "mul", 1);
    NEED_NUMBER(b, "mul", 2);
    return rt_number_mul(a, b);
}

rt_ref bi_div(rt_ref a, rt_ref b) {
    NEED_NUMBER(a, "div", 1);
    NEED_NUMBER(b, "div", 2);
    if (is_zero(b)) {
        return rt_builtin_error("div", "divide by zero");
    }
    return rt_number_div(a, b);
}

rt_ref bi_rem(rt_ref a, rt_ref b) {
    NEED_NUMBER(a, "rem", 1);
    NEED_NUMBER(b, "rem", 2);
    if (!rt_number_is_integer(a) || !rt_number_is_integer(b)) {
        return rt_builtin_error("rem", "modulo on floating-point number");
    }
    if (is_zero(b)) {
        return rt_builtin_error("rem", "modulo by zero");
    }
    return rt_number_rem(a, b);
}

rt_ref bi_abs(rt_ref a) {
    NEED_NUMBER(a, "abs", 1);
    return rt_number_compare(a, SMALL(0)) < 0 ? rt_number_sub(SMALL(0), a) : a;
}

rt_ref bi_ceil(rt_ref a) {
    NEED_NUMBER(a, "ceil", 1);
    return rt_number_round(a, 1);
}

rt_ref bi_floor(rt_ref a) {
    NEED_NUMBER(a, "floor", 1);
    return rt_number_round(a, -1);
}

rt_ref bi_round(rt_ref a) {
    NEED_NUMBER(a, "round", 1);
    return rt_number_round(a, 0);
}
