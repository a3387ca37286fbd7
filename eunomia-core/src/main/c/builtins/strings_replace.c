#include "builtin.h"

typedef struct { rt_ref from, to; } replacement;

static uint32_t char_len(const char *bytes, uint32_t len, uint32_t at) {
    uint32_t next = at;
    rt_utf8_decode(bytes, len, &next);
    return next - at;
}

// The first replacement, in the given order, whose pattern stands at `at`.
static const replacement *match(const replacement *all, uint32_t n, const char *bytes, uint32_t left, bool skip_empty) {
    rt_step(1 + n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t m = bi_size(all[i].from);
        if (m >= BI_LONG && m <= left && *bytes == *bi_bytes(all[i].from)) {
            rt_step(m / BI_LONG);
        }
        if (m == 0 ? !skip_empty : m <= left && rt_bytes_equal(bytes, bi_bytes(all[i].from), m)) {
            return &all[i];
        }
    }
    return 0;
}

static rt_ref replace_all(rt_ref text, const replacement *all, uint32_t n) {
    const char *bytes = bi_bytes(text);
    uint32_t len = bi_size(text), at = 0, copied = 0;
    bool was_empty = false;
    rt_buffer b = {0};
    for (;;) {
        // An empty pattern matches once before each character, and before it whatever else matches there.
        const replacement *r = match(all, n, bytes + at, len - at, was_empty);
        was_empty = r && bi_size(r->from) == 0;
        if (r) {
            rt_buffer_add(&b, bytes + copied, at - copied);
            rt_buffer_add(&b, bi_bytes(r->to), bi_size(r->to));
            at += bi_size(r->from);
            copied = at;
        } else if (at < len) {
            at += char_len(bytes, len, at);
        } else {
            break;
        }
    }
    if (b.len == 0 && copied == 0) {
        return text;
    }
    rt_buffer_add(&b, bytes + copied, len - copied);
    return rt_buffer_string(&b);
}

rt_ref bi_replace(rt_ref text, rt_ref from, rt_ref to) {
    NEED_STRING(text, "replace", 1);
    NEED_STRING(from, "replace", 2);
    NEED_STRING(to, "replace", 3);
    if (bi_find(text, from, 0) == BI_NOT_FOUND) {
        return text;
    }
    replacement only = {from, to};
    return replace_all(text, &only, 1);
}

rt_ref bi_strings__replace_n(rt_ref patterns, rt_ref text) {
    static const char name[] = "strings.replace_n";
    NEED_OBJECT(patterns, name, 1);
    NEED_STRING(text, name, 2);
    uint32_t n = rt_scan(patterns);
    rt_step(n);
    replacement *all = rt_alloc(n * (uint32_t) sizeof(replacement));
    for (uint32_t i = 0; i < n; i++) {
        all[i] = (replacement) {rt_scan_key(patterns, i), rt_scan_value(patterns, i)};
        if (!rt_is(all[i].from, RT_STRING)) {
            return bi_operand_error(name, 1, "non-string key found in pattern object");
        }
        if (!rt_is(all[i].to, RT_STRING)) {
            return bi_operand_error(name, 1, "non-string value found in pattern object");
        }
    }
    return replace_all(text, all, n);
}
