// Every builtin, and the one line that a test of one takes.
#ifndef EUNOMIA_TEST_BUILTINS_H
#define EUNOMIA_TEST_BUILTINS_H

#include "harness.h"

#define DECLARE(name) rt_ref bi_##name(rt_ref);
DECLARE(abs) DECLARE(all) DECLARE(any) DECLARE(array__flatten) DECLARE(array__reverse) DECLARE(base64__decode)
DECLARE(base64__encode) DECLARE(base64__is_valid) DECLARE(base64url__decode) DECLARE(base64url__encode)
DECLARE(base64url__encode_no_pad) DECLARE(bits__negate) DECLARE(cast_array) DECLARE(cast_boolean) DECLARE(cast_null)
DECLARE(cast_object) DECLARE(cast_set) DECLARE(cast_string) DECLARE(ceil) DECLARE(count) DECLARE(crypto__md5)
DECLARE(crypto__sha1) DECLARE(crypto__sha256) DECLARE(floor) DECLARE(glob__quote_meta) DECLARE(hex__decode)
DECLARE(hex__encode) DECLARE(internal__print) DECLARE(internal__template_string) DECLARE(intersection)
DECLARE(is_array) DECLARE(is_boolean) DECLARE(is_null) DECLARE(is_number) DECLARE(is_object) DECLARE(is_set)
DECLARE(is_string) DECLARE(json__is_valid) DECLARE(json__marshal) DECLARE(json__unmarshal) DECLARE(lower)
DECLARE(max) DECLARE(min) DECLARE(net__cidr_expand) DECLARE(net__cidr_is_valid) DECLARE(net__cidr_merge)
DECLARE(object__keys) DECLARE(object__union_n) DECLARE(product) DECLARE(regex__is_valid) DECLARE(round) DECLARE(semver__is_valid)
DECLARE(sort) DECLARE(strings__reverse) DECLARE(sum) DECLARE(to_number) DECLARE(trim_space) DECLARE(type_name)
DECLARE(union) DECLARE(units__parse) DECLARE(units__parse_bytes) DECLARE(upper) DECLARE(urlquery__decode)
DECLARE(urlquery__decode_object) DECLARE(urlquery__encode) DECLARE(urlquery__encode_object) DECLARE(walk)
#undef DECLARE

#define DECLARE(name) rt_ref bi_##name(rt_ref, rt_ref);
DECLARE(and) DECLARE(array__concat) DECLARE(bits__and) DECLARE(bits__lsh) DECLARE(bits__or) DECLARE(bits__rsh)
DECLARE(bits__xor) DECLARE(concat) DECLARE(contains) DECLARE(crypto__hmac__equal) DECLARE(crypto__hmac__md5)
DECLARE(crypto__hmac__sha1) DECLARE(crypto__hmac__sha256) DECLARE(crypto__hmac__sha512) DECLARE(div)
DECLARE(endswith) DECLARE(equal) DECLARE(format_int) DECLARE(graph__reachable) DECLARE(graph__reachable_paths)
DECLARE(gt) DECLARE(gte) DECLARE(indexof) DECLARE(indexof_n) DECLARE(internal__member_2) DECLARE(json__filter)
DECLARE(json__marshal_with_options) DECLARE(json__patch) DECLARE(json__remove) DECLARE(lt) DECLARE(lte)
DECLARE(minus) DECLARE(mul) DECLARE(neq) DECLARE(net__cidr_contains) DECLARE(net__cidr_contains_matches)
DECLARE(net__cidr_intersects) DECLARE(net__cidr_overlap) DECLARE(numbers__range) DECLARE(object__filter)
DECLARE(object__remove) DECLARE(object__subset) DECLARE(object__union) DECLARE(or) DECLARE(plus) DECLARE(re_match)
DECLARE(regex__match) DECLARE(regex__split) DECLARE(rem)
DECLARE(semver__compare) DECLARE(set_diff) DECLARE(split) DECLARE(sprintf) DECLARE(startswith)
DECLARE(strings__any_prefix_match) DECLARE(strings__any_suffix_match) DECLARE(strings__count)
DECLARE(strings__replace_n) DECLARE(trim) DECLARE(trim_left) DECLARE(trim_prefix) DECLARE(trim_right)
DECLARE(trim_suffix)
#undef DECLARE

#define DECLARE(name) rt_ref bi_##name(rt_ref, rt_ref, rt_ref);
DECLARE(array__slice) DECLARE(glob__match) DECLARE(internal__member_3) DECLARE(numbers__range_step)
DECLARE(object__get) DECLARE(regex__find_all_string_submatch_n) DECLARE(regex__find_n) DECLARE(regex__replace)
DECLARE(replace) DECLARE(substring)
#undef DECLARE

rt_ref bi_regex__template_match(rt_ref, rt_ref, rt_ref, rt_ref);

// The call's answer, as a term; undefined; or in strict mode, the message that it fails with.
#define GIVES1(name, a, want) CHECK_TERM(bi_##name(parse(a)), want)
#define GIVES2(name, a, b, want) CHECK_TERM(bi_##name(parse(a), parse(b)), want)
#define GIVES3(name, a, b, c, want) CHECK_TERM(bi_##name(parse(a), parse(b), parse(c)), want)
#define UNDEFINED1(name, a) CHECK_UNDEFINED(bi_##name(parse(a)))
#define UNDEFINED2(name, a, b) CHECK_UNDEFINED(bi_##name(parse(a), parse(b)))
#define UNDEFINED3(name, a, b, c) CHECK_UNDEFINED(bi_##name(parse(a), parse(b), parse(c)))
#define FAILS(call, message)                                                     \
    do {                                                                         \
        rt_strict = 0;                                                           \
        CHECK_UNDEFINED(call);                                                   \
        rt_strict = 1;                                                           \
        CHECK_ABORTS(call, message);                                             \
        rt_strict = 0;                                                           \
    } while (0)
#define FAILS1(name, a, message) FAILS(bi_##name(parse(a)), message)
#define FAILS2(name, a, b, message) FAILS(bi_##name(parse(a), parse(b)), message)
#define FAILS3(name, a, b, c, message) FAILS(bi_##name(parse(a), parse(b), parse(c)), message)

#endif
