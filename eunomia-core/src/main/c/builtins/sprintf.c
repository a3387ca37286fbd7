// sprintf with Go's verbs, flags and complaints.
#include "sprintf.h"

enum { MOST = 1000000 }; // of widths, precisions and indexes, as in Go

typedef enum { INT, BIG, FLOAT, STRING } arg_type;

typedef struct {
    bi_format f;
    const char *format;
    uint32_t end, at;
    rt_ref args;
    uint32_t count, next;
    bool reordered, good_index, after_index;
} printer;

// A number that is no double goes in as the string that OPA makes of it; so does everything composite.
RT_APART static arg_type type_of_arg(rt_ref arg) {
    if (!rt_is(arg, RT_NUMBER)) {
        return STRING;
    }
    int64_t integer;
    if (bi_plain_int(arg, &integer)) {
        return INT;
    }
    rt_decimal *d = RT_PTR(rt_decimal, arg);
    rt_buffer b = {0};
    rt_buffer_add_number(&b, arg);
    uint32_t i = d->h.extra;
    while (i < b.len && (uint8_t) (b.bytes[i] - '0') < 10) {
        i++;
    }
    if (i == b.len) {
        return BIG;
    }
    double value = rt_number_to_double(arg);
    return value - value == 0 ? FLOAT : STRING;
}

static const char *const type_names[] = {"int", "*big.Int", "float64", "string"};

RT_APART static bool print_as(printer *p, rt_ref arg, arg_type type, uint32_t verb) {
    int64_t integer;
    switch (type) {
        case INT: return bi_plain_int(arg, &integer) && bi_format_int64(&p->f, integer, verb);
        case BIG: return bi_format_big(&p->f, arg, verb);
        case FLOAT: return bi_format_float(&p->f, arg, verb);
        default: break;
    }
    if (rt_is(arg, RT_STRING)) {
        return bi_format_string(&p->f, bi_bytes(arg), bi_size(arg), verb);
    }
    rt_buffer b = {0};
    bi_add_term_text(&b, arg);
    return bi_format_string(&p->f, b.bytes, b.len, verb);
}

static void begin_complaint(printer *p, uint32_t verb) {
    rt_buffer_add(&p->f.out, "%!", 2);
    rt_buffer_add_code_point(&p->f.out, verb);
    rt_buffer_add_char(&p->f.out, '(');
}

static void complain(printer *p, uint32_t verb, const char *what) {
    begin_complaint(p, verb);
    rt_buffer_add_str(&p->f.out, what);
    rt_buffer_add_char(&p->f.out, ')');
}

RT_APART static void print_arg(printer *p, rt_ref arg, uint32_t verb) {
    arg_type type = type_of_arg(arg);
    if (verb == 'T') {
        const char *name = type_names[type];
        uint32_t n = 0;
        while (name[n]) {
            n++;
        }
        bi_format_string(&p->f, name, n, 's');
        return;
    }
    if (print_as(p, arg, type, verb)) {
        return;
    }
    begin_complaint(p, verb);
    // big.Int complains by itself: of its own name, without the pointer, and without padding.
    rt_buffer_add_str(&p->f.out, type == BIG ? "big.Int" : type_names[type]);
    rt_buffer_add_char(&p->f.out, '=');
    if (type == BIG) {
        rt_buffer_add_number(&p->f.out, arg);
    } else {
        print_as(p, arg, type, 'v');
    }
    rt_buffer_add_char(&p->f.out, ')');
}

static void clear_flags(bi_format *f) {
    rt_buffer out = f->out;
    *f = (bi_format) {0};
    f->out = out;
}

static char current(const printer *p) { return p->at < p->end ? p->format[p->at] : 0; }

static void parse_flags(printer *p) {
    for (;; p->at++) {
        switch (current(p)) {
            case '#': p->f.sharp = true; break;
            case '0': p->f.zero = true; break;
            case '+': p->f.plus = true; break;
            case '-': p->f.minus = true; break;
            case ' ': p->f.space = true; break;
            default: return;
        }
    }
}

RT_APART static bool parse_number(printer *p, int32_t *out) {
    uint32_t start = p->at;
    int32_t number = 0;
    for (; (uint8_t) (current(p) - '0') < 10; p->at++) {
        if (number > MOST) {
            p->at = p->end; // Go gives the format up at a number too large
            return false;
        }
        number = number * 10 + (current(p) - '0');
    }
    *out = number;
    return p->at > start;
}

// "[n]": which argument is next.
RT_APART static void parse_index(printer *p) {
    p->after_index = false;
    if (current(p) != '[') {
        return;
    }
    p->reordered = true;
    uint32_t close = p->at + 1, open = p->at;
    while (close < p->end && p->format[close] != ']') {
        close++;
    }
    if (close == p->end || p->end - open < 3) {
        p->good_index = false;
        p->at++;
        return;
    }
    int32_t index = 0;
    p->at++;
    bool ok = parse_number(p, &index) && p->at == close && close > open + 1;
    p->at = close + 1;
    p->after_index = ok;
    if (ok && index > 0 && (uint32_t) index <= p->count) {
        p->next = (uint32_t) index - 1;
    } else {
        p->good_index = false;
    }
}

// "*": a width or precision that is an argument.
static bool int_from_arg(printer *p, int32_t *out) {
    p->at++;
    p->after_index = false;
    if (p->next >= p->count) {
        return false;
    }
    int64_t value;
    bool ok = bi_plain_int(bi_elem(p->args, p->next++), &value) && value >= -MOST && value <= MOST;
    *out = ok ? (int32_t) value : 0;
    return ok;
}

RT_APART static void parse_width(printer *p) {
    bi_format *f = &p->f;
    parse_index(p);
    if (current(p) == '*') {
        f->has_width = int_from_arg(p, &f->width);
        if (!f->has_width) {
            rt_buffer_add_str(&f->out, "%!(BADWIDTH)");
        }
        if (f->width < 0) {
            f->width = -f->width;
            f->minus = true;
            f->zero = false;
        }
        return;
    }
    f->has_width = parse_number(p, &f->width);
    if (p->after_index && f->has_width) {
        p->good_index = false; // "%[3]2d"
    }
}

RT_APART static void parse_precision(printer *p) {
    bi_format *f = &p->f;
    if (current(p) != '.') {
        return;
    }
    p->at++;
    if (p->after_index) {
        p->good_index = false; // "%[3].2d"
    }
    parse_index(p);
    if (current(p) == '*') {
        f->has_precision = int_from_arg(p, &f->precision);
        if (f->precision < 0) {
            f->precision = 0;
            f->has_precision = false;
        }
        if (!f->has_precision) {
            rt_buffer_add_str(&f->out, "%!(BADPREC)");
        }
        return;
    }
    if (!parse_number(p, &f->precision)) {
        f->precision = 0;
    }
    f->has_precision = true;
}

RT_APART static void convert(printer *p, uint32_t verb) {
    if (verb == '%') {
        rt_buffer_add_char(&p->f.out, '%');
    } else if (!p->good_index) {
        complain(p, verb, "BADINDEX");
    } else if (p->next >= p->count) {
        complain(p, verb, "MISSING");
    } else {
        if (verb == 'v') {
            p->f.sharp_v = p->f.sharp;
            p->f.plus_v = p->f.plus;
            p->f.sharp = p->f.plus = false;
        }
        print_arg(p, bi_elem(p->args, p->next++), verb);
    }
}

static void conversion(printer *p) {
    clear_flags(&p->f);
    p->good_index = true;
    p->after_index = false;
    parse_flags(p);
    parse_width(p);
    parse_precision(p);
    if (!p->after_index) {
        parse_index(p);
    }
    if (p->at >= p->end) {
        rt_buffer_add_str(&p->f.out, "%!(NOVERB)");
        return;
    }
    convert(p, rt_utf8_decode(p->format, p->end, &p->at));
}

RT_APART static void complain_of_extra(printer *p) {
    clear_flags(&p->f);
    rt_buffer_add_str(&p->f.out, "%!(EXTRA ");
    for (uint32_t i = p->next; i < p->count; i++) {
        rt_ref arg = bi_elem(p->args, i);
        if (i > p->next) {
            rt_buffer_add(&p->f.out, ", ", 2);
        }
        rt_buffer_add_str(&p->f.out, type_names[type_of_arg(arg)]);
        rt_buffer_add_char(&p->f.out, '=');
        print_arg(p, arg, 'v');
    }
    rt_buffer_add_char(&p->f.out, ')');
}

rt_ref bi_sprintf(rt_ref format, rt_ref args) {
    NEED_STRING(format, "sprintf", 1);
    NEED_ARRAY(args, "sprintf", 2);
    printer p = {.format = bi_bytes(format), .end = bi_size(format), .args = args, .count = bi_array_len(args)};
    rt_step(1 + (p.end >> 4));
    while (p.at < p.end) {
        uint32_t start = p.at;
        while (p.at < p.end && p.format[p.at] != '%') {
            p.at++;
        }
        rt_buffer_add(&p.f.out, p.format + start, p.at - start);
        if (p.at < p.end) {
            p.at++;
            rt_step(1);
            conversion(&p);
        }
    }
    if (!p.reordered && p.next < p.count) {
        complain_of_extra(&p);
    }
    return rt_buffer_string(&p.f.out);
}
