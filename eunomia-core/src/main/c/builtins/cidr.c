#include "ip.h"

#define NEED_NET(ref, name, out)                                                 \
    do {                                                                         \
        NEED_STRING(ref, name, 1); /* whichever operand it is, as in OPA */      \
        if (!bi_net_parse(bi_bytes(ref), bi_size(ref), (out)))                   \
            return bi_net_error((name), (ref));                                  \
    } while (0)

static rt_ref contains(const char *name, rt_ref outer, rt_ref inner) {
    bi_net net, other;
    bi_ip ip;
    NEED_NET(outer, name, &net);
    NEED_STRING(inner, name, 1);
    if (bi_ip_parse(bi_bytes(inner), bi_size(inner), &ip)) {
        return rt_bool(bi_net_contains(&net, &ip));
    }
    if (!bi_net_parse(bi_bytes(inner), bi_size(inner), &other)) {
        return bi_error_with(name, "not a valid textual representation of an IP address or CIDR: ", bi_bytes(inner),
                             bi_size(inner));
    }
    bi_ip last = other.ip;
    bi_ip_fill(&last, other.prefix);
    return rt_bool(bi_net_contains(&net, &other.ip) && bi_net_contains(&net, &last));
}

rt_ref bi_net__cidr_contains(rt_ref outer, rt_ref inner) { return contains("net.cidr_contains", outer, inner); }

rt_ref bi_net__cidr_overlap(rt_ref outer, rt_ref inner) { return contains("net.cidr_overlap", outer, inner); }

rt_ref bi_net__cidr_intersects(rt_ref a, rt_ref b) {
    bi_net x, y;
    NEED_NET(a, "net.cidr_intersects", &x);
    NEED_NET(b, "net.cidr_intersects", &y);
    return rt_bool(bi_net_contains(&x, &y.ip) || bi_net_contains(&y, &x.ip));
}

rt_ref bi_net__cidr_is_valid(rt_ref text) {
    bi_net net;
    return rt_bool(rt_is(text, RT_STRING) && bi_net_parse(bi_bytes(text), bi_size(text), &net));
}

static const char matches[] = "net.cidr_contains_matches";

static uint32_t candidates(rt_ref operand) { return rt_is(operand, RT_STRING) ? 1 : rt_scan(operand); }

// The i-th network or address of an operand; 0, the error raised, if there is none.
static rt_ref candidate(rt_ref operand, uint32_t i, uint32_t position) {
    rt_ref element = rt_is(operand, RT_STRING) ? operand : rt_scan_value(operand, i);
    if (rt_is(element, RT_STRING)) {
        return element;
    }
    if (rt_is(element, RT_ARRAY) && bi_array_len(element) > 0) {
        return bi_elem(element, 0);
    }
    return rt_builtin_error(matches, position == 1 ? "operand 1: element must be string or non-empty array"
                                                   : "operand 2: element must be string or non-empty array");
}

static rt_ref name_of(rt_ref operand, uint32_t i) {
    return rt_is(operand, RT_STRING) ? operand : rt_scan_key(operand, i);
}

rt_ref bi_net__cidr_contains_matches(rt_ref nets, rt_ref others) {
    rt_ref result = rt_set_new(0);
    uint32_t n = candidates(nets), m = candidates(others);
    for (uint32_t i = 0; i < n; i++) {
        rt_ref net = candidate(nets, i, 1);
        for (uint32_t j = 0; j < m && net; j++) {
            rt_step(8);
            rt_ref other = candidate(others, j, 2), found = other ? contains(matches, net, other) : 0;
            if (!found) {
                return 0;
            }
            if (found == rt_true) {
                rt_ref pair = rt_array_new(2);
                rt_array_append(pair, name_of(nets, i));
                rt_array_append(pair, name_of(others, j));
                rt_set_add(result, pair);
            }
        }
        if (!net) {
            return 0;
        }
    }
    return result;
}

static void increment(bi_ip *ip) {
    for (uint32_t i = 16; i > 0 && ++ip->bytes[i - 1] == 0; i--) {
    }
}

rt_ref bi_net__cidr_expand(rt_ref text) {
    bi_net net;
    NEED_NET(text, "net.cidr_expand", &net);
    rt_ref result = rt_set_new(0);
    bi_ip last = net.ip;
    bi_ip_fill(&last, net.prefix);
    // A wide network ends at the limit of steps or of memory.
    for (bi_ip ip = net.ip;; increment(&ip)) {
        rt_buffer b = {0};
        rt_step(16);
        bi_ip_add_text(&b, &ip);
        rt_set_add(result, rt_buffer_string(&b));
        if (bi_ip_compare(&ip, &last) == 0) {
            return result;
        }
    }
}
