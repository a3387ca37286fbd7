// Whole division of limbs, and what Rego's % is.
#include "core.h"

enum { DIGITS_MAX = 1000000 }; // of an integer that must be written out to be divided

static void divide_short(uint32_t *u, uint32_t n, uint32_t v, uint32_t *q) {
    uint64_t rest = 0;
    for (uint32_t i = n; i-- > 0;) {
        rest = rest * RT_LIMB + u[i];
        q[i] = (uint32_t) (rest / v);
        rest %= v;
        u[i] = 0;
    }
    u[0] = (uint32_t) rest;
}

// u[0..m] -= v[0..m-1] * q, and if that was too much v is added back: the quotient's limb that was right.
static uint32_t subtract(uint32_t *u, const uint32_t *v, uint32_t m, uint64_t q) {
    uint64_t carry = 0;
    int64_t borrow = 0;
    for (uint32_t i = 0; i <= m; i++) {
        carry += i < m ? v[i] * q : 0;
        int64_t limb = (int64_t) u[i] - (int64_t) (carry % RT_LIMB) + borrow;
        carry /= RT_LIMB;
        borrow = limb < 0 ? -1 : 0;
        u[i] = (uint32_t) (limb < 0 ? limb + RT_LIMB : limb);
    }
    while (borrow < 0) {
        uint32_t over = 0;
        for (uint32_t i = 0; i <= m; i++) {
            over += u[i] + (i < m ? v[i] : 0);
            u[i] = over % RT_LIMB;
            over /= RT_LIMB;
        }
        borrow += over;
        q--;
    }
    return (uint32_t) q;
}

// Long division after Knuth (TAOCP 2, 4.3.1, D), where the divisor is scaled for good guesses.
void rt_limbs_divide(uint32_t *u, uint32_t n, const uint32_t *v, uint32_t m, uint32_t *q) {
    if (m == 1) {
        divide_short(u, n, v[0], q);
        return;
    }
    uint32_t scale = RT_LIMB / (v[m - 1] + 1);
    uint32_t *w = rt_limbs_new((uint64_t) m + 1);
    rt_copy(w, v, m * 4);
    rt_limbs_scale(w, m, scale, 0);
    u[n] = 0;
    rt_limbs_scale(u, n, scale, 0);
    for (uint32_t i = n - m + 1; i-- > 0;) {
        rt_step(m / 8);
        uint64_t guess = ((uint64_t) u[i + m] * RT_LIMB + u[i + m - 1]) / w[m - 1];
        q[i] = subtract(u + i, w, m, guess < RT_LIMB ? guess : RT_LIMB - 1);
    }
    for (uint64_t i = m, rest = 0; i-- > 0;) { // the remainder was scaled too
        rest = rest * RT_LIMB + u[i];
        u[i] = (uint32_t) (rest / scale);
        rest %= scale;
    }
}

static uint32_t *written_out(const rt_digits *d, uint32_t *n) {
    if (rt_digits_top(d) > DIGITS_MAX && d->exponent > 0) {
        rt_abort("eval_builtin_error: a number is too large");
    }
    uint32_t *limbs = rt_limbs_new((uint64_t) d->n + (uint32_t) d->exponent / RT_LIMB_DIGITS + 3);
    rt_limbs_shift_left(limbs, d->limbs, d->n, (uint32_t) d->exponent);
    *n = rt_limbs_trim(limbs, d->n + (uint32_t) d->exponent / RT_LIMB_DIGITS + 1);
    return limbs;
}

static rt_ref remainder_slow(rt_ref a, rt_ref b) {
    rt_digits x, y;
    rt_digits_of(a, &x);
    rt_digits_of(b, &y);
    if (rt_digits_compare(&x, &y) < 0) {
        return rt_number_round(a, 0); // an integer already: it only loses an odd spelling
    }
    uint32_t n, m;
    uint32_t *u = written_out(&x, &n), *v = written_out(&y, &m);
    rt_limbs_divide(u, n, v, m, rt_limbs_new((uint64_t) n - m + 1));
    return rt_decimal_new(x.negative, 0, u, m);
}

rt_ref rt_number_rem(rt_ref a, rt_ref b) {
    if (rt_is_int(a) && rt_is_int(b)) {
        int64_t x = rt_int_value(a), y = rt_int_value(b);
        return rt_number_int(y == -1 ? 0 : x % y); // the smallest integer has no opposite
    }
    return remainder_slow(a, b);
}
