#include "builtin.h"

static bool in_cutset(rt_ref cutset, uint32_t cp) {
    const char *bytes = bi_bytes(cutset);
    uint32_t n = bi_size(cutset);
    rt_step(1 + n);
    for (uint32_t at = 0; at < n;) {
        if (rt_utf8_decode(bytes, n, &at) == cp) {
            return true;
        }
    }
    return false;
}

// cutset 0 stands for white space.
static bool is_space(rt_ref cutset, uint32_t cp) {
    (void) cutset;
    if (cp < 0x80) {
        return cp == ' ' || cp - 9 < 5;
    }
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || cp - 0x2000 < 11 || cp == 0x2028 || cp == 0x2029
        || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

typedef bool (*cut_test)(rt_ref cutset, uint32_t cp);

static uint32_t first_kept(rt_ref text, rt_ref cutset, cut_test cut) {
    uint32_t at = 0, n = bi_size(text);
    while (at < n) {
        uint32_t next = at;
        if (!cut(cutset, rt_utf8_decode(bi_bytes(text), n, &next))) {
            break;
        }
        at = next;
    }
    return at;
}

static uint32_t past_last_kept(rt_ref text, uint32_t from, rt_ref cutset, cut_test cut) {
    const char *bytes = bi_bytes(text);
    uint32_t end = bi_size(text);
    while (end > from) {
        uint32_t at = end - 1;
        while (at > from && ((uint8_t) bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        uint32_t start = at;
        if (!cut(cutset, rt_utf8_decode(bytes, end, &at))) {
            break;
        }
        end = start;
    }
    return end;
}

static rt_ref between(rt_ref text, uint32_t from, uint32_t to) {
    return to - from == bi_size(text) ? text : rt_string_new(bi_bytes(text) + from, to - from);
}

rt_ref bi_trim(rt_ref text, rt_ref cutset) {
    NEED_STRING(text, "trim", 1);
    NEED_STRING(cutset, "trim", 2);
    uint32_t from = first_kept(text, cutset, in_cutset);
    return between(text, from, past_last_kept(text, from, cutset, in_cutset));
}

rt_ref bi_trim_left(rt_ref text, rt_ref cutset) {
    NEED_STRING(text, "trim_left", 1);
    NEED_STRING(cutset, "trim_left", 2);
    return between(text, first_kept(text, cutset, in_cutset), bi_size(text));
}

rt_ref bi_trim_right(rt_ref text, rt_ref cutset) {
    NEED_STRING(text, "trim_right", 1);
    NEED_STRING(cutset, "trim_right", 2);
    return between(text, 0, past_last_kept(text, 0, cutset, in_cutset));
}

rt_ref bi_trim_space(rt_ref text) {
    NEED_STRING(text, "trim_space", 1);
    uint32_t from = first_kept(text, 0, is_space);
    return between(text, from, past_last_kept(text, from, 0, is_space));
}

rt_ref bi_trim_prefix(rt_ref text, rt_ref prefix) {
    NEED_STRING(text, "trim_prefix", 1);
    NEED_STRING(prefix, "trim_prefix", 2);
    return bi_starts_with(text, prefix) ? between(text, bi_size(prefix), bi_size(text)) : text;
}

rt_ref bi_trim_suffix(rt_ref text, rt_ref suffix) {
    NEED_STRING(text, "trim_suffix", 1);
    NEED_STRING(suffix, "trim_suffix", 2);
    return bi_ends_with(text, suffix) ? between(text, 0, bi_size(text) - bi_size(suffix)) : text;
}
