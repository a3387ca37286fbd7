// Numbers: integers within 64 bits here, all else through decimal.c.
#include "core.h"

rt_ref rt_number_int(int64_t value) {
    if (value >= -(1 << 30) && value < 1 << 30) {
        return (rt_ref) value << 1 | 1;
    }
    rt_int *n = rt_alloc(sizeof *n);
    n->h = (rt_header) {.type = RT_NUMBER, .kind = RT_NUMBER_INT};
    n->value = value;
    return (rt_ref) (uintptr_t) n;
}

RT_APART static rt_ref add_slow(rt_ref a, rt_ref b) {
    int64_t sum;
    if (rt_is_int(a) && rt_is_int(b) && !__builtin_add_overflow(rt_int_value(a), rt_int_value(b), &sum)) {
        return rt_number_int(sum);
    }
    return rt_decimal_add(a, b, false);
}

rt_ref rt_number_add(rt_ref a, rt_ref b) {
    if (a & b & 1) {
        return rt_number_int((int64_t) rt_small_value(a) + rt_small_value(b));
    }
    return add_slow(a, b);
}

RT_APART static rt_ref sub_slow(rt_ref a, rt_ref b) {
    int64_t difference;
    if (rt_is_int(a) && rt_is_int(b) && !__builtin_sub_overflow(rt_int_value(a), rt_int_value(b), &difference)) {
        return rt_number_int(difference);
    }
    return rt_decimal_add(a, b, true);
}

rt_ref rt_number_sub(rt_ref a, rt_ref b) {
    if (a & b & 1) {
        return rt_number_int((int64_t) rt_small_value(a) - rt_small_value(b));
    }
    return sub_slow(a, b);
}

RT_APART static rt_ref mul_slow(rt_ref a, rt_ref b) {
    // Within 32 bits no product overflows; asking for the overflow of more would pull in a 128-bit multiplication.
    if (rt_is_int(a) && rt_is_int(b)) {
        int64_t x = rt_int_value(a), y = rt_int_value(b);
        if (x == (int32_t) x && y == (int32_t) y) {
            return rt_number_int(x * y);
        }
    }
    return rt_decimal_mul(a, b);
}

rt_ref rt_number_mul(rt_ref a, rt_ref b) {
    if (a & b & 1) {
        return rt_number_int((int64_t) rt_small_value(a) * rt_small_value(b));
    }
    return mul_slow(a, b);
}

RT_APART static int32_t compare_slow(rt_ref a, rt_ref b) {
    rt_digits x, y;
    rt_digits_of(a, &x);
    rt_digits_of(b, &y);
    if (x.negative != y.negative) {
        return x.negative ? -1 : 1;
    }
    int32_t order = rt_digits_compare(&x, &y);
    return x.negative ? -order : order;
}

int32_t rt_number_compare(rt_ref a, rt_ref b) {
    if (a & b & 1) {
        return (int32_t) a < (int32_t) b ? -1 : (int32_t) a > (int32_t) b;
    }
    if (rt_is_int(a) && rt_is_int(b)) {
        int64_t x = rt_int_value(a), y = rt_int_value(b);
        return x < y ? -1 : x > y;
    }
    return compare_slow(a, b);
}

bool rt_number_to_int64(rt_ref number, int64_t *out) {
    if (rt_is_int(number)) {
        *out = rt_int_value(number);
        return true;
    }
    return rt_decimal_to_int64(RT_PTR(rt_decimal, number), out);
}

bool rt_number_is_integer(rt_ref number) {
    // The coefficient has no trailing zeros, so that a negative exponent means a fraction.
    return rt_is_int(number) || RT_PTR(rt_decimal, number)->exponent >= 0;
}
