#include "builtin.h"

typedef struct { const char *name; const char *factor; } unit;

// units.parse looks at the first letter's case where it matters: m is a thousandth, M a million.
static const unit quantities[] = {
    {"", "1"},
    // What a thousandth is as a double: OPA's figure, before it is rounded to ten digits.
    {"m", "0.001000000000000000020816681711721685132943093776702880859375"},
    {"k", "1000"}, {"K", "1000"}, {"ki", "1024"}, {"Ki", "1024"},
    {"M", "1000000"}, {"mi", "1048576"}, {"Mi", "1048576"},
    {"g", "1000000000"}, {"G", "1000000000"}, {"gi", "1073741824"}, {"Gi", "1073741824"},
    {"t", "1000000000000"}, {"T", "1000000000000"}, {"ti", "1099511627776"}, {"Ti", "1099511627776"},
    {"p", "1000000000000000"}, {"P", "1000000000000000"}, {"pi", "1125899906842624"}, {"Pi", "1125899906842624"},
    {"e", "1000000000000000000"}, {"E", "1000000000000000000"},
    {"ei", "1152921504606846976"}, {"Ei", "1152921504606846976"},
    {0, 0},
};

static const unit sizes[] = {
    {"", "1"},
    {"kb", "1000"}, {"k", "1000"}, {"kib", "1024"}, {"ki", "1024"},
    {"mb", "1000000"}, {"m", "1000000"}, {"mib", "1048576"}, {"mi", "1048576"},
    {"gb", "1000000000"}, {"g", "1000000000"}, {"gib", "1073741824"}, {"gi", "1073741824"},
    {"tb", "1000000000000"}, {"t", "1000000000000"}, {"tib", "1099511627776"}, {"ti", "1099511627776"},
    {"pb", "1000000000000000"}, {"p", "1000000000000000"}, {"pib", "1125899906842624"}, {"pi", "1125899906842624"},
    {"eb", "1000000000000000000"}, {"e", "1000000000000000000"},
    {"eib", "1152921504606846976"}, {"ei", "1152921504606846976"},
    {0, 0},
};

static rt_ref factor_of(const unit *units, const char *name, uint32_t len) {
    for (; units->name; units++) {
        uint32_t i = 0, n = 0;
        while (i < len && units->name[i] == name[i] && name[i]) {
            i++;
        }
        if (i < len || units->name[i]) {
            continue;
        }
        while (units->factor[n]) {
            n++;
        }
        return rt_number_parse(units->factor, n);
    }
    return 0;
}

static bool is_digit(char c) { return (uint8_t) (c - '0') < 10; }

enum { MOST_EXPONENT_DIGITS = 6, TOO_LARGE = 0x7FFFFFFF };

static uint32_t past_digits(const char *s, uint32_t n, uint32_t at) {
    while (at < n && is_digit(s[at])) {
        at++;
    }
    return at;
}

// How long the number in front of the unit is. An e counts to it only with an exponent behind it.
static uint32_t amount_length(const char *s, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) {
        bool e = (s[i] | 0x20) == 'e';
        if (!e && !is_digit(s[i]) && s[i] != '.' && s[i] != '+' && s[i] != '-') {
            return i;
        }
        if (e) {
            bool sign = i + 1 < n && (s[i + 1] == '+' || s[i + 1] == '-');
            if (i + 1 == n || !(sign || is_digit(s[i + 1]))) {
                return i;
            }
            i += sign;
            if (past_digits(s, n, i + 1) - (i + 1) > MOST_EXPONENT_DIGITS) {
                return TOO_LARGE;
            }
        }
    }
    return n;
}

typedef struct {
    const char *name, *spaces, *exponent, *none, *bad, *unknown;
} wording;

// The error that the text is, or the amount in units of one.
static rt_ref measure(const wording *w, rt_buffer *text, const unit *units) {
    const char *s = text->bytes;
    for (uint32_t i = 0; i < text->len; i++) {
        if (s[i] == ' ') {
            return rt_builtin_error(w->name, w->spaces);
        }
    }
    uint32_t length = amount_length(s, text->len);
    if (length == TOO_LARGE) {
        return rt_builtin_error(w->name, w->exponent);
    }
    if (length == 0) {
        return rt_builtin_error(w->name, w->none);
    }
    rt_ref factor = factor_of(units, s + length, text->len - length);
    if (!factor) {
        rt_buffer_add_str(text, " not recognized");
        return bi_error_with(w->name, w->unknown, text->bytes + length, text->len - length);
    }
    rt_ref amount = bi_read_loosely(s, length);
    return amount ? rt_number_mul(amount, factor) : rt_builtin_error(w->name, w->bad);
}

static rt_buffer without_quotes(rt_ref text) {
    rt_buffer b = {0};
    rt_step(1 + (bi_size(text) >> 4));
    for (uint32_t i = 0; i < bi_size(text); i++) {
        if (bi_bytes(text)[i] != '"') {
            rt_buffer_add_char(&b, bi_bytes(text)[i]);
        }
    }
    return b;
}

static void lower_ascii(rt_buffer *b, uint32_t from) {
    for (uint32_t i = from; i < b->len; i++) {
        if ((uint8_t) (b->bytes[i] - 'A') < 26) {
            b->bytes[i] |= 0x20;
        }
    }
}

// With ten digits behind the point, as OPA prints the fraction that it has.
static rt_ref with_ten_digits(rt_ref amount) {
    enum { DIGITS = 10 };
    rt_ref scaled = rt_number_round(rt_number_mul(amount, rt_number_int(10000000000)), 0);
    rt_buffer digits = {0}, b = {0};
    rt_buffer_add_number(&digits, scaled);
    uint32_t sign = digits.bytes[0] == '-';
    if (rt_number_compare(amount, SMALL(0)) < 0) {
        rt_buffer_add_char(&b, '-');
    }
    uint32_t count = digits.len - sign;
    for (uint32_t left = count > DIGITS ? count : DIGITS + 1; left > 0; left--) {
        rt_buffer_add_char(&b, left > count ? '0' : digits.bytes[digits.len - left]);
        if (left == DIGITS + 1) {
            rt_buffer_add_char(&b, '.');
        }
    }
    return rt_number_parse(b.bytes, b.len);
}

rt_ref bi_units__parse(rt_ref text) {
    static const wording words = {
        "units.parse",
        "units.parse: spaces not allowed in resource strings",
        "units.parse: exponent too large",
        "units.parse: no amount provided",
        "units.parse: could not parse amount to a number",
        "units.parse: unit ",
    };
    NEED_STRING(text, words.name, 1);
    rt_buffer b = without_quotes(text);
    uint32_t length = amount_length(b.bytes, b.len);
    if (length < b.len) {
        lower_ascii(&b, length + 1);
    }
    rt_ref amount = measure(&words, &b, quantities);
    return !amount || rt_number_is_integer(amount) ? amount : with_ten_digits(amount);
}

rt_ref bi_units__parse_bytes(rt_ref text) {
    static const wording words = {
        "units.parse_bytes",
        "units.parse_bytes: spaces not allowed in resource strings",
        "units.parse_bytes: exponent too large",
        "units.parse_bytes: no byte amount provided",
        "units.parse_bytes: could not parse byte amount to a number",
        "units.parse_bytes: byte unit ",
    };
    NEED_STRING(text, words.name, 1);
    rt_buffer b = without_quotes(text);
    lower_ascii(&b, 0);
    rt_ref amount = measure(&words, &b, sizes);
    if (!amount || rt_number_is_integer(amount)) {
        return amount;
    }
    return rt_number_round(amount, rt_number_compare(amount, SMALL(0)) < 0 ? 1 : -1);
}
