#include "builtin.h"

static bool is_word(const char *bytes, uint32_t n, const char *word) {
    uint32_t i = 0;
    while (i < n && word[i] && (bytes[i] | 0x20) == word[i]) {
        i++;
    }
    return i == n && word[i] == 0;
}

static bool is_infinity_or_nan(const char *bytes, uint32_t n) {
    while (n > 0 && (*bytes == '+' || *bytes == '-')) {
        bytes++;
        n--;
    }
    return is_word(bytes, n, "inf") || is_word(bytes, n, "infinity") || is_word(bytes, n, "nan");
}

static rt_ref parse_error(rt_ref text, const char *why) {
    if (!rt_strict) {
        return 0;
    }
    rt_buffer b = {0};
    rt_buffer_add_str(&b, "strconv.ParseFloat: parsing ");
    bi_add_quoted(&b, bi_bytes(text), bi_size(text), false);
    rt_buffer_add_str(&b, why);
    rt_buffer_add_char(&b, 0);
    return rt_builtin_error("to_number", b.bytes);
}

static rt_ref number_of(rt_ref text) {
    const char *bytes = bi_bytes(text);
    uint32_t n = bi_size(text);
    if (is_infinity_or_nan(bytes, n)) {
        return rt_type_error("to_number", 1, "valid number string", text);
    }
    rt_ref number = rt_number_parse(bytes, n);
    if (!number) {
        number = bi_read_loosely(bytes, n);
    }
    if (!number) {
        return parse_error(text, ": invalid syntax");
    }
    double value = rt_number_to_double(number);
    return value - value == 0 ? number : parse_error(text, ": value out of range");
}

rt_ref bi_to_number(rt_ref a) {
    switch (rt_type_of(a)) {
        case RT_NULL: return SMALL(0);
        case RT_BOOLEAN: return SMALL(a == rt_true);
        case RT_NUMBER: return a;
        case RT_STRING: return number_of(a);
        default: return rt_type_error("to_number", 1, "one of {null, boolean, number, string}", a);
    }
}

rt_ref bi_cast_array(rt_ref a) {
    if (rt_is(a, RT_ARRAY)) {
        return a;
    }
    if (!rt_is(a, RT_SET)) {
        return rt_type_error("cast_array", 1, "one of {array, set}", a);
    }
    uint32_t n = rt_scan(a);
    rt_ref result = rt_array_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_array_append(result, rt_scan_value(a, i));
    }
    return result;
}

rt_ref bi_cast_set(rt_ref a) {
    if (rt_is(a, RT_SET)) {
        return a;
    }
    if (!rt_is(a, RT_ARRAY)) {
        return rt_type_error("cast_set", 1, "one of {array, set}", a);
    }
    uint32_t n = bi_array_len(a);
    rt_ref result = rt_set_new(n);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_set_add(result, bi_elem(a, i));
    }
    return result;
}

rt_ref bi_cast_string(rt_ref a) {
    NEED_STRING(a, "cast_string", 1);
    return a;
}

rt_ref bi_cast_boolean(rt_ref a) {
    NEED(a, RT_BOOLEAN, "cast_boolean", 1, "boolean");
    return a;
}

rt_ref bi_cast_null(rt_ref a) {
    NEED(a, RT_NULL, "cast_null", 1, "null");
    return a;
}

rt_ref bi_cast_object(rt_ref a) {
    NEED_OBJECT(a, "cast_object", 1);
    return a;
}
