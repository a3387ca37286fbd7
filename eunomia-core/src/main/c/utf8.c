// UTF-8, read as Go reads it: each byte that starts no valid sequence is one U+FFFD.
#include "core.h"

enum { REPLACEMENT = 0xFFFD };

static inline bool continues(char c) { return ((uint8_t) c & 0xC0) == 0x80; }

static uint32_t decode_long(const char *s, uint32_t room, uint32_t *used) {
    uint32_t lead = (uint8_t) s[0];
    if (lead < 0xC2 || lead > 0xF4 || room < 2 || !continues(s[1])) {
        return REPLACEMENT;
    }
    uint32_t cp = (lead << 6) | ((uint8_t) s[1] & 0x3F);
    if (lead < 0xE0) {
        *used = 2;
        return cp & 0x7FF;
    }
    if (room < 3 || !continues(s[2])) {
        return REPLACEMENT;
    }
    cp = (cp << 6) | ((uint8_t) s[2] & 0x3F);
    if (lead < 0xF0) {
        cp &= 0xFFFF;
        if (cp < 0x800 || (cp >= 0xD800 && cp < 0xE000)) {
            return REPLACEMENT;
        }
        *used = 3;
        return cp;
    }
    if (room < 4 || !continues(s[3])) {
        return REPLACEMENT;
    }
    cp = ((cp << 6) | ((uint8_t) s[3] & 0x3F)) & 0x1FFFFF;
    if (cp < 0x10000 || cp > 0x10FFFF) {
        return REPLACEMENT;
    }
    *used = 4;
    return cp;
}

uint32_t rt_utf8_decode(const char *bytes, uint32_t len, uint32_t *at) {
    uint32_t i = *at, used = 1;
    uint32_t cp = (uint8_t) bytes[i];
    if (cp >= 0x80) {
        cp = decode_long(bytes + i, len - i, &used);
    }
    *at = i + used;
    return cp;
}

uint32_t rt_utf8_count(const char *bytes, uint32_t len) {
    uint32_t count = 0, i = 0;
    while (i < len) {
        if (bytes[i] & 0x80) {
            rt_utf8_decode(bytes, len, &i);
        } else {
            i++;
        }
        count++;
    }
    return count;
}
