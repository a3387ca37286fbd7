#include "bigint.h"
#include "sprintf.h"

enum { MOST_DIGITS = 64 };

// The digits of `value` end at `end`; returns where they start.
static char *digits_before(char *end, uint64_t value, uint32_t base, bool upper) {
    do {
        *--end = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[value % base];
        value /= base;
    } while (value);
    return end;
}

static char sign_of(const bi_format *f, bool negative) {
    return negative ? '-' : f->plus ? '+' : f->space ? ' ' : 0;
}

static void add_prefix(rt_buffer *b, const bi_format *f, uint32_t base, uint32_t verb, bool leading_zero) {
    if (f->sharp && base == 2) {
        rt_buffer_add(b, "0b", 2);
    } else if (f->sharp && base == 8 && !leading_zero) {
        rt_buffer_add_char(b, '0');
    } else if (f->sharp && base == 16) {
        rt_buffer_add(b, verb == 'X' ? "0X" : "0x", 2);
    }
    if (verb == 'O') {
        rt_buffer_add(b, "0o", 2);
    }
}

static void format_integer(bi_format *f, int64_t value, uint32_t base, uint32_t verb) {
    uint64_t magnitude = value < 0 ? 0 - (uint64_t) value : (uint64_t) value;
    bool zero = f->zero;
    int32_t least = 0;
    char sign = sign_of(f, value < 0);
    if (f->has_precision) {
        least = f->precision;
        if (least == 0 && value == 0) {
            f->zero = false;
            bi_add_padding(f, f->width);
            f->zero = zero;
            return;
        }
    } else if (zero && !f->minus && f->has_width) {
        least = f->width - (sign != 0);
    }
    char digits[MOST_DIGITS], *end = digits + MOST_DIGITS, *start = digits_before(end, magnitude, base, verb == 'X');
    int32_t zeros = least - (int32_t) (end - start);
    rt_buffer b = {0};
    if (sign) {
        rt_buffer_add_char(&b, sign);
    }
    add_prefix(&b, f, base, verb, zeros > 0 || *start == '0');
    for (; zeros > 0; zeros--) {
        rt_buffer_add_char(&b, '0');
    }
    rt_buffer_add(&b, start, (uint32_t) (end - start));
    f->zero = false;
    bi_pad(f, b.bytes, b.len);
    f->zero = zero;
}

static void format_char(bi_format *f, int64_t value, bool quoted) {
    rt_buffer b = {0};
    uint32_t cp = (uint64_t) value > 0x10FFFF ? 0xFFFD : (uint32_t) value;
    if (!quoted) {
        rt_buffer_add_code_point(&b, cp);
    } else {
        rt_buffer_add_char(&b, '\'');
        bi_add_quoted_char(&b, cp - 0xD800 < 0x800 ? 0xFFFD : cp, '\'', f->plus);
        rt_buffer_add_char(&b, '\'');
    }
    bi_pad(f, b.bytes, b.len);
}

static void format_unicode(bi_format *f, int64_t value) {
    char digits[MOST_DIGITS], *end = digits + MOST_DIGITS, *start = digits_before(end, (uint64_t) value, 16, true);
    int32_t least = f->has_precision && f->precision > 4 ? f->precision : 4;
    rt_buffer b = {0};
    rt_buffer_add(&b, "U+", 2);
    for (int32_t zeros = least - (int32_t) (end - start); zeros > 0; zeros--) {
        rt_buffer_add_char(&b, '0');
    }
    rt_buffer_add(&b, start, (uint32_t) (end - start));
    if (f->sharp && (uint64_t) value <= 0x10FFFF) {
        rt_buffer_add(&b, " '", 2);
        rt_buffer_add_code_point(&b, (uint32_t) value);
        rt_buffer_add_char(&b, '\'');
    }
    bool zero = f->zero;
    f->zero = false;
    bi_pad(f, b.bytes, b.len);
    f->zero = zero;
}

bool bi_format_int64(bi_format *f, int64_t value, uint32_t verb) {
    switch (verb) {
        case 'v':
        case 'd': format_integer(f, value, 10, verb); return true;
        case 'b': format_integer(f, value, 2, verb); return true;
        case 'o':
        case 'O': format_integer(f, value, 8, verb); return true;
        case 'x':
        case 'X': format_integer(f, value, 16, verb); return true;
        case 'c': format_char(f, value, false); return true;
        case 'q': format_char(f, value, true); return true;
        case 'U': format_unicode(f, value); return true;
        default: return false;
    }
}

static uint32_t base_of(uint32_t verb) {
    switch (verb) {
        case 'b': return 2;
        case 'o':
        case 'O': return 8;
        case 'd':
        case 's':
        case 'v': return 10;
        case 'x':
        case 'X': return 16;
        default: return 0;
    }
}

static void add_repeated(rt_buffer *b, char c, int32_t count) {
    if (count > 0) {
        rt_step((uint32_t) count >> 3);
    }
    for (; count > 0; count--) {
        rt_buffer_add_char(b, c);
    }
}

// Go leaves these to big.Int, which pads in its own way: zeros go after the prefix.
bool bi_format_big(bi_format *f, rt_ref number, uint32_t verb) {
    uint32_t base = base_of(verb);
    if (base == 0) {
        return false;
    }
    bi_int i = bi_int_of(number);
    rt_buffer digits = {0}, prefix = {0};
    if (base == 10) {
        rt_buffer_add_number(&digits, number);
    } else {
        bi_int_add_text(&digits, &i, base == 2 ? 1 : base == 8 ? 3 : 4, verb == 'X');
    }
    uint32_t skip = base == 10 && i.negative; // the sign that is in the text already
    char sign = i.negative ? '-' : f->plus || f->plus_v ? '+' : f->space ? ' ' : 0;
    if (sign) {
        rt_buffer_add_char(&prefix, sign);
    }
    if (f->sharp || verb == 'O') {
        add_prefix(&prefix, f, verb == 'O' ? 0 : base, verb, false);
    }
    int32_t zeros = f->has_precision ? f->precision - (int32_t) (digits.len - skip) : 0;
    zeros = zeros > 0 ? zeros : 0;
    int32_t left = f->has_width ? f->width - (int32_t) (prefix.len + digits.len - skip) - zeros : 0, right = 0;
    if (left > 0 && f->minus) {
        right = left;
        left = 0;
    } else if (left > 0 && f->zero && !f->has_precision) {
        zeros = left;
        left = 0;
    }
    add_repeated(&f->out, ' ', left);
    rt_buffer_add(&f->out, prefix.bytes, prefix.len);
    add_repeated(&f->out, '0', zeros);
    rt_buffer_add(&f->out, digits.bytes + skip, digits.len - skip);
    add_repeated(&f->out, ' ', right);
    return true;
}
