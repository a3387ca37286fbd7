#include "builtin.h"

rt_ref bi_hex__encode(rt_ref text) {
    NEED_STRING(text, "hex.encode", 1);
    uint32_t n = bi_size(text);
    rt_string *result = rt_string_alloc(n * 2);
    rt_step(1 + (n >> 4));
    for (uint32_t i = 0; i < n; i++) {
        uint8_t byte = (uint8_t) bi_bytes(text)[i];
        result->bytes[2 * i] = "0123456789abcdef"[byte >> 4];
        result->bytes[2 * i + 1] = "0123456789abcdef"[byte & 15];
    }
    return (rt_ref) (uintptr_t) result;
}

static int32_t digit_of(char c) {
    if ((uint8_t) (c - '0') < 10) {
        return c - '0';
    }
    return (uint8_t) ((c | 0x20) - 'a') < 6 ? (c | 0x20) - 'a' + 10 : -1;
}

static rt_ref invalid_byte(uint8_t byte) {
    if (!rt_strict) {
        return 0;
    }
    rt_buffer b = {0};
    rt_buffer_add_str(&b, "encoding/hex: invalid byte: U+00");
    rt_buffer_add_char(&b, "0123456789ABCDEF"[byte >> 4]);
    rt_buffer_add_char(&b, "0123456789ABCDEF"[byte & 15]);
    rt_buffer_add_str(&b, " '");
    bi_add_quoted_char(&b, byte, '\'', false);
    rt_buffer_add_char(&b, '\'');
    rt_buffer_add_char(&b, 0);
    return rt_builtin_error("hex.decode", b.bytes);
}

rt_ref bi_hex__decode(rt_ref text) {
    NEED_STRING(text, "hex.decode", 1);
    uint32_t n = bi_size(text);
    const char *bytes = bi_bytes(text);
    rt_buffer b = {0};
    rt_step(1 + (n >> 4));
    for (uint32_t i = 0; i < n; i += 2) {
        int32_t high = digit_of(bytes[i]), low = i + 1 < n ? digit_of(bytes[i + 1]) : 0;
        if (high < 0 || low < 0) {
            return invalid_byte((uint8_t) bytes[high < 0 ? i : i + 1]);
        }
        rt_buffer_add_char(&b, (char) (high << 4 | low));
    }
    if (n % 2 == 1) {
        return rt_builtin_error("hex.decode", "encoding/hex: odd length hex string");
    }
    return bi_string_of_bytes(b.bytes, b.len);
}
