// The message digests and what they have in common: blocks, padding, and HMAC over any of them.
#ifndef EUNOMIA_DIGEST_H
#define EUNOMIA_DIGEST_H

#include "builtin.h"

typedef struct {
    uint32_t block;     // bytes of a block: 64 or 128
    uint32_t size;      // bytes of the result
    bool little_endian; // MD5 is
    void (*start)(uint64_t state[8]);
    void (*mix)(uint64_t state[8], const uint8_t *block);
} bi_digest;

extern const bi_digest bi_md5_digest, bi_sha1_digest, bi_sha256_digest, bi_sha512_digest;

enum { BI_LONGEST_DIGEST = 64 };

rt_ref bi_digest_hex(const bi_digest *d, rt_ref text);
rt_ref bi_hmac_hex(const bi_digest *d, rt_ref text, rt_ref key);

static inline uint32_t bi_rotate_left(uint32_t x, uint32_t n) { return x << n | x >> (32 - n); }
static inline uint32_t bi_rotate_right(uint32_t x, uint32_t n) { return x >> n | x << (32 - n); }
static inline uint32_t bi_big_word(const uint8_t *p) {
    return (uint32_t) p[0] << 24 | (uint32_t) p[1] << 16 | (uint32_t) p[2] << 8 | p[3];
}

#endif
