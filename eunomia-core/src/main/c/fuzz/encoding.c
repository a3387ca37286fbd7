// Text to base64, hex, URL queries, quotes and digests, and back; then the same text taken for what is to be decoded.
#include "fuzz.h"

#include <string.h>

rt_ref bi_base64__decode(rt_ref);
rt_ref bi_base64__encode(rt_ref);
rt_ref bi_base64__is_valid(rt_ref);
rt_ref bi_base64url__decode(rt_ref);
rt_ref bi_base64url__encode(rt_ref);
rt_ref bi_base64url__encode_no_pad(rt_ref);
rt_ref bi_crypto__hmac__equal(rt_ref, rt_ref);
rt_ref bi_crypto__hmac__md5(rt_ref, rt_ref);
rt_ref bi_crypto__hmac__sha1(rt_ref, rt_ref);
rt_ref bi_crypto__hmac__sha256(rt_ref, rt_ref);
rt_ref bi_crypto__hmac__sha512(rt_ref, rt_ref);
rt_ref bi_crypto__md5(rt_ref);
rt_ref bi_crypto__sha1(rt_ref);
rt_ref bi_crypto__sha256(rt_ref);
rt_ref bi_hex__decode(rt_ref);
rt_ref bi_hex__encode(rt_ref);
rt_ref bi_json__marshal(rt_ref);
rt_ref bi_json__unmarshal(rt_ref);
rt_ref bi_urlquery__decode(rt_ref);
rt_ref bi_urlquery__decode_object(rt_ref);
rt_ref bi_urlquery__encode(rt_ref);
rt_ref bi_urlquery__encode_object(rt_ref);

static void same(rt_ref a, rt_ref b) {
    fuzz_well_formed(fuzz_note("left", a));
    fuzz_well_formed(fuzz_note("right", b));
    HOLDS(rt_equal(a, b) && rt_hash(a) == rt_hash(b));
}

static void only_has(rt_ref text, const char *characters) {
    for (uint32_t i = 0; i < bi_size(text); i++) {
        HOLDS(bi_bytes(text)[i] && strchr(characters, bi_bytes(text)[i]));
    }
}

#define ALPHANUMERIC "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

static void check_round_trips(rt_ref text) {
    rt_ref standard = bi_base64__encode(text), url = bi_base64url__encode(text), bare = bi_base64url__encode_no_pad(text);
    only_has(standard, ALPHANUMERIC "+/=");
    only_has(url, ALPHANUMERIC "-_=");
    only_has(bare, ALPHANUMERIC "-_");
    HOLDS(bi_base64__is_valid(standard) == rt_true && bi_size(standard) == (bi_size(text) + 2) / 3 * 4);
    same(bi_base64__decode(standard), text);
    same(bi_base64url__decode(url), text);
    same(bi_base64url__decode(bare), text);
    only_has(bi_hex__encode(text), "0123456789abcdef");
    same(bi_hex__decode(bi_hex__encode(text)), text);
    only_has(bi_urlquery__encode(text), ALPHANUMERIC "-_.~%+");
    same(bi_urlquery__decode(bi_urlquery__encode(text)), text);
    same(bi_json__unmarshal(bi_json__marshal(text)), text);
}

static void check_query(rt_ref key, rt_ref text) {
    rt_ref values = rt_array_new(2), object = rt_object_new(2);
    rt_array_append(values, text);
    rt_array_append(values, key);
    rt_object_insert(object, fuzz_string("always"), values);
    rt_object_insert(object, key, values);
    same(bi_urlquery__decode_object(bi_urlquery__encode_object(object)), object);
}

static void check_decoding(rt_ref text) {
    rt_ref decoded = fuzz_note("decoded", bi_base64__decode(text));
    HOLDS(bi_base64__is_valid(text) == rt_bool(decoded != 0));
    if (decoded) {
        fuzz_well_formed(decoded);
        same(bi_base64__decode(bi_base64__encode(decoded)), decoded);
    }
    rt_ref others[] = {bi_base64url__decode(text), bi_hex__decode(text), bi_urlquery__decode(text),
                       bi_urlquery__decode_object(text)};
    for (uint32_t i = 0; i < 4; i++) {
        if (fuzz_note("other", others[i])) {
            fuzz_well_formed(others[i]);
        }
    }
    if (others[3]) {
        same(bi_urlquery__decode_object(bi_urlquery__encode_object(others[3])), others[3]);
    }
}

static void check_digests(rt_ref key, rt_ref text) {
    struct { rt_ref digest; uint32_t len; } all[] = {
        {bi_crypto__md5(text), 32}, {bi_crypto__sha1(text), 40}, {bi_crypto__sha256(text), 64},
        {bi_crypto__hmac__md5(text, key), 32}, {bi_crypto__hmac__sha1(text, key), 40},
        {bi_crypto__hmac__sha256(text, key), 64}, {bi_crypto__hmac__sha512(text, key), 128},
    };
    for (uint32_t i = 0; i < 7; i++) {
        HOLDS(bi_size(fuzz_well_formed(all[i].digest)) == all[i].len);
        only_has(all[i].digest, "0123456789abcdef");
    }
    HOLDS(bi_crypto__hmac__equal(key, text) == rt_bool(rt_equal(key, text)));
    HOLDS(bi_crypto__hmac__equal(text, rt_string_new(bi_bytes(text), bi_size(text))) == rt_true);
}

static void check_quotes(rt_ref text) {
    for (uint32_t ascii = 0; ascii < 2; ascii++) {
        rt_buffer quoted = {0};
        bi_add_quoted(&quoted, bi_bytes(text), bi_size(text), ascii);
        HOLDS(quoted.bytes[0] == '"' && quoted.bytes[quoted.len - 1] == '"' && fuzz_is_utf8(quoted.bytes, quoted.len));
        for (uint32_t i = 0; i < quoted.len; i++) {
            HOLDS((uint8_t) quoted.bytes[i] >= 0x20 && (!ascii || (uint8_t) quoted.bytes[i] < 0x7F));
        }
    }
}

void fuzz_target(fuzz_input *in) {
    rt_ref key = fuzz_line(in), text = fuzz_rest(in);
    check_round_trips(text);
    check_query(key, text);
    check_decoding(text);
    check_digests(key, text);
    check_quotes(text);
}
