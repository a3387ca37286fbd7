#include "ip.h"

typedef struct {
    bi_ip first, last;
    bi_net net;
    bool is_net; // never merged: to be printed as it came
} range;

// An address alone stands for its network of old: class A, B or C by its first byte.
static bool classful(bi_ip ip, range *out) {
    if (!bi_ip_is_v4(&ip)) {
        return false;
    }
    uint8_t top = ip.bytes[12];
    out->net = (bi_net) {ip, 96 + (top < 0x80 ? 8 : top < 0xC0 ? 16 : 24)};
    return true;
}

// False, the error raised, if it is neither network nor address.
RT_APART static bool range_of(rt_ref text, range *out) {
    static const char name[] = "net.cidr_merge";
    bi_ip ip;
    if (!rt_is(text, RT_STRING)) {
        rt_builtin_error(name, "element must be string");
        return false;
    }
    if (bi_ip_parse(bi_bytes(text), bi_size(text), &ip)) {
        if (!classful(ip, out)) {
            rt_builtin_error(name, "IPv6 invalid: needs prefix length");
            return false;
        }
    } else if (!bi_net_parse(bi_bytes(text), bi_size(text), &out->net)) {
        bi_net_error(name, text);
        return false;
    }
    out->first = out->last = out->net.ip;
    bi_ip_mask(&out->first, out->net.prefix);
    bi_ip_fill(&out->last, out->net.prefix);
    out->is_net = true;
    return true;
}

static bool before(const range *a, const range *b) {
    int32_t order = bi_ip_compare(&a->last, &b->last);
    return order < 0 || (order == 0 && bi_ip_compare(&a->first, &b->first) < 0);
}

RT_APART static void sort(range *ranges, uint32_t n) {
    // By insertion: lists of networks are short, or sorted already.
    for (uint32_t i = 1; i < n; i++) {
        range moved = ranges[i];
        uint32_t at = i;
        for (; at > 0 && before(&moved, &ranges[at - 1]); at--) {
            ranges[at] = ranges[at - 1];
        }
        ranges[at] = moved;
        rt_step(1 + i - at);
    }
}

static bi_ip previous(bi_ip ip) {
    bi_ip zero = {{0}};
    bool v4 = bi_ip_is_v4(&ip);
    rt_copy(zero.bytes, ip.bytes, v4 ? 12 : 0);
    if (bi_ip_compare(&ip, &zero) == 0) {
        return ip; // there is none before it
    }
    for (uint32_t i = 16; i > 0 && ip.bytes[i - 1]-- == 0; i--) {
    }
    return ip;
}

// Merges what overlaps or touches, from the end, as the ranges are sorted by their ends; returns how many are left.
RT_APART static uint32_t merge(range *ranges, uint32_t n) {
    for (uint32_t i = n; i-- > 1;) {
        bi_ip reach = previous(ranges[i].first);
        if (bi_ip_compare(&reach, &ranges[i - 1].last) > 0) {
            continue;
        }
        range *into = &ranges[i - 1];
        if (bi_ip_compare(&ranges[i].first, &into->first) < 0) {
            into->first = ranges[i].first;
        }
        into->last = ranges[i].last;
        into->is_net = false;
        rt_step(1 + n - i);
        for (uint32_t k = i; k + 1 < n; k++) {
            ranges[k] = ranges[k + 1];
        }
        n--;
    }
    return n;
}

static void add_net(rt_ref result, const bi_net *net) {
    rt_buffer b = {0};
    bi_net_add_text(&b, net);
    rt_set_add(result, rt_buffer_string(&b));
}

// The fewest networks that cover the range and no more.
RT_APART static void add_range(rt_ref result, bi_ip first, const bi_ip *last) {
    uint32_t shortest = bi_ip_is_v4(&first) ? 96 : 0;
    for (;;) {
        uint32_t prefix = 128;
        bi_ip end = first;
        while (prefix > shortest) {
            bi_ip low = first, high = first;
            bi_ip_mask(&low, prefix - 1);
            bi_ip_fill(&high, prefix - 1);
            if (bi_ip_compare(&low, &first) != 0 || bi_ip_compare(&high, last) > 0) {
                break;
            }
            end = high;
            prefix--;
        }
        rt_step(128);
        add_net(result, &(bi_net) {first, prefix});
        if (bi_ip_compare(&end, last) >= 0) {
            return;
        }
        for (uint32_t i = 16; i > 0 && ++end.bytes[i - 1] == 0; i--) {
        }
        first = end;
    }
}

rt_ref bi_net__cidr_merge(rt_ref nets) {
    if (!rt_is(nets, RT_ARRAY) && !rt_is(nets, RT_SET)) {
        return rt_builtin_error("net.cidr_merge", "operand must be an array");
    }
    uint32_t n = rt_scan(nets);
    range *ranges = rt_alloc(n * (uint32_t) sizeof(range));
    for (uint32_t i = 0; i < n; i++) {
        if (!range_of(rt_scan_value(nets, i), &ranges[i])) {
            return 0;
        }
    }
    sort(ranges, n);
    n = merge(ranges, n);
    rt_ref result = rt_set_new(n);
    for (uint32_t i = 0; i < n; i++) {
        if (ranges[i].is_net) {
            add_net(result, &ranges[i].net);
        } else {
            add_range(result, ranges[i].first, &ranges[i].last);
        }
    }
    return result;
}
