// Addresses and networks, a line each, against the C library's reading of them and a look at each bit.
#include "fuzz.h"

#include "../builtins/ip.h"

#include <arpa/inet.h>
#include <string.h>

rt_ref bi_net__cidr_contains(rt_ref, rt_ref);
rt_ref bi_net__cidr_contains_matches(rt_ref, rt_ref);
rt_ref bi_net__cidr_expand(rt_ref);
rt_ref bi_net__cidr_intersects(rt_ref, rt_ref);
rt_ref bi_net__cidr_is_valid(rt_ref);
rt_ref bi_net__cidr_merge(rt_ref);

enum { LINES = 6, MOST_EXPANDED = 10, TEXT = 64 };

// What the C library makes of it, IPv4 being in IPv6's space.
static bool address(const char *text, uint32_t len, uint8_t *out, bool *dotted) {
    char terminated[TEXT];
    if (len >= TEXT || memchr(text, 0, len)) {
        return false;
    }
    memcpy(terminated, text, len);
    terminated[len] = 0;
    *dotted = !memchr(text, ':', len);
    memset(out, 0, 16);
    memset(out + 10, 0xFF, 2);
    return *dotted ? inet_pton(AF_INET, terminated, out + 12) == 1 : inet_pton(AF_INET6, terminated, out) == 1;
}

static bool network(rt_ref text, uint8_t *out, uint32_t *prefix) {
    const char *bytes = bi_bytes(text), *slash = memchr(bytes, '/', bi_size(text));
    bool dotted;
    if (!slash || !address(bytes, (uint32_t) (slash - bytes), out, &dotted) || slash + 1 == bytes + bi_size(text)) {
        return false;
    }
    *prefix = 0;
    for (const char *p = slash + 1; p < bytes + bi_size(text); p++) {
        if (*p < '0' || *p > '9' || *prefix > 128) {
            return false;
        }
        *prefix = *prefix * 10 + (uint32_t) (*p - '0');
    }
    bool ok = *prefix <= (dotted ? 32u : 128u);
    *prefix += dotted ? 96 : 0;
    return ok;
}

static bool bit(const uint8_t *bytes, uint32_t i) { return bytes[i / 8] >> (7 - i % 8) & 1; }

static bool is_v4(const uint8_t *bytes) {
    static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    return memcmp(bytes, mapped, 12) == 0;
}

// Whether the first bits are the same, and it is the same kind of address.
static bool shares(const uint8_t *net, uint32_t prefix, const uint8_t *other) {
    uint8_t base[16] = {0};
    for (uint32_t i = 0; i < prefix; i++) {
        if (bit(net, i) != bit(other, i)) {
            return false;
        }
        base[i / 8] |= (uint8_t) (bit(net, i) << (7 - i % 8));
    }
    return is_v4(base) == is_v4(other);
}

// Whether the network begins and ends with the same kind: ::ffff:0:0/92 does not, and so does not contain itself.
static bool is_of_one_kind(const uint8_t *net, uint32_t prefix) {
    uint8_t first[16], last[16];
    for (uint32_t i = 0; i < 16; i++) {
        uint32_t kept = prefix <= 8 * i ? 0 : prefix - 8 * i;
        uint8_t free = kept >= 8 ? 0 : (uint8_t) (0xFF >> kept);
        first[i] = net[i] & (uint8_t) ~free;
        last[i] = net[i] | free;
    }
    return is_v4(first) == is_v4(last);
}

static void check_address(rt_ref text) {
    bi_ip ip, again;
    uint8_t want[16];
    bool dotted, valid = bi_ip_parse(bi_bytes(text), bi_size(text), &ip);
    if (bi_size(text) < TEXT) {
        HOLDS(valid == address(bi_bytes(text), bi_size(text), want, &dotted));
        HOLDS(!valid || memcmp(ip.bytes, want, 16) == 0);
    }
    if (valid) {
        rt_buffer b = {0};
        bi_ip_add_text(&b, &ip);
        HOLDS(bi_ip_parse(b.bytes, b.len, &again) && bi_ip_compare(&ip, &again) == 0);
    }
}

static void check_network(rt_ref text) {
    uint8_t base[16];
    uint32_t prefix;
    bool valid = network(text, base, &prefix);
    if (bi_size(text) < TEXT) {
        HOLDS(bi_net__cidr_is_valid(text) == rt_bool(valid));
    }
    if (!valid) {
        HOLDS(bi_size(text) >= TEXT || !bi_net__cidr_contains(text, text));
        return;
    }
    HOLDS(bi_net__cidr_intersects(text, text) == rt_true);
    if (128 - prefix > MOST_EXPANDED) {
        return;
    }
    rt_ref all = fuzz_well_formed(bi_net__cidr_expand(text));
    HOLDS(bi_table_len(all) == 1u << (128 - prefix));
    for (uint32_t i = 0; i < bi_table_len(all); i++) {
        HOLDS(bi_net__cidr_contains(text, fuzz_note("address", bi_entry(all, i)->key)) == rt_true);
    }
}

static void check_pair(rt_ref outer, rt_ref inner) {
    uint8_t net[16], other[16];
    uint32_t prefix, other_prefix;
    bool dotted;
    if (bi_size(outer) >= TEXT || bi_size(inner) >= TEXT || !network(outer, net, &prefix)) {
        return;
    }
    rt_ref contains = fuzz_note("contains", bi_net__cidr_contains(outer, inner));
    if (address(bi_bytes(inner), bi_size(inner), other, &dotted)) {
        HOLDS(contains == rt_bool(shares(net, prefix, other)));
    } else if (network(inner, other, &other_prefix)) {
        rt_ref meets = bi_net__cidr_intersects(outer, inner);
        HOLDS(bi_net__cidr_intersects(inner, outer) == meets);
        HOLDS(contains != rt_true || meets == rt_true);
        rt_ref back = bi_net__cidr_contains(inner, outer);
        bool whole = is_of_one_kind(other, other_prefix) && is_of_one_kind(net, prefix);
        HOLDS(!whole || (contains == rt_true || back == rt_true) == (meets == rt_true));
    } else {
        HOLDS(!contains);
    }
    rt_ref pairs = bi_net__cidr_contains_matches(outer, inner);
    HOLDS((pairs != 0) == (contains != 0) && (!pairs || bi_table_len(pairs) == (contains == rt_true)));
}

// In the one space of both kinds: what is merged across the kinds is a network of IPv6, in which lookups find no IPv4.
static bool holds_ip(rt_ref net_text, const bi_ip *ip) {
    bi_net net;
    HOLDS(bi_net_parse(bi_bytes(net_text), bi_size(net_text), &net));
    bi_ip masked = *ip;
    bi_ip_mask(&masked, net.prefix);
    return bi_ip_compare(&masked, &net.ip) == 0;
}

static uint32_t holders(rt_ref nets, const bi_ip *ip) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < bi_table_len(nets); i++) {
        count += holds_ip(bi_entry(nets, i)->key, ip);
    }
    return count;
}

// Of each network that is merged the first and the last address are in exactly one that comes out; merging again
// changes nothing.
static void check_merge(const rt_ref *lines, uint32_t n) {
    rt_ref nets = rt_array_new(n);
    bi_net parsed[LINES];
    for (uint32_t i = 0; i < n; i++) {
        if (bi_net_parse(bi_bytes(lines[i]), bi_size(lines[i]), &parsed[bi_array_len(nets)])) {
            rt_array_append(nets, lines[i]);
        }
    }
    rt_ref merged = fuzz_well_formed(fuzz_note("merged", bi_net__cidr_merge(fuzz_note("nets", nets))));
    for (uint32_t i = 0; i < bi_array_len(nets); i++) {
        bi_ip last = parsed[i].ip;
        bi_ip_fill(&last, parsed[i].prefix);
        HOLDS(holders(merged, &parsed[i].ip) == 1 && holders(merged, &last) == 1);
    }
    rt_ref again = bi_net__cidr_merge(merged);
    HOLDS(rt_equal(fuzz_note("again", again), merged));
}

void fuzz_target(fuzz_input *in) {
    rt_ref lines[LINES];
    for (uint32_t i = 0; i < LINES; i++) {
        lines[i] = fuzz_line(in);
        check_address(lines[i]);
        check_network(lines[i]);
    }
    for (uint32_t i = 0; i < LINES * LINES; i++) {
        check_pair(lines[i / LINES], lines[i % LINES]);
    }
    check_merge(lines, LINES);
}
