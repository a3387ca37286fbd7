#include "builtin.h"

static bool is_digit(char c) { return (uint8_t) (c - '0') < 10; }

rt_ref bi_read_loosely(const char *bytes, uint32_t n) {
    rt_buffer b = {0};
    uint32_t at = 0, whole, fraction = 0;
    if (n > 0 && (bytes[0] == '+' || bytes[0] == '-')) {
        if (bytes[0] == '-') {
            rt_buffer_add_char(&b, '-');
        }
        at = 1;
    }
    uint32_t start = at;
    while (at < n && is_digit(bytes[at])) {
        at++;
    }
    whole = at - start;
    while (whole > 1 && bytes[start] == '0' && start + 1 < at) {
        start++;
    }
    rt_buffer_add(&b, bytes + start, at - start);
    if (whole == 0) {
        rt_buffer_add_char(&b, '0');
    }
    if (at < n && bytes[at] == '.') {
        start = ++at;
        while (at < n && is_digit(bytes[at])) {
            at++;
        }
        fraction = at - start;
        if (fraction > 0) {
            rt_buffer_add(&b, bytes + start - 1, fraction + 1);
        }
    }
    if (whole + fraction == 0) {
        return 0;
    }
    rt_buffer_add(&b, bytes + at, n - at);
    return rt_number_parse(b.bytes, b.len);
}
