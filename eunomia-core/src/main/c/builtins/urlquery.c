#include "builtin.h"

static bool is_unreserved(char c) {
    bool alphanumeric = (uint8_t) ((c | 0x20) - 'a') < 26 || (uint8_t) (c - '0') < 10;
    return alphanumeric || c == '-' || c == '_' || c == '.' || c == '~';
}

RT_APART static void add_escaped(rt_buffer *b, rt_ref text) {
    uint32_t n = bi_size(text);
    rt_step(1 + (n >> 4));
    for (uint32_t i = 0; i < n; i++) {
        char c = bi_bytes(text)[i];
        if (is_unreserved(c)) {
            rt_buffer_add_char(b, c);
        } else if (c == ' ') {
            rt_buffer_add_char(b, '+');
        } else {
            rt_buffer_add_char(b, '%');
            rt_buffer_add_char(b, "0123456789ABCDEF"[(uint8_t) c >> 4]);
            rt_buffer_add_char(b, "0123456789ABCDEF"[c & 15]);
        }
    }
}

static int32_t digit_of(char c) {
    if ((uint8_t) (c - '0') < 10) {
        return c - '0';
    }
    return (uint8_t) ((c | 0x20) - 'a') < 6 ? (c | 0x20) - 'a' + 10 : -1;
}

static rt_ref escape_error(const char *name, const char *bytes, uint32_t len) {
    if (!rt_strict) {
        return 0;
    }
    rt_buffer b = {0};
    rt_buffer_add_str(&b, "invalid URL escape ");
    bi_add_quoted(&b, bytes, len < 3 ? len : 3, false);
    rt_buffer_add_char(&b, 0);
    return rt_builtin_error(name, b.bytes);
}

// 0, the error raised, at a bad escape.
RT_APART static rt_ref unescaped(const char *name, const char *bytes, uint32_t n) {
    rt_buffer b = {0};
    rt_step(1 + (n >> 4));
    for (uint32_t i = 0; i < n; i++) {
        if (bytes[i] != '%') {
            rt_buffer_add_char(&b, bytes[i] == '+' ? ' ' : bytes[i]);
            continue;
        }
        int32_t high = i + 2 < n ? digit_of(bytes[i + 1]) : -1, low = i + 2 < n ? digit_of(bytes[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return escape_error(name, bytes + i, n - i);
        }
        rt_buffer_add_char(&b, (char) (high << 4 | low));
        i += 2;
    }
    return bi_string_of_bytes(b.bytes, b.len);
}

rt_ref bi_urlquery__encode(rt_ref text) {
    NEED_STRING(text, "urlquery.encode", 1);
    rt_buffer b = {0};
    add_escaped(&b, text);
    return rt_buffer_string(&b);
}

rt_ref bi_urlquery__decode(rt_ref text) {
    NEED_STRING(text, "urlquery.decode", 1);
    return unescaped("urlquery.decode", bi_bytes(text), bi_size(text));
}

static void add_parameter(rt_buffer *b, rt_ref key, rt_ref value) {
    if (b->len > 0) {
        rt_buffer_add_char(b, '&');
    }
    add_escaped(b, key);
    rt_buffer_add_char(b, '=');
    add_escaped(b, value);
}

static bool add_parameters(rt_buffer *b, rt_ref key, rt_ref value) {
    if (rt_is(value, RT_STRING)) {
        add_parameter(b, key, value);
        return true;
    }
    if (!rt_is(value, RT_ARRAY) && !rt_is(value, RT_SET)) {
        return false;
    }
    uint32_t n = rt_scan(value);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = rt_scan_value(value, i);
        if (!rt_is(element, RT_STRING)) {
            return false;
        }
        add_parameter(b, key, element);
    }
    return true;
}

static rt_ref key_text(rt_ref key) {
    if (rt_is(key, RT_STRING)) {
        return key;
    }
    rt_buffer b = {0};
    rt_json_write(&b, key, RT_JSON);
    return rt_buffer_string(&b);
}

rt_ref bi_urlquery__encode_object(rt_ref object) {
    NEED_OBJECT(object, "urlquery.encode_object", 1);
    uint32_t n = rt_scan(object);
    rt_buffer b = {0};
    for (uint32_t i = 0; i < n; i++) {
        if (!add_parameters(&b, key_text(rt_scan_key(object, i)), rt_scan_value(object, i))) {
            return bi_operand_error("urlquery.encode_object", 1,
                                    "values must be string, array[string], or set[string]");
        }
    }
    return rt_buffer_string(&b);
}

static bool decode_parameter(rt_ref object, const char *bytes, uint32_t n) {
    static const char name[] = "urlquery.decode_object";
    uint32_t equals = n;
    for (uint32_t i = n; i > 0; i--) {
        if (bytes[i - 1] == ';') {
            rt_builtin_error(name, "invalid semicolon separator in query");
            return false;
        }
        equals = bytes[i - 1] == '=' ? i - 1 : equals;
    }
    rt_ref key = unescaped(name, bytes, equals);
    rt_ref value = !key ? 0 : equals < n ? unescaped(name, bytes + equals + 1, n - equals - 1) : LITERAL("");
    if (!value) {
        return false;
    }
    rt_ref values = rt_object_get(object, key);
    if (!values) {
        values = rt_array_new(1);
        rt_array_append(values, value);
        rt_object_insert(object, key, values);
    } else {
        rt_array_append(values, value);
    }
    return true;
}

rt_ref bi_urlquery__decode_object(rt_ref text) {
    NEED_STRING(text, "urlquery.decode_object", 1);
    const char *bytes = bi_bytes(text);
    uint32_t n = bi_size(text);
    rt_ref object = rt_object_new(0);
    for (uint32_t at = 0; at < n; at++) {
        uint32_t start = at;
        while (at < n && bytes[at] != '&') {
            at++;
        }
        if (at > start && !decode_parameter(object, bytes + start, at - start)) {
            return 0;
        }
    }
    return object;
}
