#include "bigint.h"

void bi_int_trim(bi_int *i) {
    while (i->n > 0 && i->limbs[i->n - 1] == 0) {
        i->n--;
    }
    i->negative &= i->n > 0;
}

static void multiply_add(bi_int *i, uint32_t factor, uint32_t carry) {
    for (uint32_t k = 0; k < i->n; k++) {
        uint64_t t = (uint64_t) i->limbs[k] * factor + carry;
        i->limbs[k] = (uint32_t) t;
        carry = (uint32_t) (t >> 32);
    }
    if (carry) {
        i->limbs[i->n++] = carry;
    }
    rt_step(1 + (i->n >> 3));
}

bi_int bi_int_of(rt_ref integer) {
    rt_digits d;
    rt_digits_of(integer, &d);
    uint64_t room = d.n + (uint64_t) (d.exponent > 0 ? d.exponent : 0) / 9 + 2;
    bi_int i = {rt_limbs_new(room), 0, d.negative};
    for (uint32_t k = d.n; k > 0; k--) {
        multiply_add(&i, RT_LIMB, d.limbs[k - 1]);
    }
    for (int32_t left = d.exponent; left > 0;) {
        int32_t now = left > 9 ? 9 : left;
        multiply_add(&i, rt_pow10[now], 0);
        left -= now;
    }
    bi_int_trim(&i);
    return i;
}

static uint32_t divide(uint32_t *limbs, uint32_t n, uint32_t by) {
    uint64_t rest = 0;
    for (uint32_t k = n; k > 0; k--) {
        rest = rest << 32 | limbs[k - 1];
        limbs[k - 1] = (uint32_t) (rest / by);
        rest %= by;
    }
    return (uint32_t) rest;
}

rt_ref bi_int_number(const bi_int *i) {
    if (i->n < 2 || (i->n == 2 && i->limbs[1] < 0x80000000u)) {
        uint64_t magnitude = i->n > 1 ? (uint64_t) i->limbs[1] << 32 : 0;
        magnitude |= i->n > 0 ? i->limbs[0] : 0;
        return rt_number_int(i->negative ? -(int64_t) magnitude : (int64_t) magnitude);
    }
    uint32_t n = i->n, *rest = rt_limbs_new(n), *limbs = rt_limbs_new((uint64_t) n * 14 / 13 + 2), count = 0;
    rt_copy(rest, i->limbs, n * 4);
    while (n > 0) {
        rt_step(1 + (n >> 3));
        limbs[count++] = divide(rest, n, RT_LIMB);
        n -= rest[n - 1] == 0;
    }
    // As text, since that is where every spelling of a number gets its one form.
    rt_buffer b = {0};
    if (i->negative) {
        rt_buffer_add_char(&b, '-');
    }
    b.len += rt_digits_write(limbs, count, rt_buffer_reserve(&b, count * RT_LIMB_DIGITS));
    return rt_number_parse(b.bytes, b.len);
}

static uint32_t bits_at(const bi_int *i, uint64_t at, uint32_t count) {
    uint32_t limb = (uint32_t) (at >> 5), shift = at & 31;
    uint64_t window = i->limbs[limb];
    if (limb + 1 < i->n) {
        window |= (uint64_t) i->limbs[limb + 1] << 32;
    }
    return (uint32_t) (window >> shift) & ((1u << count) - 1);
}

void bi_int_add_text(rt_buffer *b, const bi_int *i, uint32_t bits, bool upper) {
    if (i->n == 0) {
        rt_buffer_add_char(b, '0');
        return;
    }
    uint64_t length = (uint64_t) i->n * 32 - (uint32_t) __builtin_clz(i->limbs[i->n - 1]);
    rt_step(1 + i->n);
    for (uint64_t digit = (length + bits - 1) / bits; digit > 0; digit--) {
        rt_buffer_add_char(b, (upper ? "0123456789ABCDEF" : "0123456789abcdef")[bits_at(i, (digit - 1) * bits, bits)]);
    }
}
