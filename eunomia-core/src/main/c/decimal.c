// Numbers of any size: a coefficient in limbs, and a power of ten.
#include "core.h"

// Beyond this the smaller of two summands is as nothing: what 64 bits of mantissa would say too, long before.
enum { GAP = 20000 };

static uint32_t limbs_of(uint64_t magnitude, uint32_t *limbs) {
    uint32_t n = 0;
    for (; magnitude; magnitude /= RT_LIMB) {
        limbs[n++] = (uint32_t) (magnitude % RT_LIMB);
    }
    return n;
}

void rt_digits_of(rt_ref number, rt_digits *out) {
    if (rt_is_int(number)) {
        int64_t value = rt_int_value(number);
        out->negative = value < 0;
        out->exponent = 0;
        out->limbs = out->small;
        out->n = limbs_of(value < 0 ? 0 - (uint64_t) value : (uint64_t) value, out->small);
    } else {
        const rt_decimal *d = RT_PTR(rt_decimal, number);
        out->negative = d->h.extra;
        out->exponent = d->exponent;
        out->limbs = d->limbs;
        out->n = d->limb_count;
    }
}

int64_t rt_digits_top(const rt_digits *d) { return (int64_t) d->exponent + rt_digits_count(d->limbs, d->n); }

// The i-th nine digits from the first digit on, where `shift` digits of the top limb are missing.
static uint32_t group(const rt_digits *d, uint32_t i, uint32_t shift) {
    if (i >= d->n) {
        return 0;
    }
    uint32_t high = d->limbs[d->n - 1 - i];
    if (!shift) {
        return high;
    }
    uint32_t low = i + 1 < d->n ? d->limbs[d->n - 2 - i] : 0;
    uint32_t rest = rt_pow10[RT_LIMB_DIGITS - shift];
    return high % rest * rt_pow10[shift] + low / rest;
}

int32_t rt_digits_compare(const rt_digits *a, const rt_digits *b) {
    if (!a->n || !b->n) {
        return (a->n != 0) - (b->n != 0);
    }
    int64_t a_top = rt_digits_top(a), b_top = rt_digits_top(b);
    if (a_top != b_top) {
        return a_top < b_top ? -1 : 1;
    }
    uint32_t a_shift = a->n * RT_LIMB_DIGITS - rt_digits_count(a->limbs, a->n);
    uint32_t b_shift = b->n * RT_LIMB_DIGITS - rt_digits_count(b->limbs, b->n);
    for (uint32_t i = 0; i < a->n || i < b->n; i++) {
        uint32_t x = group(a, i, a_shift), y = group(b, i, b_shift);
        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return 0;
}

static bool magnitude_within_64(const rt_digits *d, uint64_t *out) {
    if (d->exponent < 0 || rt_digits_top(d) > 19) { // 10^19 is below 2^64
        return false;
    }
    uint64_t value = 0;
    for (uint32_t i = d->n; i-- > 0;) {
        value = value * RT_LIMB + d->limbs[i];
    }
    for (int32_t e = d->exponent; e > 0; e--) {
        value *= 10;
    }
    *out = value;
    return true;
}

static bool within_int64(const rt_digits *d, int64_t *out) {
    uint64_t magnitude;
    if (!magnitude_within_64(d, &magnitude) || magnitude > (uint64_t) INT64_MAX + d->negative) {
        return false;
    }
    *out = (int64_t) (d->negative ? 0 - magnitude : magnitude);
    return true;
}

bool rt_decimal_to_int64(const rt_decimal *d, int64_t *out) {
    rt_digits digits;
    rt_digits_of((rt_ref) (uintptr_t) d, &digits);
    return within_int64(&digits, out);
}

static uint32_t trailing_zeros(const uint32_t *limbs) { // not all of them are zero
    uint32_t zeros = 0, i = 0;
    while (!limbs[i]) {
        i++;
        zeros += RT_LIMB_DIGITS;
    }
    for (uint32_t limb = limbs[i]; limb % 10 == 0; limb /= 10) {
        zeros++;
    }
    return zeros;
}

uint32_t rt_limbs_normalise(uint32_t *limbs, uint32_t n, int64_t *exponent) {
    n = rt_limbs_trim(limbs, n);
    if (n == 0) {
        *exponent = 0;
        return 0;
    }
    uint32_t zeros = trailing_zeros(limbs);
    if (zeros) {
        *exponent += zeros;
        n = rt_limbs_shift_right(limbs, n, zeros);
    }
    return n;
}

int32_t rt_exponent_range(int64_t exponent, const uint32_t *limbs, uint32_t n) {
    int64_t top = exponent + rt_digits_count(limbs, n);
    return n == 0 ? 0 : top > RT_EXPONENT_MAX ? 1 : top < -RT_EXPONENT_MAX || exponent < INT32_MIN ? -1 : 0;
}

rt_ref rt_decimal_make(const rt_digits *digits, const char *text, uint32_t len) {
    rt_decimal *d = rt_alloc((uint32_t) sizeof *d + digits->n * 4 + len);
    d->h = (rt_header) {.type = RT_NUMBER, .kind = RT_NUMBER_DECIMAL, .extra = digits->negative};
    d->exponent = digits->exponent;
    d->limb_count = digits->n;
    d->text_len = len;
    rt_copy(d->limbs, digits->limbs, digits->n * 4);
    rt_copy(d->limbs + digits->n, text, len);
    return (rt_ref) (uintptr_t) d;
}

rt_ref rt_decimal_new(bool negative, int64_t exponent, uint32_t *limbs, uint32_t n) {
    n = rt_limbs_normalise(limbs, n, &exponent);
    int32_t range = rt_exponent_range(exponent, limbs, n);
    if (range > 0) {
        rt_abort("eval_builtin_error: a number is too large");
    }
    if (n == 0 || range < 0) {
        return rt_number_int(0);
    }
    rt_digits digits = {.limbs = limbs, .n = n, .exponent = (int32_t) exponent, .negative = negative};
    int64_t integer;
    return within_int64(&digits, &integer) ? rt_number_int(integer) : rt_decimal_make(&digits, 0, 0);
}

// a += b, or a -= b where a >= b; both n limbs long.
static void accumulate(uint32_t *a, const uint32_t *b, uint32_t n, bool subtract) {
    int32_t carry = 0;
    for (uint32_t i = 0; i < n; i++) {
        int32_t limb = (int32_t) a[i] + (subtract ? -(int32_t) b[i] : (int32_t) b[i]) + carry;
        carry = 0;
        if (limb < 0) {
            limb += RT_LIMB;
            carry = -1;
        } else if (limb >= RT_LIMB) {
            limb -= RT_LIMB;
            carry = 1;
        }
        a[i] = (uint32_t) limb;
    }
}

static rt_ref copy_of(const rt_digits *d) {
    uint32_t *limbs = rt_limbs_new(d->n);
    rt_copy(limbs, d->limbs, d->n * 4);
    return rt_decimal_new(d->negative, d->exponent, limbs, d->n);
}

static rt_ref add_digits(const rt_digits *large, const rt_digits *small) {
    if (!small->n) {
        return copy_of(large);
    }
    int32_t exponent = large->exponent < small->exponent ? large->exponent : small->exponent;
    int64_t span = rt_digits_top(large) - exponent;
    if (span > (int64_t) GAP + (int64_t) RT_LIMB_DIGITS * ((int64_t) large->n + small->n)) {
        return copy_of(large);
    }
    uint32_t n = (uint32_t) (span / RT_LIMB_DIGITS) + 3;
    uint32_t *sum = rt_limbs_new(n), *other = rt_limbs_new(n);
    rt_limbs_shift_left(sum, large->limbs, large->n, (uint32_t) ((int64_t) large->exponent - exponent));
    rt_limbs_shift_left(other, small->limbs, small->n, (uint32_t) ((int64_t) small->exponent - exponent));
    accumulate(sum, other, n, large->negative != small->negative);
    return rt_decimal_new(large->negative, exponent, sum, n);
}

rt_ref rt_decimal_add(rt_ref a, rt_ref b, bool subtract) {
    rt_digits x, y;
    rt_digits_of(a, &x);
    rt_digits_of(b, &y);
    y.negative ^= subtract;
    return rt_digits_compare(&x, &y) >= 0 ? add_digits(&x, &y) : add_digits(&y, &x);
}

rt_ref rt_decimal_mul(rt_ref a, rt_ref b) {
    rt_digits x, y;
    rt_digits_of(a, &x);
    rt_digits_of(b, &y);
    uint32_t *product = rt_limbs_new((uint64_t) x.n + y.n);
    for (uint32_t i = 0; i < x.n; i++) {
        uint64_t carry = 0;
        rt_step(y.n / 8);
        for (uint32_t k = 0; k < y.n; k++) {
            carry += product[i + k] + (uint64_t) x.limbs[i] * y.limbs[k];
            product[i + k] = (uint32_t) (carry % RT_LIMB);
            carry /= RT_LIMB;
        }
        product[i + y.n] = (uint32_t) carry;
    }
    return rt_decimal_new(x.negative != y.negative, (int64_t) x.exponent + y.exponent, product, x.n + y.n);
}

rt_ref rt_number_round(rt_ref a, int32_t mode) {
    if (rt_is_int(a)) {
        return a;
    }
    rt_digits d;
    rt_digits_of(a, &d);
    if (d.exponent >= 0) {
        return copy_of(&d);
    }
    uint32_t drop = (uint32_t) -(int64_t) d.exponent;
    bool up = mode < 0 ? d.negative : !d.negative; // away from zero
    uint32_t *limbs = rt_limbs_new((uint64_t) d.n + 1);
    rt_copy(limbs, d.limbs, d.n * 4);
    uint32_t n = d.n;
    if (mode == 0) {
        n = rt_limbs_shift_right(limbs, n, drop - 1);
        up = n && limbs[0] % 10 >= 5;
        drop = 1;
    }
    n = rt_limbs_shift_right(limbs, n, drop);
    if (up) {
        n = rt_limbs_scale(limbs, n, 1, 1);
    }
    return rt_decimal_new(d.negative, 0, limbs, n);
}

uint32_t rt_decimal_hash(rt_ref number) {
    const rt_decimal *d = RT_PTR(rt_decimal, number);
    uint32_t mark = rt_heap;
    rt_buffer b = {0};
    if (d->h.extra) {
        rt_buffer_add_char(&b, '-');
    }
    char *digits = rt_buffer_reserve(&b, d->limb_count * RT_LIMB_DIGITS);
    b.len += rt_digits_write(d->limbs, d->limb_count, digits);
    rt_buffer_add_char(&b, 'e');
    rt_buffer_add_int(&b, d->exponent);
    uint32_t hash = rt_hash_utf8(b.bytes, b.len);
    rt_release(mark);
    return hash;
}
