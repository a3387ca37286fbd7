// Division: exact where the quotient is an integer, else to 64 bits of mantissa, as OPA divides.
#include "core.h"

// Quotients outside 10^±SPAN are rounded as if they were near one: the true powers of two would be as long as they are.
enum { SPAN = 4096 };

static uint32_t *shifted(const rt_digits *d, int64_t digits, uint32_t *n) {
    uint32_t by = digits > 0 ? (uint32_t) digits : 0;
    uint32_t size = d->n + by / RT_LIMB_DIGITS + 3;
    uint32_t *limbs = rt_limbs_new(size);
    rt_limbs_shift_left(limbs, d->limbs, d->n, by);
    *n = rt_limbs_trim(limbs, size);
    return limbs;
}

RT_APART static rt_ref quotient(const rt_digits *x, const rt_digits *y) {
    bool negative = x->negative != y->negative;
    int64_t scale = 0, top = rt_digits_top(x) - rt_digits_top(y);
    if (top > SPAN || top < -SPAN) {
        scale = top;
    }
    int64_t exponent = (int64_t) x->exponent - y->exponent - scale;
    uint32_t n, m;
    uint32_t *num = shifted(x, exponent, &n), *den = shifted(y, -exponent, &m);
    if (n >= m) {
        uint32_t *rest = rt_limbs_new((uint64_t) n + 1), *q = rt_limbs_new((uint64_t) n - m + 1);
        rt_copy(rest, num, n * 4);
        rt_limbs_divide(rest, n, den, m, q);
        if (!rt_limbs_trim(rest, m)) {
            return rt_decimal_new(negative, scale, q, n - m + 1);
        }
    }
    rt_shortest s = rt_shortest_decimal(rt_ratio(num, n, den, m, 64));
    return rt_decimal_new(negative, s.exponent + scale, s.limbs, s.n);
}

rt_ref rt_number_div(rt_ref a, rt_ref b) {
    if (rt_is_int(a) && rt_is_int(b)) {
        int64_t x = rt_int_value(a), y = rt_int_value(b);
        if (y == -1) {
            return rt_number_sub(rt_number_int(0), a); // the smallest integer's opposite takes more than 64 bits
        }
        if (y && x % y == 0) {
            return rt_number_int(x / y);
        }
    }
    rt_digits x, y;
    rt_digits_of(a, &x);
    rt_digits_of(b, &y);
    if (!x.n || !y.n) {
        return y.n ? rt_number_int(0) : 0;
    }
    return quotient(&x, &y);
}
