#include "json_path.h"

// One segment with ~1 and ~0 undone: all ~1 first, then all ~0, as OPA has it.
static rt_ref segment(const char *bytes, uint32_t len) {
    rt_buffer b = {0};
    for (uint32_t i = 0; i < len; i++) {
        bool escape = bytes[i] == '~' && i + 1 < len;
        if (escape && bytes[i + 1] == '1') {
            rt_buffer_add_char(&b, '/');
            i++;
        } else if (escape && bytes[i + 1] == '0') {
            rt_buffer_add_char(&b, '~');
            i++;
        } else {
            rt_buffer_add_char(&b, bytes[i]);
        }
    }
    return rt_buffer_string(&b);
}

rt_ref bi_path(rt_ref path) {
    if (rt_is(path, RT_ARRAY)) {
        return path;
    }
    if (!rt_is(path, RT_STRING)) {
        return 0;
    }
    const char *bytes = bi_bytes(path);
    uint32_t n = bi_size(path), at = 0;
    rt_ref keys = rt_array_new(4);
    if (n == 0) {
        return keys;
    }
    while (at < n && bytes[at] == '/') {
        at++;
    }
    rt_step(1 + (n >> 4));
    for (;;) {
        uint32_t start = at;
        while (at < n && bytes[at] != '/') {
            at++;
        }
        rt_array_append(keys, segment(bytes + start, at - start));
        if (at == n) {
            return keys;
        }
        at++;
    }
}
