// Numbers as doubles, to the nearest.
#include "core.h"

static double from_binary(rt_binary x, bool negative) {
    // x.mantissa has 53 bits, or fewer and the exponent -1074: a subnormal.
    uint64_t word = x.mantissa;
    if (word >> 52) {
        int32_t biased = x.exponent + 1075;
        word = biased >= 2047 ? 2047ull << 52 : (word & ((1ull << 52) - 1)) | (uint64_t) biased << 52;
    }
    word |= (uint64_t) negative << 63;
    double value;
    __builtin_memcpy(&value, &word, sizeof value);
    return value;
}

static uint32_t *times_power(const uint32_t *limbs, uint32_t n, int32_t exponent, uint32_t *len) {
    uint32_t digits = exponent > 0 ? (uint32_t) exponent : 0, size = n + digits / RT_LIMB_DIGITS + 3;
    uint32_t *to = rt_limbs_new(size);
    rt_limbs_shift_left(to, limbs, n, digits);
    *len = rt_limbs_trim(to, size);
    return to;
}

// Whether num / den is above half of the smallest double, 2^-1075: of what is written there, every digit counts.
RT_APART static bool is_above_half_of_smallest(const uint32_t *num, uint32_t n, const uint32_t *den, uint32_t m) {
    enum { TIMES = 43, BITS = 25 }; // 1075 in all
    uint32_t *scaled = rt_limbs_new((uint64_t) n + TIMES);
    rt_copy(scaled, num, n * 4);
    for (uint32_t i = 0; i < TIMES; i++) {
        n = rt_limbs_scale(scaled, n, 1u << BITS, 0);
    }
    rt_digits a = {.limbs = scaled, .n = n}, b = {.limbs = den, .n = m};
    return rt_digits_compare(&a, &b) > 0;
}

static double decimal_to_double(const rt_digits *d) {
    int64_t top = rt_digits_top(d);
    if (!d->n || top < -330) {
        return d->negative ? -0.0 : 0.0;
    }
    if (top > 310) {
        return from_binary((rt_binary) {1ull << 52, 1 << 20}, d->negative);
    }
    static const uint32_t one = 1;
    uint32_t n, m;
    const uint32_t *num = times_power(d->limbs, d->n, d->exponent, &n);
    const uint32_t *den = times_power(&one, 1, d->exponent < 0 ? -d->exponent : 0, &m);
    rt_binary x = rt_ratio(num, n, den, m, 53);
    int32_t bits = 53 + x.exponent + 1074; // what a subnormal has room for
    if (bits > 0 && bits < 53) {
        x = rt_ratio(num, n, den, m, (uint32_t) bits);
        x.mantissa <<= x.exponent + 1074; // by one, where rounding carried
    } else if (bits <= 0) {
        x.mantissa = is_above_half_of_smallest(num, n, den, m);
    }
    return from_binary(x, d->negative);
}

double rt_number_to_double(rt_ref number) {
    if (rt_is_int(number)) {
        return (double) rt_int_value(number);
    }
    const rt_decimal *decimal = RT_PTR(rt_decimal, number);
    rt_digits d;
    rt_digits_of(number, &d);
    // A zero has no sign of its own, but one that was written is the double's.
    d.negative |= decimal->text_len && *(const char *) (decimal->limbs + decimal->limb_count) == '-';
    uint32_t mark = rt_heap;
    double value = decimal_to_double(&d);
    rt_release(mark);
    return value;
}
