// The shortest decimal between a floating-point number's two neighbours' midpoints.
#include "core.h"

typedef struct {
    char *digits;   // `width` of them, with zeros in front
    uint32_t len;   // without trailing zeros
} expansion;

// mantissa * 2 + side, times 2^(exponent - 1), which is 5^(1 - exponent) * 10^(exponent - 1) where that is negative.
RT_APART static uint32_t *expand(rt_binary x, int32_t side, uint32_t *n) {
    int32_t power = x.exponent - 1;
    uint32_t factor = power < 0 ? 5 : 2, step = power < 0 ? 12 : 29, times = (uint32_t) (power < 0 ? -power : power);
    uint32_t *limbs = rt_limbs_new(times / 12 + 8); // no step adds more than a limb
    uint32_t len = 0;
    for (uint64_t m = x.mantissa; m; m /= RT_LIMB) {
        limbs[len++] = (uint32_t) (m % RT_LIMB);
    }
    len = rt_limbs_scale(limbs, len, 2, 0);
    if (side > 0) {
        limbs[0]++; // even before
    } else if (side < 0) {
        uint32_t i = 0;
        while (limbs[i] == 0) {
            limbs[i++] = RT_LIMB - 1;
        }
        limbs[i]--;
    }
    for (; times; times -= times < step ? times : step) {
        uint32_t f = 1;
        for (uint32_t k = 0; k < step && k < times; k++) {
            f *= factor;
        }
        len = rt_limbs_scale(limbs, len, f, 0);
    }
    *n = rt_limbs_trim(limbs, len);
    return limbs;
}

static expansion digits_of(const uint32_t *limbs, uint32_t n, uint32_t width) {
    uint32_t count = rt_digits_count(limbs, n), zeros = width - count;
    expansion e = {rt_alloc(width), width};
    __builtin_memset(e.digits, '0', zeros);
    rt_digits_write(limbs, n, e.digits + zeros);
    while (e.digits[e.len - 1] == '0') {
        e.len--;
    }
    return e;
}

static bool nearer_up(const expansion *x, uint32_t keep) {
    if (keep >= x->len) {
        return false;
    }
    if (x->digits[keep] == '5' && keep + 1 == x->len) { // half way: to even
        return keep > 0 && (x->digits[keep - 1] - '0') % 2 != 0;
    }
    return x->digits[keep] >= '5';
}

// How many digits of x suffice, and whether the last of them goes up.
RT_APART static uint32_t shorten(const expansion *low, const expansion *x, const expansion *high, bool inclusive, bool *up) {
    bool above_low = false;
    int32_t below_high = 0; // by how much the digits so far are less than those of `high`; 2 stands for more
    uint32_t i = 0;
    for (; i < x->len; i++) {
        above_low |= low->digits[i] != x->digits[i];
        below_high = below_high * 10 + (high->digits[i] - x->digits[i]);
        below_high = below_high > 2 ? 2 : below_high;
        bool down = above_low || (inclusive && i + 1 >= low->len);
        *up = below_high > 1 || (below_high == 1 && (inclusive || i + 1 < high->len));
        if (down || *up) {
            *up = *up && (!down || nearer_up(x, i + 1));
            return i + 1;
        }
    }
    *up = false;
    return i;
}

rt_shortest rt_shortest_decimal(rt_binary x) {
    uint32_t n[3];
    uint32_t *low = expand(x, -1, &n[0]), *middle = expand(x, 0, &n[1]), *high = expand(x, 1, &n[2]);
    uint32_t width = rt_digits_count(high, n[2]);
    expansion l = digits_of(low, n[0], width), m = digits_of(middle, n[1], width), h = digits_of(high, n[2], width);
    bool up = false;
    uint32_t keep = shorten(&l, &m, &h, x.mantissa % 2 == 0, &up);
    uint32_t *limbs = rt_limbs_new(keep / RT_LIMB_DIGITS + 2ull), len = 0;
    for (uint32_t i = 0; i < keep; i++) {
        len = rt_limbs_scale(limbs, len, 10, (uint32_t) (m.digits[i] - '0'));
    }
    len = up ? rt_limbs_scale(limbs, len, 1, 1) : len;
    int32_t power = x.exponent - 1 < 0 ? x.exponent - 1 : 0;
    return (rt_shortest) {limbs, len, power + (int32_t) (width - keep)};
}
