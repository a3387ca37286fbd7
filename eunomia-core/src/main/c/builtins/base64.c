#include "builtin.h"

static const char standard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char url_safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static rt_ref encode(rt_ref text, const char *alphabet, bool padded) {
    const uint8_t *bytes = (const uint8_t *) bi_bytes(text);
    uint32_t n = bi_size(text);
    rt_buffer b = {0};
    rt_step(1 + (n >> 4));
    for (uint32_t i = 0; i < n; i += 3) {
        uint32_t left = n - i < 3 ? n - i : 3;
        uint32_t group = (uint32_t) bytes[i] << 16 | (left > 1 ? bytes[i + 1] << 8 : 0) | (left > 2 ? bytes[i + 2] : 0);
        char four[4];
        for (uint32_t k = 0; k < 4; k++) {
            four[k] = k <= left ? alphabet[group >> (18 - 6 * k) & 63] : '=';
        }
        rt_buffer_add(&b, four, padded ? 4 : left + 1);
    }
    return rt_buffer_string(&b);
}

static int32_t digit_of(char c, const char *alphabet) {
    if ((uint8_t) (c - 'A') < 26) {
        return c - 'A';
    }
    if ((uint8_t) (c - 'a') < 26) {
        return c - 'a' + 26;
    }
    if ((uint8_t) (c - '0') < 10) {
        return c - '0' + 52;
    }
    return c == alphabet[62] ? 62 : c == alphabet[63] ? 63 : -1;
}

typedef struct {
    const char *bytes, *alphabet;
    uint32_t n, at;
    rt_buffer out;
} decoder;

static void skip_lines(decoder *d) {
    while (d->at < d->n && (d->bytes[d->at] == '\n' || d->bytes[d->at] == '\r')) {
        d->at++;
    }
}

// After `count` digits of a group, at what is no digit: only the padding that fits, and then the end. Returns where
// decoding failed, or -1.
static int64_t read_padding(decoder *d, uint32_t count) {
    uint32_t at = d->at;
    if (at == d->n) {
        return count == 0 ? -1 : (int64_t) d->n - count;
    }
    if (d->bytes[at] != '=' || count < 2) {
        return at;
    }
    d->at++;
    skip_lines(d);
    if (count == 2) {
        if (d->at == d->n) {
            return d->n;
        }
        if (d->bytes[d->at] != '=') {
            return d->at;
        }
        d->at++;
        skip_lines(d);
    }
    return d->at < d->n ? (int64_t) d->at : -1;
}

// Where decoding failed, or -1. Line breaks are allowed everywhere, and padding is required.
static int64_t decode(decoder *d) {
    rt_step(1 + (d->n >> 4));
    for (;;) {
        uint32_t group = 0, count = 0;
        for (; count < 4; count++) {
            skip_lines(d);
            int32_t digit = d->at < d->n ? digit_of(d->bytes[d->at], d->alphabet) : -1;
            if (digit < 0) {
                break;
            }
            group |= (uint32_t) digit << (18 - 6 * count);
            d->at++;
        }
        if (count < 4) {
            int64_t failed = read_padding(d, count);
            if (failed >= 0) {
                return failed;
            }
        }
        char three[3] = {(char) (group >> 16), (char) (group >> 8), (char) group};
        rt_buffer_add(&d->out, three, count > 1 ? count - 1 : 0);
        if (count < 4) {
            return -1;
        }
    }
}

static rt_ref decoded(const char *name, const char *bytes, uint32_t n, const char *alphabet) {
    decoder d = {bytes, alphabet, n, 0, {0}};
    int64_t failed = decode(&d);
    if (failed < 0) {
        return bi_string_of_bytes(d.out.bytes, d.out.len);
    }
    if (!rt_strict) {
        return 0;
    }
    rt_buffer b = {0};
    rt_buffer_add_str(&b, "illegal base64 data at input byte ");
    rt_buffer_add_int(&b, failed);
    rt_buffer_add_char(&b, 0);
    return rt_builtin_error(name, b.bytes);
}

rt_ref bi_base64__encode(rt_ref text) {
    NEED_STRING(text, "base64.encode", 1);
    return encode(text, standard, true);
}

rt_ref bi_base64__decode(rt_ref text) {
    NEED_STRING(text, "base64.decode", 1);
    return decoded("base64.decode", bi_bytes(text), bi_size(text), standard);
}

rt_ref bi_base64__is_valid(rt_ref text) {
    if (!rt_is(text, RT_STRING)) {
        return rt_false;
    }
    decoder d = {bi_bytes(text), standard, bi_size(text), 0, {0}};
    return rt_bool(decode(&d) < 0);
}

rt_ref bi_base64url__encode(rt_ref text) {
    NEED_STRING(text, "base64url.encode", 1);
    return encode(text, url_safe, true);
}

rt_ref bi_base64url__encode_no_pad(rt_ref text) {
    NEED_STRING(text, "base64url.encode_no_pad", 1);
    return encode(text, url_safe, false);
}

rt_ref bi_base64url__decode(rt_ref text) {
    static const char name[] = "base64url.decode";
    NEED_STRING(text, name, 1);
    const char *bytes = bi_bytes(text);
    uint32_t n = bi_size(text);
    rt_buffer b = {0};
    rt_buffer_add(&b, bytes, n);
    // Padding may be missing, as in JOSE.
    if (n == 0 || bytes[n - 1] != '=') {
        if (n % 4 == 1) {
            return bi_error_with(name, "illegal base64url string: ", bytes, n);
        }
        rt_buffer_add(&b, "==", (4 - n % 4) % 4);
    }
    return decoded(name, b.bytes, b.len, url_safe);
}
