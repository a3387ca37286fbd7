#include "builtin.h"

typedef struct { const char *bytes; uint32_t len; } slice;

typedef struct { int64_t numbers[3]; slice prerelease; } version;

// Cuts s at the first `mark`, which is dropped; what follows is returned, and is empty if there is no mark.
static slice cut(slice *s, char mark) {
    for (uint32_t i = 0; i < s->len; i++) {
        if (s->bytes[i] == mark) {
            slice rest = {s->bytes + i + 1, s->len - i - 1};
            s->len = i;
            return rest;
        }
    }
    return (slice) {s->bytes + s->len, 0};
}

static bool is_digit(char c) { return (uint8_t) (c - '0') < 10; }

static bool is_identifier_char(char c) { return (uint8_t) ((c | 0x20) - 'a') < 26 || is_digit(c) || c == '-'; }

// Nothing at all, or identifiers with dots between them.
static bool are_identifiers(slice s) {
    bool after_dot = true;
    for (uint32_t i = 0; i < s.len; i++) {
        bool dot = s.bytes[i] == '.';
        if (dot ? after_dot : !is_identifier_char(s.bytes[i])) {
            return false;
        }
        after_dot = dot;
    }
    return s.len == 0 || !after_dot;
}

// The number; INT64_MAX and *ok false if it is too large or none.
static int64_t number_of(slice s, bool *ok) {
    uint64_t value = 0;
    *ok = s.len > 0;
    for (uint32_t i = 0; i < s.len && *ok; i++) {
        uint64_t digit = (uint8_t) (s.bytes[i] - '0');
        *ok = digit < 10 && value <= (INT64_MAX - digit) / 10;
        value = value * 10 + digit;
    }
    return *ok ? (int64_t) value : INT64_MAX;
}

RT_APART static bool parse(rt_ref text, version *v) {
    slice s = {bi_bytes(text), bi_size(text)};
    rt_step(1 + (s.len >> 4));
    if (s.len > 0 && s.bytes[0] == 'v') {
        s.bytes++;
        s.len--;
    }
    slice metadata = cut(&s, '+');
    v->prerelease = cut(&s, '-');
    if (!are_identifiers(metadata) || !are_identifiers(v->prerelease)) {
        return false;
    }
    for (uint32_t i = 0; i < 3; i++) {
        bool ok;
        // The last number takes all that is left, so that a fourth makes it none.
        slice rest = i < 2 ? cut(&s, '.') : (slice) {0, 0};
        v->numbers[i] = number_of(s, &ok);
        if (!ok) {
            return false;
        }
        s = rest;
    }
    return true;
}

static bool is_number(slice s) {
    for (uint32_t i = 0; i < s.len; i++) {
        if (!is_digit(s.bytes[i])) {
            return false;
        }
    }
    return s.len > 0;
}

static int32_t compare_identifiers(slice a, slice b) {
    bool x = is_number(a), y = is_number(b), ok;
    if (x != y) {
        return x ? -1 : 1;
    }
    if (!x) {
        return rt_bytes_compare(a.bytes, a.len, b.bytes, b.len);
    }
    int64_t m = number_of(a, &ok), n = number_of(b, &ok);
    return m < n ? -1 : m > n;
}

RT_APART static int32_t compare_prereleases(slice a, slice b) {
    if (a.len == 0 || b.len == 0) {
        return (a.len == 0) - (b.len == 0); // what has none is the later one
    }
    for (;;) {
        slice rest_a = cut(&a, '.'), rest_b = cut(&b, '.');
        int32_t order = compare_identifiers(a, b);
        if (order != 0 || rest_a.len == 0 || rest_b.len == 0) {
            return order != 0 ? order : (rest_a.len > 0) - (rest_b.len > 0);
        }
        a = rest_a;
        b = rest_b;
    }
}

static rt_ref parse_error(uint32_t operand, rt_ref text) {
    if (!rt_strict) {
        return 0;
    }
    rt_buffer b = {0};
    rt_buffer_add_str(&b, operand == 1 ? "operand 1: string " : "operand 2: string ");
    // OPA prints the value here, not the text: with quotes.
    bi_add_quoted(&b, bi_bytes(text), bi_size(text), false);
    rt_buffer_add_str(&b, " is not a valid SemVer");
    rt_buffer_add_char(&b, 0);
    return rt_builtin_error("semver.compare", b.bytes);
}

rt_ref bi_semver__compare(rt_ref a, rt_ref b) {
    version x, y;
    NEED_STRING(a, "semver.compare", 1);
    NEED_STRING(b, "semver.compare", 2);
    if (!parse(a, &x)) {
        return parse_error(1, a);
    }
    if (!parse(b, &y)) {
        return parse_error(2, b);
    }
    for (uint32_t i = 0; i < 3; i++) {
        if (x.numbers[i] != y.numbers[i]) {
            return x.numbers[i] < y.numbers[i] ? SMALL(-1) : SMALL(1);
        }
    }
    int32_t order = compare_prereleases(x.prerelease, y.prerelease);
    return order < 0 ? SMALL(-1) : order > 0 ? SMALL(1) : SMALL(0);
}

rt_ref bi_semver__is_valid(rt_ref text) {
    version v;
    return rt_bool(rt_is(text, RT_STRING) && parse(text, &v));
}
