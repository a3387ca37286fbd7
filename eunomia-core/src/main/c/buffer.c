// Text being built, at the heap's end as long as nothing else is allocated.
#include "core.h"

RT_APART static void grow(rt_buffer *b, uint32_t len) {
    uint64_t need = (uint64_t) b->len + len, cap = (uint64_t) b->cap * 2;
    if (cap < need) {
        cap = need < 64 ? 64 : need;
    }
    if (cap > INT32_MAX) {
        rt_abort("eval_memory_error: out of memory");
    }
    b->bytes = rt_resize(b->bytes, b->cap, (uint32_t) cap);
    b->cap = (uint32_t) cap;
}

char *rt_buffer_reserve(rt_buffer *b, uint32_t len) {
    if (b->cap - b->len < len) {
        grow(b, len);
    }
    return b->bytes + b->len;
}

void rt_buffer_add(rt_buffer *b, const char *bytes, uint32_t len) {
    if (len) {
        rt_copy(rt_buffer_reserve(b, len), bytes, len);
        b->len += len;
    }
}

void rt_buffer_add_char(rt_buffer *b, char c) {
    *rt_buffer_reserve(b, 1) = c;
    b->len++;
}

void rt_buffer_add_str(rt_buffer *b, const char *s) {
    uint32_t len = 0;
    while (s[len]) {
        len++;
    }
    rt_buffer_add(b, s, len);
}

void rt_buffer_add_code_point(rt_buffer *b, uint32_t cp) {
    char *to = rt_buffer_reserve(b, 4);
    if (cp < 0x80) {
        to[0] = (char) cp;
        b->len += 1;
        return;
    }
    if (cp < 0x800) {
        to[0] = (char) (0xC0 | cp >> 6);
        to[1] = (char) (0x80 | (cp & 0x3F));
        b->len += 2;
        return;
    }
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) {
        cp = 0xFFFD;
    }
    if (cp < 0x10000) {
        to[0] = (char) (0xE0 | cp >> 12);
        to[1] = (char) (0x80 | (cp >> 6 & 0x3F));
        to[2] = (char) (0x80 | (cp & 0x3F));
        b->len += 3;
        return;
    }
    to[0] = (char) (0xF0 | cp >> 18);
    to[1] = (char) (0x80 | (cp >> 12 & 0x3F));
    to[2] = (char) (0x80 | (cp >> 6 & 0x3F));
    to[3] = (char) (0x80 | (cp & 0x3F));
    b->len += 4;
}

rt_ref rt_buffer_string(rt_buffer *b) { return rt_string_new(b->bytes, b->len); }

void rt_buffer_add_int(rt_buffer *b, int64_t value) {
    uint64_t rest = value < 0 ? 0 - (uint64_t) value : (uint64_t) value;
    uint32_t len = value < 0 ? 2 : 1;
    for (uint64_t left = rest; left >= 10; left /= 10) {
        len++;
    }
    char *to = rt_buffer_reserve(b, len);
    b->len += len;
    to[0] = '-';
    do {
        to[--len] = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest);
}
