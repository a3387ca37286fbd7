#include "builtin.h"

static _Noreturn void raise_type_error(const char *builtin, uint32_t operand, const char *message) {
    rt_buffer b = {0};
    rt_buffer_add_str(&b, "eval_type_error: ");
    rt_buffer_add_str(&b, builtin);
    rt_buffer_add_str(&b, ": operand ");
    rt_buffer_add_number(&b, SMALL(operand));
    rt_buffer_add_char(&b, ' ');
    rt_buffer_add_str(&b, message);
    rt_buffer_add_char(&b, 0);
    rt_fail(b.bytes);
}

rt_ref bi_operand_error(const char *builtin, uint32_t operand, const char *message) {
    if (rt_strict) {
        raise_type_error(builtin, operand, message);
    }
    return 0;
}

rt_ref bi_element_error(const char *builtin, uint32_t operand, rt_ref composite, const char *expected, rt_ref element) {
    if (!rt_strict) {
        return 0;
    }
    rt_buffer b = {0};
    const char *type = rt_type_name(composite);
    rt_buffer_add_str(&b, "must be ");
    rt_buffer_add_str(&b, type);
    rt_buffer_add_str(&b, " of ");
    rt_buffer_add_str(&b, expected);
    rt_buffer_add_str(&b, "s but got ");
    rt_buffer_add_str(&b, type);
    rt_buffer_add_str(&b, " containing ");
    rt_buffer_add_str(&b, rt_type_name(element));
    rt_buffer_add_char(&b, 0);
    raise_type_error(builtin, operand, b.bytes);
}

rt_ref bi_not_int(const char *builtin, uint32_t operand, rt_ref got, const char *expected) {
    return rt_is(got, RT_NUMBER)
        ? bi_operand_error(builtin, operand, "must be integer number but got floating-point number")
        : rt_type_error(builtin, operand, expected, got);
}

rt_ref bi_error_with(const char *builtin, const char *message, const char *text, uint32_t len) {
    if (!rt_strict) {
        return 0;
    }
    rt_buffer b = {0};
    rt_buffer_add_str(&b, message);
    rt_buffer_add(&b, text, len);
    rt_buffer_add_char(&b, 0);
    return rt_builtin_error(builtin, b.bytes);
}

// -0 is an integer for Go; as it does not print as 0, it is a decimal here.
static bool is_minus_zero(const rt_decimal *d) {
    const char *text = (const char *) &d->limbs[d->limb_count];
    return d->text_len == 2 && text[0] == '-' && text[1] == '0';
}

bool bi_plain_int(rt_ref v, int64_t *out) {
    if (rt_is_small(v)) {
        *out = rt_small_value(v);
        return true;
    }
    if (!rt_is(v, RT_NUMBER)) {
        return false;
    }
    if (RT_HEADER(v)->kind != RT_NUMBER_INT) {
        *out = 0;
        return is_minus_zero(RT_PTR(rt_decimal, v));
    }
    *out = RT_PTR(rt_int, v)->value;
    return true;
}

rt_ref bi_first_non_string(rt_ref collection) {
    uint32_t n = rt_scan(collection);
    rt_step(n);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref element = rt_scan_value(collection, i);
        if (!rt_is(element, RT_STRING)) {
            return element;
        }
    }
    return 0;
}
