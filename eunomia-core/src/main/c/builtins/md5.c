#include "digest.h"

static const uint32_t sines[64] = {
    0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
    0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
    0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
    0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
    0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
    0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
    0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
    0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
};

static const uint8_t rotations[16] = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};

static void start(uint64_t state[8]) {
    state[0] = 0x67452301;
    state[1] = 0xEFCDAB89;
    state[2] = 0x98BADCFE;
    state[3] = 0x10325476;
}

static uint32_t little_word(const uint8_t *p) {
    return p[0] | (uint32_t) p[1] << 8 | (uint32_t) p[2] << 16 | (uint32_t) p[3] << 24;
}

static void mix(uint64_t state[8], const uint8_t *block) {
    uint32_t a = (uint32_t) state[0], b = (uint32_t) state[1], c = (uint32_t) state[2], d = (uint32_t) state[3];
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t round = i / 16, f, at;
        switch (round) {
            case 0: f = (b & c) | (~b & d); at = i; break;
            case 1: f = (d & b) | (~d & c); at = 5 * i + 1; break;
            case 2: f = b ^ c ^ d; at = 3 * i + 5; break;
            default: f = c ^ (b | ~d); at = 7 * i; break;
        }
        uint32_t sum = a + f + sines[i] + little_word(block + at % 16 * 4);
        a = d;
        d = c;
        c = b;
        b += bi_rotate_left(sum, rotations[round * 4 + i % 4]);
    }
    state[0] = (uint32_t) state[0] + a;
    state[1] = (uint32_t) state[1] + b;
    state[2] = (uint32_t) state[2] + c;
    state[3] = (uint32_t) state[3] + d;
}

const bi_digest bi_md5_digest = {64, 16, true, start, mix};

rt_ref bi_crypto__md5(rt_ref text) {
    NEED_STRING(text, "crypto.md5", 1);
    return bi_digest_hex(&bi_md5_digest, text);
}

rt_ref bi_crypto__hmac__md5(rt_ref text, rt_ref key) {
    NEED_STRING(text, "crypto.hmac.md5", 1);
    NEED_STRING(key, "crypto.hmac.md5", 2);
    return bi_hmac_hex(&bi_md5_digest, text, key);
}
