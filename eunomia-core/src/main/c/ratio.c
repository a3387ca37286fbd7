// A ratio of two integers as a binary floating-point number, rightly rounded.
#include "core.h"

enum { SPARE = 2 }; // bits beyond those asked for

static uint32_t *doubled(const uint32_t *limbs, uint32_t *n, uint32_t times) {
    uint32_t *out = rt_limbs_new((uint64_t) *n + times / 29 + 3);
    rt_copy(out, limbs, *n * 4);
    for (; times; times -= times < 29 ? times : 29) {
        *n = rt_limbs_scale(out, *n, 1u << (times < 29 ? times : 29), 0);
    }
    return out;
}

// log2 of limbs, or up to 2 less: only the first two count.
static int32_t bits_of(const uint32_t *limbs, uint32_t n) {
    double head = limbs[n - 1] * 1e9 + (n > 1 ? limbs[n - 2] : 0); // at least 10^9
    uint64_t word;
    __builtin_memcpy(&word, &head, sizeof word);
    double log2 = (double) ((int32_t) (word >> 52) - 1023) + ((double) n - 2) * 29.897352853986263;
    int32_t whole = (int32_t) log2;
    return whole > log2 ? whole - 1 : whole;
}

rt_binary rt_ratio(const uint32_t *num, uint32_t n, const uint32_t *den, uint32_t m, uint32_t bits) {
    int32_t shift = (int32_t) bits + SPARE - (bits_of(num, n) - bits_of(den, m));
    uint32_t *u = doubled(num, &n, shift > 0 ? (uint32_t) shift : 0);
    uint32_t *v = doubled(den, &m, shift < 0 ? (uint32_t) -shift : 0);
    uint32_t *q = rt_limbs_new((uint64_t) n - m + 1);
    rt_limbs_divide(u, n, v, m, q);
    // The quotient has from one bit to 2 * SPARE bits too many, in at most three limbs.
    bool inexact = rt_limbs_trim(u, m) != 0;
    uint32_t len = rt_limbs_trim(q, n - m + 1);
    uint64_t low = 0, high = 0; // high * 2^32 + low
    while (len--) {
        low = (low & UINT32_MAX) * RT_LIMB + q[len];
        high = high * RT_LIMB + (low >> 32);
    }
    low &= UINT32_MAX;
    uint32_t drop = 0;
    for (uint64_t top = bits == 64 ? high >> 32 : (high << 32 | low) >> bits; top; top >>= 1) {
        drop++;
    }
    uint64_t mantissa = drop <= 32 ? high << (32 - drop) | low >> drop : high >> (drop - 32);
    uint64_t rest = low & ((1ull << drop) - 1), half = drop ? 1ull << (drop - 1) : 0;
    if (drop && (rest > half || (rest == half && (inexact || (mantissa & 1))))) {
        mantissa++;
    }
    int32_t exponent = (int32_t) drop - shift;
    if (bits < 64 ? mantissa >> bits != 0 : mantissa == 0) {
        mantissa = 1ull << (bits - 1);
        exponent++;
    }
    return (rt_binary) {mantissa, exponent};
}
