#include "digest.h"

static void start(uint64_t state[8]) {
    state[0] = 0x67452301;
    state[1] = 0xEFCDAB89;
    state[2] = 0x98BADCFE;
    state[3] = 0x10325476;
    state[4] = 0xC3D2E1F0;
}

static uint32_t choose(uint32_t i, uint32_t b, uint32_t c, uint32_t d) {
    switch (i / 20) {
        case 0: return ((b & c) | (~b & d)) + 0x5A827999;
        case 1: return (b ^ c ^ d) + 0x6ED9EBA1;
        case 2: return ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
        default: return (b ^ c ^ d) + 0xCA62C1D6;
    }
}

static void mix(uint64_t state[8], const uint8_t *block) {
    uint32_t w[80], s[5];
    for (uint32_t i = 0; i < 80; i++) {
        w[i] = i < 16 ? bi_big_word(block + 4 * i) : bi_rotate_left(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    }
    for (uint32_t i = 0; i < 5; i++) {
        s[i] = (uint32_t) state[i];
    }
    for (uint32_t i = 0; i < 80; i++) {
        uint32_t next = bi_rotate_left(s[0], 5) + choose(i, s[1], s[2], s[3]) + s[4] + w[i];
        s[4] = s[3];
        s[3] = s[2];
        s[2] = bi_rotate_left(s[1], 30);
        s[1] = s[0];
        s[0] = next;
    }
    for (uint32_t i = 0; i < 5; i++) {
        state[i] = (uint32_t) state[i] + s[i];
    }
}

const bi_digest bi_sha1_digest = {64, 20, false, start, mix};

rt_ref bi_crypto__sha1(rt_ref text) {
    NEED_STRING(text, "crypto.sha1", 1);
    return bi_digest_hex(&bi_sha1_digest, text);
}

rt_ref bi_crypto__hmac__sha1(rt_ref text, rt_ref key) {
    NEED_STRING(text, "crypto.hmac.sha1", 1);
    NEED_STRING(key, "crypto.hmac.sha1", 2);
    return bi_hmac_hex(&bi_sha1_digest, text, key);
}
