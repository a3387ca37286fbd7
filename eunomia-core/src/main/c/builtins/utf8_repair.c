#include "builtin.h"

rt_ref bi_string_of_bytes(const char *bytes, uint32_t len) {
    uint32_t ascii = 0;
    while (ascii < len && !(bytes[ascii] & 0x80)) {
        ascii++;
    }
    if (ascii == len) {
        return rt_string_new(bytes, len);
    }
    rt_buffer b = {0};
    rt_buffer_add(&b, bytes, ascii);
    while (ascii < len) {
        rt_buffer_add_code_point(&b, rt_utf8_decode(bytes, len, &ascii));
    }
    return rt_buffer_string(&b);
}
