// Arithmetic on limbs in base 10^9, least significant first.
#include "core.h"

const uint32_t rt_pow10[10] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

uint32_t *rt_limbs_new(uint64_t n) {
    if (n > UINT32_MAX / 16) {
        rt_abort("eval_memory_error: a number is too large");
    }
    uint32_t size = (uint32_t) n * 4;
    rt_step((uint32_t) n / 8);
    return __builtin_memset(rt_alloc(size), 0, size);
}

uint32_t rt_limbs_trim(const uint32_t *limbs, uint32_t n) {
    while (n && !limbs[n - 1]) {
        n--;
    }
    return n;
}

void rt_limbs_shift_left(uint32_t *to, const uint32_t *from, uint32_t n, uint32_t digits) {
    to += digits / RT_LIMB_DIGITS;
    uint64_t factor = rt_pow10[digits % RT_LIMB_DIGITS], carry = 0;
    for (uint32_t i = 0; i < n; i++) {
        carry += from[i] * factor;
        to[i] = (uint32_t) (carry % RT_LIMB);
        carry /= RT_LIMB;
    }
    if (carry) {
        to[n] = (uint32_t) carry;
    }
}

uint32_t rt_limbs_shift_right(uint32_t *limbs, uint32_t n, uint32_t digits) {
    uint32_t skip = digits / RT_LIMB_DIGITS;
    if (skip >= n) {
        return 0;
    }
    uint32_t low = rt_pow10[digits % RT_LIMB_DIGITS], high = RT_LIMB / low;
    n -= skip;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t above = i + 1 < n ? limbs[i + skip + 1] % low : 0;
        limbs[i] = limbs[i + skip] / low + above * high;
    }
    return rt_limbs_trim(limbs, n);
}

uint32_t rt_limbs_scale(uint32_t *limbs, uint32_t n, uint32_t factor, uint32_t add) {
    uint64_t carry = add;
    for (uint32_t i = 0; i < n; i++) {
        carry += (uint64_t) limbs[i] * factor;
        limbs[i] = (uint32_t) (carry % RT_LIMB);
        carry /= RT_LIMB;
    }
    if (carry) {
        limbs[n++] = (uint32_t) carry;
    }
    return n;
}

uint32_t rt_digits_count(const uint32_t *limbs, uint32_t n) {
    if (n == 0) {
        return 0;
    }
    uint32_t count = 1;
    while (count < RT_LIMB_DIGITS && limbs[n - 1] >= rt_pow10[count]) {
        count++;
    }
    return (n - 1) * RT_LIMB_DIGITS + count;
}

uint32_t rt_digits_write(const uint32_t *limbs, uint32_t n, char *out) {
    uint32_t count = rt_digits_count(limbs, n);
    char *to = out + count;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t limb = limbs[i];
        for (uint32_t k = 0; k < RT_LIMB_DIGITS && to > out; k++) {
            *--to = (char) ('0' + limb % 10);
            limb /= 10;
        }
    }
    return count;
}
