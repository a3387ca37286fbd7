#include "sprintf.h"

static uint32_t truncated(const bi_format *f, const char *bytes, uint32_t len) {
    if (!f->has_precision) {
        return len;
    }
    uint32_t at = 0;
    for (int32_t left = f->precision; left > 0 && at < len; left--) {
        rt_utf8_decode(bytes, len, &at);
    }
    return at;
}

static bool can_backquote(const char *bytes, uint32_t len) {
    for (uint32_t at = 0; at < len;) {
        uint32_t cp = rt_utf8_decode(bytes, len, &at);
        if (cp == 0xFEFF || cp == '`' || cp == 0x7F || (cp < ' ' && cp != '\t')) {
            return false;
        }
    }
    return true;
}

static void format_quoted(bi_format *f, const char *bytes, uint32_t len) {
    rt_buffer b = {0};
    len = truncated(f, bytes, len);
    if (f->sharp && can_backquote(bytes, len)) {
        rt_buffer_add_char(&b, '`');
        rt_buffer_add(&b, bytes, len);
        rt_buffer_add_char(&b, '`');
    } else {
        bi_add_quoted(&b, bytes, len, f->plus);
    }
    bi_pad(f, b.bytes, b.len);
}

static void format_hex(bi_format *f, const char *bytes, uint32_t len, const char *digits) {
    if (f->has_precision && (uint32_t) f->precision < len) {
        len = (uint32_t) f->precision;
    }
    rt_buffer b = {0};
    for (uint32_t i = 0; i < len; i++) {
        if (f->space && i > 0) {
            rt_buffer_add_char(&b, ' ');
        }
        if (f->sharp && (f->space || i == 0)) {
            rt_buffer_add_char(&b, '0');
            rt_buffer_add_char(&b, digits[16]);
        }
        rt_buffer_add_char(&b, digits[(uint8_t) bytes[i] >> 4]);
        rt_buffer_add_char(&b, digits[bytes[i] & 15]);
    }
    bi_pad(f, b.bytes, b.len);
}

bool bi_format_string(bi_format *f, const char *bytes, uint32_t len, uint32_t verb) {
    switch (verb) {
        case 'v':
            if (f->sharp_v) {
                format_quoted(f, bytes, len);
                return true;
            } // fall through
        case 's': bi_pad(f, bytes, truncated(f, bytes, len)); return true;
        case 'q': format_quoted(f, bytes, len); return true;
        case 'x': format_hex(f, bytes, len, "0123456789abcdefx"); return true;
        case 'X': format_hex(f, bytes, len, "0123456789ABCDEFX"); return true;
        default: return false;
    }
}
