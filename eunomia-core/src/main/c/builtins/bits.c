#include "bigint.h"

#define NEED_INTEGER(ref, name, operand)                                        \
    do {                                                                        \
        if (!rt_is((ref), RT_NUMBER) || !rt_number_is_integer(ref))             \
            return bi_not_int((name), (operand), (ref), "integer");             \
    } while (0)

enum { AND, OR, XOR };

static uint64_t combine(int op, uint64_t a, uint64_t b) {
    return op == AND ? a & b : op == OR ? a | b : a ^ b;
}

// Two's complement of the number in n limbs, or back.
static void negate(uint32_t *limbs, uint32_t n) {
    uint32_t carry = 1;
    for (uint32_t k = 0; k < n; k++) {
        uint64_t t = (uint64_t) ~limbs[k] + carry;
        limbs[k] = (uint32_t) t;
        carry = (uint32_t) (t >> 32);
    }
}

RT_APART static uint32_t *twos_complement(const bi_int *i, uint32_t n) {
    uint32_t *limbs = rt_limbs_new(n);
    rt_copy(limbs, i->limbs, i->n * 4);
    if (i->negative) {
        negate(limbs, n);
    }
    return limbs;
}

static rt_ref bitwise(int op, rt_ref a, rt_ref b) {
    int64_t x, y;
    if (bi_plain_int(a, &x) && bi_plain_int(b, &y)) {
        return rt_number_int((int64_t) combine(op, (uint64_t) x, (uint64_t) y));
    }
    bi_int i = bi_int_of(a), j = bi_int_of(b);
    uint32_t n = (i.n > j.n ? i.n : j.n) + 1;
    uint32_t *p = twos_complement(&i, n), *q = twos_complement(&j, n);
    rt_step(n);
    for (uint32_t k = 0; k < n; k++) {
        p[k] = (uint32_t) combine(op, p[k], q[k]);
    }
    bi_int result = {p, n, p[n - 1] >> 31};
    if (result.negative) {
        negate(p, n);
    }
    bi_int_trim(&result);
    return bi_int_number(&result);
}

rt_ref bi_bits__and(rt_ref a, rt_ref b) {
    NEED_INTEGER(a, "bits.and", 1);
    NEED_INTEGER(b, "bits.and", 2);
    return bitwise(AND, a, b);
}

rt_ref bi_bits__or(rt_ref a, rt_ref b) {
    NEED_INTEGER(a, "bits.or", 1);
    NEED_INTEGER(b, "bits.or", 2);
    return bitwise(OR, a, b);
}

rt_ref bi_bits__xor(rt_ref a, rt_ref b) {
    NEED_INTEGER(a, "bits.xor", 1);
    NEED_INTEGER(b, "bits.xor", 2);
    return bitwise(XOR, a, b);
}

rt_ref bi_bits__negate(rt_ref a) {
    NEED_INTEGER(a, "bits.negate", 1);
    int64_t x;
    if (bi_plain_int(a, &x)) {
        return rt_number_int(~x);
    }
    bi_int i = bi_int_of(a);
    uint32_t n = i.n + 1, *limbs = twos_complement(&i, n);
    for (uint32_t k = 0; k < n; k++) {
        limbs[k] = ~limbs[k];
    }
    bi_int result = {limbs, n, !i.negative};
    if (result.negative) {
        negate(limbs, n);
    }
    bi_int_trim(&result);
    return bi_int_number(&result);
}

#define UNSIGNED "must be an unsigned integer number but got a negative integer"
enum { MOST_BITS = 1 << 28 };

rt_ref bi_bits__lsh(rt_ref a, rt_ref s) {
    NEED_INTEGER(a, "bits.lsh", 1);
    NEED_INTEGER(s, "bits.lsh", 2);
    if (rt_number_compare(s, SMALL(0)) < 0) {
        return bi_operand_error("bits.lsh", 2, UNSIGNED);
    }
    bi_int i = bi_int_of(a);
    int64_t shift;
    if (i.n == 0) {
        return SMALL(0);
    }
    if (!rt_number_to_int64(s, &shift) || shift > MOST_BITS) {
        return rt_builtin_error("bits.lsh", "the result is too large");
    }
    uint32_t whole = (uint32_t) shift >> 5, part = (uint32_t) shift & 31, n = i.n + whole + 1;
    bi_int result = {rt_limbs_new(n), n, i.negative};
    rt_step(n);
    for (uint32_t k = 0; k < i.n; k++) {
        uint64_t t = (uint64_t) i.limbs[k] << part;
        result.limbs[k + whole] |= (uint32_t) t;
        result.limbs[k + whole + 1] = (uint32_t) (t >> 32);
    }
    bi_int_trim(&result);
    return bi_int_number(&result);
}

rt_ref bi_bits__rsh(rt_ref a, rt_ref s) {
    NEED_INTEGER(a, "bits.rsh", 1);
    NEED_INTEGER(s, "bits.rsh", 2);
    if (rt_number_compare(s, SMALL(0)) < 0) {
        return bi_operand_error("bits.rsh", 2, UNSIGNED);
    }
    bi_int i = bi_int_of(a);
    int64_t shift;
    if (!rt_number_to_int64(s, &shift) || (uint64_t) shift >= (uint64_t) i.n * 32) {
        return i.negative ? SMALL(-1) : SMALL(0);
    }
    // On two's complement, so that negative numbers round down.
    uint32_t whole = (uint32_t) shift >> 5, part = (uint32_t) shift & 31, n = i.n + 1;
    uint32_t *limbs = twos_complement(&i, n);
    bi_int result = {rt_limbs_new(n - whole), n - whole, i.negative};
    rt_step(n);
    for (uint32_t k = whole; k < n; k++) {
        uint64_t above = k + 1 < n ? limbs[k + 1] : i.negative ? 0xFFFFFFFFu : 0;
        result.limbs[k - whole] = (uint32_t) ((above << 32 | limbs[k]) >> part);
    }
    if (result.negative) {
        negate(result.limbs, result.n);
    }
    bi_int_trim(&result);
    return bi_int_number(&result);
}
