// Numbers from text and to text.
#include "core.h"

typedef struct {
    const char *text, *end;
    uint32_t whole, fraction; // how many digits stand before and after the point
    int64_t exponent;         // as written
} spelling;

static inline bool digit(const char *p, const char *end) { return p < end && (uint8_t) (*p - '0') < 10; }

static const char *skip_digits(const char *p, const char *end) {
    while (digit(p, end)) {
        p++;
    }
    return p;
}

static const char *read_exponent(spelling *s, const char *p) {
    bool negative = p < s->end && *p == '-';
    if (negative || (p < s->end && *p == '+')) {
        p++;
    }
    if (!digit(p, s->end)) {
        return 0;
    }
    int64_t value = 0;
    for (; digit(p, s->end); p++) {
        if (value < INT32_MAX) { // more is out of range whatever it is
            value = value * 10 + (*p - '0');
        }
    }
    s->exponent = negative ? -value : value;
    return p;
}

// Where the number that begins (after its sign) at s->text ends; 0 if none does.
static const char *scan(spelling *s) {
    const char *p = skip_digits(s->text, s->end);
    s->whole = (uint32_t) (p - s->text);
    if (!s->whole || (s->whole > 1 && s->text[0] == '0')) {
        return 0;
    }
    if (p < s->end && *p == '.') {
        const char *from = ++p;
        p = skip_digits(p, s->end);
        s->fraction = (uint32_t) (p - from);
        if (p == from) {
            return 0;
        }
    }
    if (p < s->end && (*p == 'e' || *p == 'E')) {
        p = read_exponent(s, p + 1);
    }
    return p;
}

// The limbs of all digits, the point left out.
static uint32_t read_limbs(const spelling *s, uint32_t *limbs) {
    const char *p = s->text + s->whole + (s->fraction ? s->fraction + 1 : 0);
    uint32_t i = 0;
    for (uint32_t left = s->whole + s->fraction; left;) {
        uint32_t limb = 0;
        for (uint32_t k = 0; k < RT_LIMB_DIGITS && left; k++, left--) {
            if (*--p == '.') {
                p--;
            }
            limb += (uint32_t) (*p - '0') * rt_pow10[k];
        }
        limbs[i++] = limb;
    }
    return i;
}

RT_APART static rt_ref parse_slow(const char *text, uint32_t len) {
    bool negative = len && text[0] == '-';
    spelling s = {.text = text + negative, .end = text + len};
    if (scan(&s) != s.end) {
        return 0;
    }
    uint32_t *limbs = rt_limbs_new((s.whole + s.fraction) / RT_LIMB_DIGITS + 1);
    int64_t exponent = s.exponent - s.fraction;
    uint32_t n = rt_limbs_normalise(limbs, read_limbs(&s, limbs), &exponent);
    if (rt_exponent_range(exponent, limbs, n)) {
        return 0;
    }
    if (s.whole + negative == len && (n || !negative)) {
        return rt_decimal_new(negative, exponent, limbs, n);
    }
    rt_digits digits = {.limbs = limbs, .n = n, .exponent = (int32_t) exponent, .negative = negative && n};
    return rt_decimal_make(&digits, text, len);
}

rt_ref rt_number_parse(const char *text, uint32_t len) {
    uint32_t sign = len && text[0] == '-', i = sign;
    if (len - sign > 18) {
        return parse_slow(text, len);
    }
    int64_t value = 0;
    for (; digit(text + i, text + len); i++) {
        value = value * 10 + (text[i] - '0');
    }
    if (i == len && i > sign && (text[sign] != '0' || len == 1)) {
        return rt_number_int(sign ? -value : value);
    }
    return parse_slow(text, len); // a negative zero keeps its spelling
}

// As Go prints a big.Float in the format 'e'.
RT_APART static void add_scientific(rt_buffer *b, const char *digits, uint32_t count, int64_t exponent) {
    rt_buffer_add_char(b, digits[0]);
    if (count > 1) {
        rt_buffer_add_char(b, '.');
        rt_buffer_add(b, digits + 1, count - 1);
    }
    rt_buffer_add_str(b, exponent < 0 ? "e-" : "e+");
    uint64_t magnitude = (uint64_t) (exponent < 0 ? -exponent : exponent);
    if (magnitude < 10) {
        rt_buffer_add_char(b, '0');
    }
    rt_buffer_add_int(b, (int64_t) magnitude);
}

static void add_zeros(rt_buffer *b, uint32_t count) {
    if (count) {
        __builtin_memset(rt_buffer_reserve(b, count), '0', count);
        b->len += count;
    }
}

static void add_plain(rt_buffer *b, const char *digits, uint32_t count, int32_t top) {
    if (top <= 0) {
        rt_buffer_add_str(b, "0.");
        add_zeros(b, (uint32_t) -top);
        rt_buffer_add(b, digits, count);
    } else if ((uint32_t) top >= count) {
        rt_buffer_add(b, digits, count);
        add_zeros(b, (uint32_t) top - count);
    } else {
        rt_buffer_add(b, digits, (uint32_t) top);
        rt_buffer_add_char(b, '.');
        rt_buffer_add(b, digits + top, count - (uint32_t) top);
    }
}

// A computed number, as OPA prints it: integers in full, else Go's shortest 'g'. Only an integer that is almost all
// zeros is an exception, since printing 1e1000000000 in full is no service to anyone.
RT_APART static void add_decimal(rt_buffer *b, const rt_decimal *d) {
    char *digits = rt_alloc(d->limb_count * RT_LIMB_DIGITS);
    uint32_t count = rt_digits_write(d->limbs, d->limb_count, digits);
    int64_t top = (int64_t) d->exponent + count;
    if (d->h.extra) {
        rt_buffer_add_char(b, '-');
    }
    if (d->exponent >= 0 ? d->exponent > 4096 : top < -3 || top > 6) {
        add_scientific(b, digits, count, top - 1);
    } else {
        add_plain(b, digits, count, (int32_t) top);
    }
}

void rt_buffer_add_number(rt_buffer *b, rt_ref number) {
    if (rt_is_int(number)) {
        rt_buffer_add_int(b, rt_int_value(number));
        return;
    }
    const rt_decimal *d = RT_PTR(rt_decimal, number);
    if (d->text_len) {
        rt_buffer_add(b, (const char *) (d->limbs + d->limb_count), d->text_len);
    } else {
        add_decimal(b, d);
    }
}
