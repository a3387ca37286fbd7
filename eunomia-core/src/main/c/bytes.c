// Comparing bytes, eight at a time.
#include "core.h"

static inline uint64_t word_at(const char *p) {
    uint64_t word;
    __builtin_memcpy(&word, p, sizeof word);
    return word;
}

static inline uint32_t half_at(const char *p) {
    uint32_t half;
    __builtin_memcpy(&half, p, sizeof half);
    return half;
}

bool rt_bytes_equal(const char *a, const char *b, uint32_t len) {
    if (len >= 8) {
        for (uint32_t i = 0; i + 8 < len; i += 8) {
            if (word_at(a + i) != word_at(b + i)) {
                return false;
            }
        }
        return word_at(a + len - 8) == word_at(b + len - 8); // may look at some bytes twice
    }
    if (len >= 4) {
        return half_at(a) == half_at(b) && half_at(a + len - 4) == half_at(b + len - 4);
    }
    for (uint32_t i = 0; i < len; i++) {
        if (a[i] != b[i]) {
            return false;
        }
    }
    return true;
}

int32_t rt_bytes_compare(const char *a, uint32_t a_len, const char *b, uint32_t b_len) {
    uint32_t len = a_len < b_len ? a_len : b_len, i = 0;
    while (i + 8 <= len && word_at(a + i) == word_at(b + i)) {
        i += 8;
    }
    for (; i < len; i++) {
        if (a[i] != b[i]) {
            return (uint8_t) a[i] < (uint8_t) b[i] ? -1 : 1;
        }
    }
    return a_len < b_len ? -1 : a_len > b_len;
}

// The compiler may call these for copies of structs and cleared arrays; there is no libc to have them from.
#ifdef __wasm__
__attribute__((no_builtin)) void *memcpy(void *to, const void *from, size_t len) {
    char *t = to;
    const char *f = from;
    while (len--) {
        *t++ = *f++;
    }
    return to;
}

__attribute__((no_builtin)) void *memset(void *to, int byte, size_t len) {
    char *t = to;
    while (len--) {
        *t++ = (char) byte;
    }
    return to;
}
#endif
