#include "builtins.h"

TEST(whenBase64_thenBothAlphabets) {
    GIVES1(base64__encode, "\"hello\"", "\"aGVsbG8=\"");
    GIVES1(base64__decode, "\"aGVs\\nbG8=\"", "\"hello\"");
    GIVES1(base64__decode, "\"\"", "\"\"");
    GIVES1(base64__decode, "\"gA==\"", "\"\\ufffd\"");
    GIVES1(base64__is_valid, "\"aGVsbG8\"", "false");
    GIVES1(base64__is_valid, "\"aGVsbG8=\"", "true");
    GIVES1(base64__is_valid, "1", "false");
    GIVES1(base64url__encode, "\"subjects?_d\"", "\"c3ViamVjdHM_X2Q=\"");
    GIVES1(base64url__encode_no_pad, "\"hello\"", "\"aGVsbG8\"");
    GIVES1(base64url__decode, "\"aGVsbG8\"", "\"hello\"");
    FAILS1(base64__decode, "\"aGVsbG8\"", "eval_builtin_error: base64.decode: illegal base64 data at input byte 4");
    FAILS1(base64__decode, "\"aG%s\"", "eval_builtin_error: base64.decode: illegal base64 data at input byte 2");
    FAILS1(base64__decode, "\"aGVsbG8=a\"", "eval_builtin_error: base64.decode: illegal base64 data at input byte 8");
    FAILS1(base64url__decode, "\"aGVsb\"", "eval_builtin_error: base64url.decode: illegal base64url string: aGVsb");
}

TEST(whenHex_thenTwoDigitsAByte) {
    GIVES1(hex__encode, "\"é\"", "\"c3a9\"");
    GIVES1(hex__decode, "\"6C6f72\"", "\"lor\"");
    FAILS1(hex__decode, "\"6x\"", "eval_builtin_error: hex.decode: encoding/hex: invalid byte: U+0078 'x'");
    FAILS1(hex__decode, "\"616\"", "eval_builtin_error: hex.decode: encoding/hex: odd length hex string");
}

TEST(whenUrlQueries_thenAsInForms) {
    GIVES1(urlquery__encode, "\"a=b+1 é~\"", "\"a%3Db%2B1+%C3%A9~\"");
    GIVES1(urlquery__decode, "\"a%3Db%2b1+c\"", "\"a=b+1 c\"");
    GIVES1(urlquery__encode_object, "{\"b\": [\"2\", \"1\"], \"a\": \"&\", \"c\": {\"y\", \"x\"}, \"d\": []}",
           "\"a=%26&b=2&b=1&c=x&c=y\"");
    GIVES1(urlquery__decode_object, "\"a=1&b&&a=%32&c=d=e\"", "{\"a\": [\"1\", \"2\"], \"b\": [\"\"], \"c\": [\"d=e\"]}");
    GIVES1(urlquery__decode_object, "\"\"", "{}");
    FAILS1(urlquery__decode, "\"a%zz\"", "eval_builtin_error: urlquery.decode: invalid URL escape \"%zz\"");
    FAILS1(urlquery__decode, "\"a%2\"", "eval_builtin_error: urlquery.decode: invalid URL escape \"%2\"");
    FAILS1(urlquery__decode_object, "\"a;b\"",
           "eval_builtin_error: urlquery.decode_object: invalid semicolon separator in query");
    FAILS1(urlquery__encode_object, "{\"a\": 1}", "eval_type_error: urlquery.encode_object: operand 1 values must be "
                                                  "string, array[string], or set[string]");
}

TEST(whenDigested_thenTheKnownAnswers) {
    GIVES1(crypto__md5, "\"\"", "\"d41d8cd98f00b204e9800998ecf8427e\"");
    GIVES1(crypto__sha1, "\"abc\"", "\"a9993e364706816aba3e25717850c26c9cd0d89d\"");
    GIVES1(crypto__sha256, "\"abc\"", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");
    GIVES1(crypto__sha256, "\"0123456789012345678901234567890123456789012345678901234567890123456789\"",
           "\"57445fa40b08c60cdcba7ca39c756de614d11482e3f15a925f548688c19e58f4\"");
    GIVES2(crypto__hmac__md5, "\"what do ya want for nothing?\"", "\"Jefe\"", "\"750c783e6ab0b503eaa86e310a5db738\"");
    GIVES2(crypto__hmac__sha1, "\"what do ya want for nothing?\"", "\"Jefe\"",
           "\"effcdf6ae5eb2fa2d27416d5f184df9c259a7c79\"");
    GIVES2(crypto__hmac__sha256, "\"what do ya want for nothing?\"", "\"Jefe\"",
           "\"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843\"");
    GIVES2(crypto__hmac__sha512, "\"what do ya want for nothing?\"", "\"Jefe\"",
           "\"164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd"
           "caeab1a34d4a6b4b636e070a38bce737\"");
    GIVES2(crypto__hmac__equal, "\"ab\"", "\"ab\"", "true");
    GIVES2(crypto__hmac__equal, "\"ab\"", "\"abc\"", "false");
}

const test_case tests_builtins_encoding[] = {
    CASE(whenBase64_thenBothAlphabets),
    CASE(whenHex_thenTwoDigitsAByte),
    CASE(whenUrlQueries_thenAsInForms),
    CASE(whenDigested_thenTheKnownAnswers),
    {0},
};
