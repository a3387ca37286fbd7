// Doubles as text, as Go's strconv.FormatFloat has it. The digits are exact, however many there are of them.
#include "sprintf.h"

// 0.DIGITS * 10^point, without leading zeros.
typedef struct { char *digits; int32_t n, point; } decimal;

enum { MANTISSA_BITS = 52, BIAS = 1075 };

typedef struct { uint64_t mantissa; int32_t exponent; } binary; // mantissa * 2^exponent

static binary binary_of(double value) {
    uint64_t bits;
    __builtin_memcpy(&bits, &value, sizeof bits);
    int32_t exponent = (int32_t) (bits >> MANTISSA_BITS & 0x7FF);
    uint64_t mantissa = bits & (((uint64_t) 1 << MANTISSA_BITS) - 1);
    return exponent == 0 ? (binary) {mantissa, 1 - BIAS}
                         : (binary) {mantissa | (uint64_t) 1 << MANTISSA_BITS, exponent - BIAS};
}

static void drop_zeros(decimal *d) {
    while (d->n > 0 && d->digits[d->n - 1] == '0') {
        d->n--;
    }
    if (d->n == 0) {
        d->point = 0;
    }
}

RT_APART static decimal exact(binary v) {
    uint32_t *limbs = rt_limbs_new(120), n = 0;
    for (uint64_t rest = v.mantissa; rest; rest /= RT_LIMB) {
        limbs[n++] = (uint32_t) (rest % RT_LIMB);
    }
    // m * 2^-k is m * 5^k * 10^-k.
    int32_t left = v.exponent < 0 ? -v.exponent : v.exponent;
    while (left > 0 && n > 0) {
        int32_t now = left > 12 ? 12 : left;
        uint32_t factor = 1;
        for (int32_t k = 0; k < now; k++) {
            factor *= v.exponent < 0 ? 5 : 2;
        }
        n = rt_limbs_scale(limbs, n, factor, 0);
        left -= now;
    }
    decimal d = {rt_alloc(n * RT_LIMB_DIGITS + 2), 0, 0};
    if (n > 0) {
        d.n = (int32_t) rt_digits_write(limbs, n, d.digits);
        d.point = d.n + (v.exponent < 0 ? v.exponent : 0);
    }
    drop_zeros(&d);
    return d;
}

// Half to even, as the digits are all there are.
static bool rounds_up(const decimal *d, int32_t keep) {
    if (d->digits[keep] == '5' && keep + 1 == d->n) {
        return keep > 0 && (d->digits[keep - 1] - '0') % 2 == 1;
    }
    return d->digits[keep] >= '5';
}

static void cut(decimal *d, int32_t keep, bool up) {
    d->n = keep;
    if (up) {
        while (d->n > 0 && d->digits[d->n - 1] == '9') {
            d->n--;
        }
        if (d->n == 0) {
            d->digits[0] = '1';
            d->n = 1;
            d->point++;
        } else {
            d->digits[d->n - 1]++;
        }
    }
    drop_zeros(d);
}

RT_APART static void round_to(decimal *d, int32_t keep) {
    if (keep >= 0 && keep < d->n) {
        cut(d, keep, rounds_up(d, keep));
    } else if (keep < 0) {
        d->n = d->point = 0;
    }
}

static double double_of(const decimal *d) {
    rt_buffer b = {0};
    rt_buffer_add(&b, d->digits, (uint32_t) d->n);
    rt_buffer_add_char(&b, 'e');
    rt_buffer_add_number(&b, SMALL(d->point - d->n));
    return rt_number_to_double(rt_number_parse(b.bytes, b.len));
}

RT_APART static bool try_cut(const decimal *full, int32_t keep, bool up, double value, decimal *out) {
    decimal d = {rt_alloc((uint32_t) keep + 2), keep, full->point};
    rt_copy(d.digits, full->digits, (uint32_t) keep);
    cut(&d, keep, up);
    *out = d;
    return double_of(&d) == value;
}

RT_APART static decimal shortest(rt_ref number, double value) {
    rt_digits digits;
    rt_digits_of(number, &digits);
    uint32_t count = rt_digits_count(digits.limbs, digits.n);
    int64_t top = rt_digits_top(&digits);
    if (count <= 15 && top > -290 && top < 300) {
        // So few digits come back from a double as they went in, and no fewer would.
        decimal own = {rt_alloc(digits.n * RT_LIMB_DIGITS + 2), 0, (int32_t) top};
        own.n = (int32_t) rt_digits_write(digits.limbs, digits.n, own.digits);
        drop_zeros(&own);
        return own;
    }
    decimal full = exact(binary_of(value)), d = full;
    for (int32_t keep = 1; keep < 17 && keep < full.n; keep++) {
        bool up = rounds_up(&full, keep);
        if (try_cut(&full, keep, up, value, &d) || try_cut(&full, keep, !up, value, &d)) {
            return d;
        }
    }
    round_to(&full, 17);
    return full;
}

static void add_exponent(rt_buffer *b, char mark, int32_t exponent) {
    rt_buffer_add_char(b, mark);
    rt_buffer_add_char(b, exponent < 0 ? '-' : '+');
    exponent = exponent < 0 ? -exponent : exponent;
    if (exponent < 10) {
        rt_buffer_add_char(b, '0');
    }
    rt_buffer_add_int(b, exponent);
}

static char digit_at(const decimal *d, int32_t i) { return i >= 0 && i < d->n ? d->digits[i] : '0'; }

RT_APART static void add_e(rt_buffer *b, const decimal *d, int32_t precision, char mark) {
    rt_buffer_add_char(b, digit_at(d, 0));
    if (precision > 0) {
        rt_buffer_add_char(b, '.');
    }
    for (int32_t i = 1; i <= precision; i++) {
        rt_buffer_add_char(b, digit_at(d, i));
    }
    add_exponent(b, mark, d->n == 0 ? 0 : d->point - 1);
}

RT_APART static void add_f(rt_buffer *b, const decimal *d, int32_t precision) {
    if (d->point <= 0) {
        rt_buffer_add_char(b, '0');
    }
    for (int32_t i = 0; i < d->point; i++) {
        rt_buffer_add_char(b, digit_at(d, i));
    }
    if (precision > 0) {
        rt_buffer_add_char(b, '.');
    }
    for (int32_t i = 0; i < precision; i++) {
        rt_buffer_add_char(b, digit_at(d, d->point + i));
    }
}

static void add_g(rt_buffer *b, const decimal *d, int32_t precision, bool is_shortest, char mark) {
    int32_t limit = precision > d->n && d->n >= d->point ? d->n : precision, exponent = d->point - 1;
    limit = is_shortest ? 6 : limit;
    if (d->n > 0 && (exponent < -4 || exponent >= limit)) {
        int32_t shown = is_shortest || precision > d->n ? d->n : precision;
        add_e(b, d, shown - 1, mark);
    } else {
        add_f(b, d, d->n > d->point ? d->n - d->point : 0);
    }
}

static void add_binary(rt_buffer *b, binary v) {
    rt_buffer_add_int(b, (int64_t) v.mantissa);
    rt_buffer_add_str(b, v.exponent < 0 ? "p-" : "p+");
    rt_buffer_add_int(b, v.exponent < 0 ? -v.exponent : v.exponent);
}

RT_APART static void add_hex(rt_buffer *b, binary v, int32_t precision, bool upper) {
    const char *digits = upper ? "0123456789ABCDEFXP" : "0123456789abcdefxp";
    int32_t exponent = v.mantissa ? v.exponent + MANTISSA_BITS : 0;
    enum { TOP = 60 }; // the leading one is put here, with fifteen hexadecimal digits behind it
    uint64_t mantissa = v.mantissa << (TOP - MANTISSA_BITS);
    while (mantissa && !(mantissa >> TOP)) {
        mantissa <<= 1;
        exponent--;
    }
    if (precision >= 0 && precision < 15) {
        uint32_t shift = (uint32_t) precision * 4;
        uint64_t extra = mantissa << shift & (((uint64_t) 1 << TOP) - 1), half = (uint64_t) 1 << (TOP - 1);
        mantissa >>= TOP - shift;
        mantissa += (extra | (mantissa & 1)) > half;
        mantissa <<= TOP - shift;
        if (mantissa >> (TOP + 1)) {
            mantissa >>= 1;
            exponent++;
        }
    }
    rt_buffer_add_char(b, '0');
    rt_buffer_add_char(b, digits[16]);
    rt_buffer_add_char(b, (char) ('0' + (mantissa >> TOP)));
    mantissa <<= 4;
    if (precision > 0 || (precision < 0 && mantissa)) {
        rt_buffer_add_char(b, '.');
    }
    for (int32_t i = 0; precision < 0 ? mantissa != 0 : i < precision; i++) {
        rt_buffer_add_char(b, digits[mantissa >> TOP & 15]);
        mantissa <<= 4;
    }
    add_exponent(b, digits[17], exponent);
}

void bi_add_float(rt_buffer *b, rt_ref number, char format, int32_t precision) {
    double value = rt_number_to_double(number);
    if (__builtin_signbit(value)) {
        rt_buffer_add_char(b, '-');
        value = -value;
        number = rt_number_sub(SMALL(0), number);
    }
    char kind = (char) (format | 0x20), mark = format == 'E' || format == 'G' ? 'E' : 'e';
    if (kind == 'b') {
        add_binary(b, binary_of(value));
        return;
    }
    if (kind == 'x') {
        add_hex(b, binary_of(value), precision, format == 'X');
        return;
    }
    bool is_shortest = precision < 0;
    decimal d = is_shortest ? shortest(number, value) : exact(binary_of(value));
    if (kind == 'e') {
        precision = is_shortest ? (d.n > 0 ? d.n - 1 : 0) : precision;
        round_to(&d, precision + 1);
        add_e(b, &d, precision, mark);
    } else if (kind == 'f') {
        precision = is_shortest ? (d.n > d.point ? d.n - d.point : 0) : precision;
        round_to(&d, d.point + precision);
        add_f(b, &d, precision);
    } else {
        precision = is_shortest ? d.n : precision == 0 ? 1 : precision;
        round_to(&d, precision);
        add_g(b, &d, precision, is_shortest, mark);
    }
}
