#include "builtin.h"

typedef struct { uint32_t where; int32_t delta; } case_range;

// 21 bits of the first code point, 10 of how many, one of the stride: alphabets alternate as often as not.
#define RANGE(first, count, stride, delta) {(first) | (count) << 21 | ((stride) == 2 ? 1u << 31 : 0), delta}

#include "case_tables.inc"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static uint32_t mapped(const case_range *ranges, uint32_t n, uint32_t cp) {
    uint32_t low = 0;
    while (low < n) {
        uint32_t mid = (low + n) / 2, where = ranges[mid].where;
        uint32_t first = where & 0x1FFFFF, count = where >> 21 & 0x3FF, shift = where >> 31;
        uint32_t past = first + (count << shift);
        if (cp < first) {
            n = mid;
        } else if (cp >= past) {
            low = mid + 1;
        } else {
            return (cp - first) & shift ? cp : cp + (uint32_t) ranges[mid].delta;
        }
    }
    return cp;
}

static rt_ref change(rt_ref text, char first, const case_range *ranges, uint32_t count) {
    uint32_t n = bi_size(text), at = 0;
    const char *bytes = bi_bytes(text);
    rt_step(1 + (n >> 4));
    while (at < n && (uint8_t) bytes[at] < 0x80 && (uint8_t) (bytes[at] - first) >= 26) {
        at++;
    }
    if (at == n) {
        return text;
    }
    rt_buffer b = {0};
    rt_buffer_add(&b, bytes, at);
    while (at < n) {
        if ((uint8_t) bytes[at] < 0x80) {
            char c = bytes[at++];
            rt_buffer_add_char(&b, (uint8_t) (c - first) < 26 ? c ^ 0x20 : c);
        } else {
            rt_buffer_add_code_point(&b, mapped(ranges, count, rt_utf8_decode(bytes, n, &at)));
        }
    }
    return rt_buffer_string(&b);
}

rt_ref bi_lower(rt_ref text) {
    NEED_STRING(text, "lower", 1);
    return change(text, 'A', to_lower, COUNT(to_lower));
}

rt_ref bi_upper(rt_ref text) {
    NEED_STRING(text, "upper", 1);
    return change(text, 'a', to_upper, COUNT(to_upper));
}
