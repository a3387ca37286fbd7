#include "sprintf.h"

void bi_add_padding(bi_format *f, int32_t count) {
    char pad = f->zero && !f->minus ? '0' : ' ';
    if (count > 0) {
        rt_step((uint32_t) count >> 3);
    }
    for (; count > 0; count--) {
        rt_buffer_add_char(&f->out, pad);
    }
}

void bi_pad(bi_format *f, const char *bytes, uint32_t len) {
    int32_t missing = f->has_width ? f->width - (int32_t) rt_utf8_count(bytes, len) : 0;
    if (!f->minus) {
        bi_add_padding(f, missing);
    }
    rt_buffer_add(&f->out, bytes, len);
    if (f->minus) {
        bi_add_padding(f, missing);
    }
}
