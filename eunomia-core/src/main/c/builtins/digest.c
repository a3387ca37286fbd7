#include "digest.h"

// The first `len` bytes of a message in two parts, hashed. The state of SHA-512 has 64-bit words, the others' 32-bit.
static void hash(const bi_digest *d, const uint8_t *first, uint32_t first_len, const uint8_t *second,
                 uint32_t second_len, uint8_t *out) {
    uint64_t state[8], total = (uint64_t) first_len + second_len;
    uint32_t length_at = d->block - 8;
    uint64_t padded = (total + 1 + d->block / 8 + d->block - 1) / d->block * d->block;
    uint8_t block[128];
    d->start(state);
    for (uint64_t at = 0; at < padded; at += d->block) {
        rt_step(d->block);
        for (uint32_t i = 0; i < d->block; i++) {
            uint64_t k = at + i;
            block[i] = k < first_len ? first[k] : k < total ? second[k - first_len] : k == total ? 0x80 : 0;
        }
        if (at + d->block == padded) {
            for (uint32_t i = 0; i < 8; i++) {
                block[length_at + i] = (uint8_t) (total * 8 >> (d->little_endian ? 8 * i : 56 - 8 * i));
            }
        }
        d->mix(state, block);
    }
    uint32_t word = d->block / 16;
    for (uint32_t i = 0; i < d->size; i++) {
        uint32_t byte = i % word;
        out[i] = (uint8_t) (state[i / word] >> 8 * (d->little_endian ? byte : word - 1 - byte));
    }
}

static rt_ref hex(const uint8_t *bytes, uint32_t n) {
    rt_string *result = rt_string_alloc(2 * n);
    for (uint32_t i = 0; i < n; i++) {
        result->bytes[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        result->bytes[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    return (rt_ref) (uintptr_t) result;
}

static const uint8_t *bytes_of(rt_ref text) { return (const uint8_t *) bi_bytes(text); }

rt_ref bi_digest_hex(const bi_digest *d, rt_ref text) {
    uint8_t out[BI_LONGEST_DIGEST];
    hash(d, bytes_of(text), bi_size(text), 0, 0, out);
    return hex(out, d->size);
}

rt_ref bi_hmac_hex(const bi_digest *d, rt_ref text, rt_ref key) {
    uint8_t inner[128], outer[128], short_key[BI_LONGEST_DIGEST], out[BI_LONGEST_DIGEST];
    const uint8_t *k = bytes_of(key);
    uint32_t n = bi_size(key);
    if (n > d->block) {
        hash(d, k, n, 0, 0, short_key);
        k = short_key;
        n = d->size;
    }
    for (uint32_t i = 0; i < d->block; i++) {
        uint8_t byte = i < n ? k[i] : 0;
        inner[i] = byte ^ 0x36;
        outer[i] = byte ^ 0x5C;
    }
    hash(d, inner, d->block, bytes_of(text), bi_size(text), out);
    hash(d, outer, d->block, out, d->size, short_key);
    return hex(short_key, d->size);
}
