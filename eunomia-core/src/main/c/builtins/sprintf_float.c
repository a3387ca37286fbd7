#include "sprintf.h"

static char lower(char c) { return (char) (c | 0x20); }

// The flag #: always a decimal point, and %g keeps its trailing zeros.
static void add_sharp(rt_buffer *b, char format, int32_t precision) {
    int32_t digits = lower(format) == 'g' || format == 'x' ? (precision < 0 ? 6 : precision) : 0;
    uint32_t end = 1;
    bool point = false, nonzero = false;
    for (; end < b->len; end++) {
        char c = b->bytes[end];
        if (lower(c) == 'p' || (lower(c) == 'e' && lower(format) != 'x')) {
            break;
        }
        if (c == '.') {
            point = true;
            continue;
        }
        nonzero |= c != '0';
        digits -= nonzero;
    }
    rt_buffer wide = {0};
    rt_buffer_add(&wide, b->bytes, end);
    if (!point) {
        digits -= end == 2 && b->bytes[1] == '0';
        rt_buffer_add_char(&wide, '.');
    }
    for (; digits > 0; digits--) {
        rt_buffer_add_char(&wide, '0');
    }
    rt_buffer_add(&wide, b->bytes + end, b->len - end);
    *b = wide;
}

static void format_float(bi_format *f, rt_ref number, char format, int32_t precision) {
    precision = f->has_precision ? f->precision : precision;
    rt_buffer b = {0}, text = {0};
    bi_add_float(&text, number, format, precision);
    if (text.bytes[0] != '-') {
        rt_buffer_add_char(&b, f->space && !f->plus ? ' ' : '+');
    }
    rt_buffer_add(&b, text.bytes, text.len);
    if (f->sharp && format != 'b') {
        add_sharp(&b, format, precision);
    }
    if (!f->plus && b.bytes[0] == '+') {
        bi_pad(f, b.bytes + 1, b.len - 1);
    } else if (f->zero && !f->minus && f->has_width && f->width > (int32_t) b.len) {
        rt_buffer_add_char(&f->out, b.bytes[0]);
        bi_add_padding(f, f->width - (int32_t) b.len);
        rt_buffer_add(&f->out, b.bytes + 1, b.len - 1);
    } else {
        bi_pad(f, b.bytes, b.len);
    }
}

bool bi_format_float(bi_format *f, rt_ref number, uint32_t verb) {
    switch (verb) {
        case 'v': format_float(f, number, 'g', -1); return true;
        case 'b':
        case 'g':
        case 'G':
        case 'x':
        case 'X': format_float(f, number, (char) verb, -1); return true;
        case 'e':
        case 'E':
        case 'f': format_float(f, number, (char) verb, 6); return true;
        case 'F': format_float(f, number, 'f', 6); return true;
        default: return false;
    }
}
