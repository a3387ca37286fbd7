// Joining, splitting and cutting strings.
#include "builtin.h"

rt_ref bi_concat(rt_ref separator, rt_ref parts) {
    NEED_STRING(separator, "concat", 1);
    if (!rt_is(parts, RT_ARRAY) && !rt_is(parts, RT_SET)) {
        return rt_type_error("concat", 2, "one of {set, array}", parts);
    }
    rt_ref bad = bi_first_non_string(parts);
    if (bad) {
        return bi_element_error("concat", 2, parts, "string", bad);
    }
    uint32_t n = rt_scan(parts);
    rt_buffer b = {0};
    for (uint32_t i = 0; i < n; i++) {
        rt_ref part = rt_scan_value(parts, i);
        if (i > 0) {
            rt_buffer_add(&b, bi_bytes(separator), bi_size(separator));
        }
        rt_buffer_add(&b, bi_bytes(part), bi_size(part));
    }
    return rt_buffer_string(&b);
}

static void append_part(rt_ref array, const char *bytes, uint32_t len) {
    rt_step(1);
    rt_array_append(array, rt_string_new(bytes, len));
}

static rt_ref characters(rt_ref text) {
    const char *bytes = bi_bytes(text);
    uint32_t n = bi_size(text), at = 0;
    rt_ref result = rt_array_new(n);
    while (at < n) {
        uint32_t start = at;
        rt_utf8_decode(bytes, n, &at);
        append_part(result, bytes + start, at - start);
    }
    return result;
}

static rt_ref parts(rt_ref text, rt_ref delimiter) {
    if (bi_size(delimiter) == 0) {
        return characters(text);
    }
    rt_ref result = rt_array_new(4);
    uint32_t start = 0, at;
    while ((at = bi_find(text, delimiter, start)) != BI_NOT_FOUND) {
        append_part(result, bi_bytes(text) + start, at - start);
        start = at + bi_size(delimiter);
    }
    if (start == 0) {
        rt_array_append(result, text);
    } else {
        append_part(result, bi_bytes(text) + start, bi_size(text) - start);
    }
    return result;
}

rt_ref bi_split(rt_ref text, rt_ref delimiter) {
    NEED_STRING(text, "split", 1);
    NEED_STRING(delimiter, "split", 2);
    return parts(text, delimiter);
}

// The first parts, or the last ones for a negative number of them; the others are not there.
rt_ref bi_strings__split_n(rt_ref text, rt_ref delimiter, rt_ref number) {
    int64_t n;
    NEED_STRING(text, "strings.split_n", 1);
    NEED_STRING(delimiter, "strings.split_n", 2);
    NEED_INT(number, "strings.split_n", 3, &n);
    rt_ref all = parts(text, delimiter);
    uint32_t len = bi_array_len(all);
    uint64_t wanted = n < 0 ? 0 - (uint64_t) n : (uint64_t) n;
    uint32_t count = wanted < len ? (uint32_t) wanted : len;
    uint32_t first = n < 0 ? len - count : 0;
    rt_ref result = rt_array_new(count);
    for (uint32_t i = 0; i < count; i++) {
        rt_array_append(result, bi_elem(all, first + i));
    }
    return result;
}

// Moves `at` past up to `count` characters.
static uint32_t skip(rt_ref text, uint32_t at, int64_t count) {
    uint32_t n = bi_size(text);
    const char *bytes = bi_bytes(text);
    for (; count > 0 && at < n; count--) {
        at++;
        while (at < n && ((uint8_t) bytes[at] & 0xC0) == 0x80) {
            at++;
        }
    }
    return at;
}

rt_ref bi_substring(rt_ref text, rt_ref offset, rt_ref length) {
    int64_t start, count;
    NEED_STRING(text, "substring", 1);
    NEED_INT(offset, "substring", 2, &start);
    NEED_INT(length, "substring", 3, &count);
    if (start < 0) {
        return rt_builtin_error("substring", "negative offset");
    }
    rt_step(1 + (bi_size(text) >> 4));
    uint32_t from = skip(text, 0, start);
    uint32_t to = count < 0 ? bi_size(text) : skip(text, from, count);
    return to - from == bi_size(text) ? text : rt_string_new(bi_bytes(text) + from, to - from);
}

rt_ref bi_strings__reverse(rt_ref text) {
    NEED_STRING(text, "strings.reverse", 1);
    const char *bytes = bi_bytes(text);
    uint32_t n = bi_size(text);
    rt_string *result = rt_string_alloc(n);
    rt_step(1 + (n >> 4));
    for (uint32_t at = 0; at < n;) {
        uint32_t start = at;
        rt_utf8_decode(bytes, n, &at);
        for (uint32_t i = start; i < at; i++) {
            result->bytes[n - at + (i - start)] = bytes[i];
        }
    }
    return (rt_ref) (uintptr_t) result;
}
