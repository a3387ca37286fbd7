#include "digest.h"

static const uint32_t rounds[64] = {
    0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
    0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
    0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
    0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
    0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
    0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
    0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
    0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
};

static const uint32_t initial[8] = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
};

static void start(uint64_t state[8]) {
    for (uint32_t i = 0; i < 8; i++) {
        state[i] = initial[i];
    }
}

static uint32_t small_sigma0(uint32_t x) { return bi_rotate_right(x, 7) ^ bi_rotate_right(x, 18) ^ x >> 3; }
static uint32_t small_sigma1(uint32_t x) { return bi_rotate_right(x, 17) ^ bi_rotate_right(x, 19) ^ x >> 10; }
static uint32_t big_sigma0(uint32_t x) {
    return bi_rotate_right(x, 2) ^ bi_rotate_right(x, 13) ^ bi_rotate_right(x, 22);
}

static uint32_t big_sigma1(uint32_t x) {
    return bi_rotate_right(x, 6) ^ bi_rotate_right(x, 11) ^ bi_rotate_right(x, 25);
}

static void mix(uint64_t state[8], const uint8_t *block) {
    uint32_t w[64], s[8];
    for (uint32_t i = 0; i < 64; i++) {
        w[i] = i < 16 ? bi_big_word(block + 4 * i)
                      : w[i - 16] + small_sigma0(w[i - 15]) + w[i - 7] + small_sigma1(w[i - 2]);
    }
    for (uint32_t i = 0; i < 8; i++) {
        s[i] = (uint32_t) state[i];
    }
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]), majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        uint32_t one = s[7] + big_sigma1(s[4]) + choice + rounds[i] + w[i], two = big_sigma0(s[0]) + majority;
        for (uint32_t k = 7; k > 0; k--) {
            s[k] = s[k - 1];
        }
        s[4] += one;
        s[0] = one + two;
    }
    for (uint32_t i = 0; i < 8; i++) {
        state[i] = (uint32_t) state[i] + s[i];
    }
}

const bi_digest bi_sha256_digest = {64, 32, false, start, mix};

rt_ref bi_crypto__sha256(rt_ref text) {
    NEED_STRING(text, "crypto.sha256", 1);
    return bi_digest_hex(&bi_sha256_digest, text);
}

rt_ref bi_crypto__hmac__sha256(rt_ref text, rt_ref key) {
    NEED_STRING(text, "crypto.hmac.sha256", 1);
    NEED_STRING(key, "crypto.hmac.sha256", 2);
    return bi_hmac_hex(&bi_sha256_digest, text, key);
}
