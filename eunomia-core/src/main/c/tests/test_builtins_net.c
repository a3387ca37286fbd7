#include "builtins.h"

TEST(whenNetworksContain_thenAddressesAndNetworks) {
    GIVES2(net__cidr_contains, "\"10.0.0.0/8\"", "\"10.1.2.3\"", "true");
    GIVES2(net__cidr_contains, "\"10.0.0.0/8\"", "\"10.1.0.0/16\"", "true");
    GIVES2(net__cidr_contains, "\"10.1.0.0/16\"", "\"10.0.0.0/8\"", "false");
    GIVES2(net__cidr_contains, "\"::/0\"", "\"1.2.3.4\"", "false");
    GIVES2(net__cidr_contains, "\"0.0.0.0/0\"", "\"::ffff:1.2.3.4\"", "true");
    GIVES2(net__cidr_contains, "\"2001:db8::/32\"", "\"2001:db8:0:1::5\"", "true");
    GIVES2(net__cidr_intersects, "\"10.0.0.0/8\"", "\"10.1.0.0/16\"", "true");
    GIVES2(net__cidr_intersects, "\"10.1.0.0/16\"", "\"10.0.0.0/8\"", "true");
    GIVES2(net__cidr_intersects, "\"10.0.0.0/9\"", "\"10.128.0.0/9\"", "false");
    FAILS2(net__cidr_contains, "\"10.0.0.0/33\"", "\"10.0.0.1\"",
           "eval_builtin_error: net.cidr_contains: invalid CIDR address: 10.0.0.0/33");
    FAILS2(net__cidr_contains, "\"10.0.0.0/8\"", "\"x\"",
           "eval_builtin_error: net.cidr_contains: not a valid textual representation of an IP address or CIDR: x");
    FAILS2(net__cidr_intersects, "\"10.0.0.0/8\"", "1",
           "eval_type_error: net.cidr_intersects: operand 1 must be string but got number");
}

TEST(whenNetworksAreRead_thenStrictly) {
    const char *good[] = {"\"1.2.3.4/0\"", "\"::/128\"", "\"1:2:3:4:5:6:7:8/1\"", "\"1::1.2.3.4/8\"", "\"::1:2/08\""};
    const char *bad[] = {"\"1.2.3/8\"", "\"01.2.3.4/8\"", "\"1.2.3.256/8\"", "\"1.2.3.4\"", "\"1.2.3.4/\"", "\"1:::2/8\"",
                         "\"1:2:3:4:5:6:7/8\"", "\"1:2:3:4:5:6:7::8/8\"", "\"fe80::1%eth0/64\"", "\"12345::/8\"",
                         "\"1:/8\"", "\":1/8\"", "\"::1.2.3/8\"", "\"1.2.3.4/-1\"", "1"};
    for (uint32_t i = 0; i < sizeof good / sizeof *good; i++) {
        GIVES1(net__cidr_is_valid, good[i], "true");
    }
    for (uint32_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        GIVES1(net__cidr_is_valid, bad[i], "false");
    }
}

TEST(whenManyAreMatched_thenPairsOfNames) {
    GIVES2(net__cidr_contains_matches, "\"1.1.1.0/24\"", "\"1.1.1.1\"", "{[\"1.1.1.0/24\", \"1.1.1.1\"]}");
    GIVES2(net__cidr_contains_matches, "[\"1.1.2.0/24\", \"1.1.1.0/24\"]", "{\"x\": [\"1.1.1.1\", 7]}", "{[1, \"x\"]}");
    GIVES2(net__cidr_contains_matches, "{[\"1.1.1.0/24\", 5]}", "{\"1.1.1.1\", \"2.2.2.2\"}",
           "{[[\"1.1.1.0/24\", 5], \"1.1.1.1\"]}");
    FAILS2(net__cidr_contains_matches, "[\"1.1.1.0/24\"]", "[1]",
           "eval_builtin_error: net.cidr_contains_matches: operand 2: element must be string or non-empty array");
}

TEST(whenExpanded_thenEveryAddress) {
    GIVES1(net__cidr_expand, "\"192.168.1.1/30\"", "{\"192.168.1.0\", \"192.168.1.1\", \"192.168.1.2\", \"192.168.1.3\"}");
    GIVES1(net__cidr_expand, "\"255.255.255.255/32\"", "{\"255.255.255.255\"}");
    GIVES1(net__cidr_expand, "\"ff::fffe/127\"", "{\"ff::fffe\", \"ff::ffff\"}");
    rt_budget = 1000;
    CHECK_ABORTS(bi_net__cidr_expand(parse("\"::/0\"")), "eval_budget_error: the evaluation took more steps than it may");
}

TEST(whenMerged_thenTheFewestNetworks) {
    GIVES1(net__cidr_merge, "[\"192.0.128.0/24\", \"192.0.129.0/24\"]", "{\"192.0.128.0/23\"}");
    GIVES1(net__cidr_merge, "[\"192.0.129.0/24\", \"192.0.130.0/24\"]", "{\"192.0.129.0/24\", \"192.0.130.0/24\"}");
    GIVES1(net__cidr_merge, "{\"192.0.2.112\", \"192.0.2.116/31\"}", "{\"192.0.2.0/24\"}");
    GIVES1(net__cidr_merge, "[\"10.0.0.1\"]", "{\"10.0.0.1/8\"}");
    GIVES1(net__cidr_merge, "[\"::/0\", \"::192.0.2.0/124\", \"ff00::101/128\"]", "{\"::/0\"}");
    GIVES1(net__cidr_merge, "[\"2001:db8::/33\", \"2001:db8:8000::/33\"]", "{\"2001:db8::/32\"}");
    GIVES1(net__cidr_merge, "[]", "set()");
    FAILS1(net__cidr_merge, "[\"::1\"]", "eval_builtin_error: net.cidr_merge: IPv6 invalid: needs prefix length");
    FAILS1(net__cidr_merge, "[\"foo\"]", "eval_builtin_error: net.cidr_merge: invalid CIDR address: foo");
    FAILS1(net__cidr_merge, "[1]", "eval_builtin_error: net.cidr_merge: element must be string");
}

const test_case tests_builtins_net[] = {
    CASE(whenNetworksContain_thenAddressesAndNetworks),
    CASE(whenNetworksAreRead_thenStrictly),
    CASE(whenManyAreMatched_thenPairsOfNames),
    CASE(whenExpanded_thenEveryAddress),
    CASE(whenMerged_thenTheFewestNetworks),
    {0},
};
