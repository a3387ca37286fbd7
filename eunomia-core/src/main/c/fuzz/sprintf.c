// sprintf on a line that is the format and a line that is the array of what it prints; and, where Go and C mean the same,
// against the C library.
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

rt_ref bi_sprintf(rt_ref, rt_ref);

enum { MOST = 60 }; // of widths and precisions that are compared

typedef struct { bool plus, minus, space, zero, has_precision; int width, precision; char verb; } conversion;

static int number(const char **p, const char *end) {
    int n = 0;
    while (*p < end && (uint8_t) (**p - '0') < 10 && n <= MOST) {
        n = n * 10 + *(*p)++ - '0';
    }
    return n;
}

// Whether the format is one conversion and nothing else, of those that are compared.
static bool one_conversion(rt_ref format, conversion *c) {
    const char *p = bi_bytes(format), *end = p + bi_size(format);
    *c = (conversion) {0};
    if (p == end || *p++ != '%') {
        return false;
    }
    for (; p < end && *p && strchr("+- 0", *p); p++) {
        c->plus |= *p == '+';
        c->minus |= *p == '-';
        c->space |= *p == ' ';
        c->zero |= *p == '0';
    }
    c->width = number(&p, end);
    if (p < end && *p == '.') {
        p++;
        c->has_precision = true;
        c->precision = number(&p, end);
    }
    if (p + 1 != end || c->width > MOST || c->precision > MOST) {
        return false;
    }
    c->verb = *p;
    return true;
}

static void c_format(const conversion *c, const char *modifier, char *out) {
    *out++ = '%';
    const struct { bool on; char flag; } flags[] = {{c->plus, '+'}, {c->minus, '-'}, {c->space, ' '}, {c->zero, '0'}};
    for (uint32_t i = 0; i < 4; i++) {
        if (flags[i].on) {
            *out++ = flags[i].flag;
        }
    }
    sprintf(out, "%s%s%c", c->has_precision ? "*.*" : "*", modifier, c->verb == 'F' ? 'f' : c->verb);
}

static void compare(const conversion *c, const char *format, rt_ref got, rt_ref arg) {
    char want[1200];
    int n;
    int64_t integer;
    double real = rt_is(arg, RT_NUMBER) ? rt_number_to_double(arg) : 0;
    if (bi_plain_int(arg, &integer)) {
        n = c->has_precision ? snprintf(want, sizeof want, format, c->width, c->precision, (long long) integer)
                             : snprintf(want, sizeof want, format, c->width, (long long) integer);
    } else {
        n = c->has_precision ? snprintf(want, sizeof want, format, c->width, c->precision, real)
                             : snprintf(want, sizeof want, format, c->width, real);
    }
    fuzz_note("want", rt_string_new(want, (uint32_t) n));
    HOLDS(bi_size(got) == (uint32_t) n && memcmp(bi_bytes(got), want, (uint32_t) n) == 0);
}

static bool is_real(rt_ref arg) { // goes to Go as a float64
    if (!rt_is(arg, RT_NUMBER) || rt_is_int(arg)) {
        return false;
    }
    rt_buffer text = {0};
    rt_buffer_add_number(&text, arg);
    double value = rt_number_to_double(arg);
    for (uint32_t i = 0; i < text.len; i++) {
        if (!strchr("-0123456789", text.bytes[i])) {
            return value - value == 0;
        }
    }
    return false;
}

static void check_integer(conversion *c, rt_ref got, rt_ref arg, int64_t value) {
    char format[24];
    bool unsigned_verb = c->verb == 'x' || c->verb == 'X' || c->verb == 'o';
    bool nothing = c->has_precision && c->precision == 0 && value == 0; // Go prints no sign then
    // C has no sign for unsigned numbers, and no padding with zeros beside a precision.
    if (nothing || (unsigned_verb && (value < 0 || c->plus || c->space)) || (c->verb != 'd' && !unsigned_verb)) {
        return;
    }
    c_format(c, "ll", format);
    compare(c, format, got, arg);
}

static void check_real(conversion *c, rt_ref got, rt_ref arg) {
    char format[24];
    bool shortest = !c->has_precision && strchr("gG", c->verb);
    if (c->verb && strchr("eEfFgG", c->verb) && !shortest) {
        c_format(c, "", format);
        compare(c, format, got, arg);
    }
    // The shortest text of a double is that double again, and the same for every verb that prints it so.
    if (!c->width && !c->has_precision && c->verb && strchr("gGv", c->verb)) {
        char *text = rt_alloc(bi_size(got) + 1);
        memcpy(text, bi_bytes(got), bi_size(got));
        text[bi_size(got)] = 0;
        HOLDS(strtod(text, 0) == rt_number_to_double(arg));
    }
}

void fuzz_target(fuzz_input *in) {
    rt_ref format = fuzz_line(in), args = fuzz_term(in);
    if (!args || !rt_is(args, RT_ARRAY)) {
        return;
    }
    rt_ref got = fuzz_well_formed(fuzz_note("got", bi_sprintf(format, args)));
    conversion c;
    int64_t integer;
    if (bi_array_len(args) != 1 || !one_conversion(format, &c)) {
        return;
    }
    rt_ref arg = bi_elem(args, 0);
    if (bi_plain_int(arg, &integer)) {
        check_integer(&c, got, arg, integer);
    } else if (is_real(arg)) {
        check_real(&c, got, arg);
    }
}
