#include "builtin.h"

bool bi_is(rt_ref string, const char *nul_terminated) {
    uint32_t n = bi_size(string), i = 0;
    const char *bytes = bi_bytes(string);
    while (i < n && nul_terminated[i] == bytes[i] && bytes[i]) {
        i++;
    }
    return i == n && nul_terminated[i] == 0;
}

uint32_t bi_find(rt_ref text, rt_ref needle, uint32_t from) {
    uint32_t n = bi_size(text), m = bi_size(needle);
    if (m == 0) {
        return from;
    }
    const char *bytes = bi_bytes(text), *want = bi_bytes(needle);
    uint32_t found = BI_NOT_FOUND, at = from;
    for (; at + m <= n && found == BI_NOT_FOUND; at++) {
        if (bytes[at] != want[0]) {
            continue;
        }
        // A long needle may stand almost everywhere: looking at it again and again has to be paid for.
        if (m >= BI_LONG) {
            rt_step(m / BI_LONG);
        }
        if (rt_bytes_equal(bytes + at + 1, want + 1, m - 1)) {
            found = at;
        }
    }
    rt_step(1 + ((at - from) >> 4));
    return found;
}

bool bi_starts_with(rt_ref text, rt_ref prefix) {
    uint32_t m = bi_size(prefix);
    return m <= bi_size(text) && rt_bytes_equal(bi_bytes(text), bi_bytes(prefix), m);
}

bool bi_ends_with(rt_ref text, rt_ref suffix) {
    uint32_t n = bi_size(text), m = bi_size(suffix);
    return m <= n && rt_bytes_equal(bi_bytes(text) + (n - m), bi_bytes(suffix), m);
}

rt_ref bi_contains(rt_ref text, rt_ref needle) {
    NEED_STRING(text, "contains", 1);
    NEED_STRING(needle, "contains", 2);
    return rt_bool(bi_find(text, needle, 0) != BI_NOT_FOUND);
}

rt_ref bi_startswith(rt_ref text, rt_ref prefix) {
    NEED_STRING(text, "startswith", 1);
    NEED_STRING(prefix, "startswith", 2);
    return rt_bool(bi_starts_with(text, prefix));
}

rt_ref bi_endswith(rt_ref text, rt_ref suffix) {
    NEED_STRING(text, "endswith", 1);
    NEED_STRING(suffix, "endswith", 2);
    return rt_bool(bi_ends_with(text, suffix));
}

rt_ref bi_indexof(rt_ref text, rt_ref needle) {
    NEED_STRING(text, "indexof", 1);
    NEED_STRING(needle, "indexof", 2);
    if (bi_size(needle) == 0) {
        return rt_builtin_error("indexof", "empty search character");
    }
    uint32_t at = bi_find(text, needle, 0);
    return at == BI_NOT_FOUND ? SMALL(-1) : rt_number_int(rt_utf8_count(bi_bytes(text), at));
}

rt_ref bi_indexof_n(rt_ref text, rt_ref needle) {
    NEED_STRING(text, "indexof_n", 1);
    NEED_STRING(needle, "indexof_n", 2);
    if (bi_size(needle) == 0) {
        return rt_builtin_error("indexof_n", "empty search character");
    }
    rt_ref result = rt_array_new(0);
    uint32_t index = 0, counted = 0;
    for (uint32_t at = 0; (at = bi_find(text, needle, at)) != BI_NOT_FOUND; at++) {
        index += rt_utf8_count(bi_bytes(text) + counted, at - counted);
        counted = at;
        rt_array_append(result, rt_number_int(index));
    }
    return result;
}

rt_ref bi_strings__count(rt_ref text, rt_ref needle) {
    NEED_STRING(text, "strings.count", 1);
    NEED_STRING(needle, "strings.count", 2);
    uint32_t m = bi_size(needle), count = 0;
    if (m == 0) {
        return rt_number_int((int64_t) rt_utf8_count(bi_bytes(text), bi_size(text)) + 1);
    }
    for (uint32_t at = 0; (at = bi_find(text, needle, at)) != BI_NOT_FOUND; at += m) {
        count++;
    }
    return rt_number_int(count);
}

static bool any_match(rt_ref texts, rt_ref affixes, bool (*matches)(rt_ref, rt_ref)) {
    bool one_text = rt_is(texts, RT_STRING), one_affix = rt_is(affixes, RT_STRING);
    uint32_t n = one_text ? 1 : rt_scan(texts), m = one_affix ? 1 : rt_scan(affixes);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref text = one_text ? texts : rt_scan_value(texts, i);
        rt_step(m);
        for (uint32_t j = 0; j < m; j++) {
            if (matches(text, one_affix ? affixes : rt_scan_value(affixes, j))) {
                return true;
            }
        }
    }
    return false;
}

static bool are_strings(const char *name, uint32_t operand, rt_ref v) {
    uint32_t type = rt_type_of(v);
    if (type == RT_STRING) {
        return true;
    }
    if (type != RT_ARRAY && type != RT_SET) {
        rt_type_error(name, operand, "one of {string, set, array}", v);
        return false;
    }
    rt_ref bad = bi_first_non_string(v);
    if (bad) {
        bi_element_error(name, operand, v, "string", bad);
    }
    return !bad;
}

rt_ref bi_strings__any_prefix_match(rt_ref texts, rt_ref prefixes) {
    if (!are_strings("strings.any_prefix_match", 1, texts) || !are_strings("strings.any_prefix_match", 2, prefixes)) {
        return 0;
    }
    return rt_bool(any_match(texts, prefixes, bi_starts_with));
}

rt_ref bi_strings__any_suffix_match(rt_ref texts, rt_ref suffixes) {
    if (!are_strings("strings.any_suffix_match", 1, texts) || !are_strings("strings.any_suffix_match", 2, suffixes)) {
        return 0;
    }
    return rt_bool(any_match(texts, suffixes, bi_ends_with));
}
