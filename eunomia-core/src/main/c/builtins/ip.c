#include "ip.h"

static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF};

bool bi_ip_is_v4(const bi_ip *ip) {
    for (uint32_t i = 0; i < 12; i++) {
        if (ip->bytes[i] != mapped[i]) {
            return false;
        }
    }
    return true;
}

int32_t bi_ip_compare(const bi_ip *a, const bi_ip *b) {
    for (uint32_t i = 0; i < 16; i++) {
        if (a->bytes[i] != b->bytes[i]) {
            return a->bytes[i] < b->bytes[i] ? -1 : 1;
        }
    }
    return 0;
}

static bool is_digit(char c) { return (uint8_t) (c - '0') < 10; }

// Four decimal numbers without leading zeros.
static bool parse_v4(const char *s, uint32_t n, uint8_t *out) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t value = 0, start = at;
        if (i > 0 && (at == n || s[at++] != '.')) {
            return false;
        }
        start = at;
        for (; at < n && is_digit(s[at]) && at - start < 3; at++) {
            value = value * 10 + (uint32_t) (s[at] - '0');
        }
        if (at == start || value > 255 || (s[start] == '0' && at - start > 1)) {
            return false;
        }
        out[i] = (uint8_t) value;
    }
    return at == n;
}

static int32_t hex_digit(char c) {
    if (is_digit(c)) {
        return c - '0';
    }
    return (uint8_t) ((c | 0x20) - 'a') < 6 ? (c | 0x20) - 'a' + 10 : -1;
}

// Up to four hexadecimal digits; returns past them, or `at` if there are none, or n + 1 if there are too many.
static uint32_t parse_group(const char *s, uint32_t n, uint32_t at, uint32_t *out) {
    uint32_t start = at;
    *out = 0;
    for (; at < n && hex_digit(s[at]) >= 0; at++) {
        if (at - start == 4) {
            return n + 1;
        }
        *out = *out << 4 | (uint32_t) hex_digit(s[at]);
    }
    return at;
}

// Moves what follows the "::" to the end.
static void spread(uint8_t *bytes, uint32_t count, uint32_t gap) {
    for (uint32_t i = 0; i < count - gap; i++) {
        bytes[15 - i] = bytes[count - 1 - i];
    }
    for (uint32_t i = gap; i < 16 - (count - gap); i++) {
        bytes[i] = 0;
    }
}

static bool parse_v6(const char *s, uint32_t n, uint8_t *out) {
    enum { NONE = 99 };
    uint32_t at = 0, count = 0, gap = NONE;
    if (n >= 2 && s[0] == ':' && s[1] == ':') {
        gap = 0;
        at = 2;
    }
    while (at < n && count < 16) {
        uint32_t group, end = parse_group(s, n, at, &group);
        if (end > n || end == at) {
            return false;
        }
        if (end < n && s[end] == '.') {
            if (count > 12 || !parse_v4(s + at, n - at, out + count)) {
                return false;
            }
            count += 4;
            at = n;
            break;
        }
        out[count++] = (uint8_t) (group >> 8);
        out[count++] = (uint8_t) group;
        at = end;
        if (at == n) {
            break;
        }
        if (s[at] != ':' || at + 1 == n) {
            return false;
        }
        at++;
        if (s[at] == ':') {
            if (gap != NONE) {
                return false;
            }
            gap = count;
            at++;
        }
    }
    if (at < n || (gap == NONE) != (count == 16)) {
        return false;
    }
    if (gap != NONE) {
        spread(out, count, gap);
    }
    return true;
}

bool bi_ip_parse(const char *s, uint32_t n, bi_ip *out) {
    for (uint32_t i = 0; i < n; i++) {
        if (s[i] == '.') {
            rt_copy(out->bytes, mapped, 12);
            return parse_v4(s, n, out->bytes + 12);
        }
        if (s[i] == ':') {
            return parse_v6(s, n, out->bytes);
        }
    }
    return false;
}

static void add_v4(rt_buffer *b, const uint8_t *bytes) {
    for (uint32_t i = 0; i < 4; i++) {
        if (i > 0) {
            rt_buffer_add_char(b, '.');
        }
        rt_buffer_add_int(b, bytes[i]);
    }
}

static void add_group(rt_buffer *b, uint32_t group) {
    for (int32_t shift = group > 0xFFF ? 12 : group > 0xFF ? 8 : group > 0xF ? 4 : 0; shift >= 0; shift -= 4) {
        rt_buffer_add_char(b, "0123456789abcdef"[group >> shift & 15]);
    }
}

static uint32_t group_of(const bi_ip *ip, uint32_t i) {
    return (uint32_t) ip->bytes[2 * i] << 8 | ip->bytes[2 * i + 1];
}

void bi_ip_add_text(rt_buffer *b, const bi_ip *ip) {
    if (bi_ip_is_v4(ip)) {
        add_v4(b, ip->bytes + 12);
        return;
    }
    // The first of the longest runs of zeros, if it has two groups or more, is left out.
    uint32_t best = 8, best_len = 1;
    for (uint32_t i = 0; i < 8; i++) {
        uint32_t len = 0;
        while (i + len < 8 && group_of(ip, i + len) == 0) {
            len++;
        }
        if (len > best_len) {
            best = i;
            best_len = len;
        }
    }
    for (uint32_t i = 0; i < 8; i++) {
        if (i == best) {
            rt_buffer_add(b, "::", 2);
            i += best_len - 1;
            continue;
        }
        if (i > 0 && i != best + best_len) {
            rt_buffer_add_char(b, ':');
        }
        add_group(b, group_of(ip, i));
    }
}

void bi_ip_mask(bi_ip *ip, uint32_t prefix) {
    for (uint32_t i = prefix; i < 128; i++) {
        ip->bytes[i >> 3] &= (uint8_t) ~(0x80 >> (i & 7));
    }
}

void bi_ip_fill(bi_ip *ip, uint32_t prefix) {
    for (uint32_t i = prefix; i < 128; i++) {
        ip->bytes[i >> 3] |= (uint8_t) (0x80 >> (i & 7));
    }
}

static bool parse_prefix(const char *s, uint32_t n, uint32_t most, uint32_t *out) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!is_digit(s[i])) {
            return false;
        }
        value = value * 10 + (uint32_t) (s[i] - '0');
        if (value > most) {
            return false;
        }
    }
    *out = value;
    return n > 0;
}

bool bi_net_parse(const char *s, uint32_t n, bi_net *out) {
    uint32_t slash = 0;
    bool dotted = true;
    while (slash < n && s[slash] != '/') {
        dotted &= s[slash++] != ':';
    }
    if (slash == n || !bi_ip_parse(s, slash, &out->ip)
        || !parse_prefix(s + slash + 1, n - slash - 1, dotted ? 32 : 128, &out->prefix)) {
        return false;
    }
    out->prefix += dotted ? 96 : 0;
    bi_ip_mask(&out->ip, out->prefix);
    return true;
}

void bi_net_add_text(rt_buffer *b, const bi_net *net) {
    bi_ip_add_text(b, &net->ip);
    rt_buffer_add_char(b, '/');
    rt_buffer_add_int(b, bi_ip_is_v4(&net->ip) ? net->prefix - 96 : net->prefix);
}

// ::/0 does not contain IPv4.
bool bi_net_contains(const bi_net *net, const bi_ip *ip) {
    bi_ip masked = *ip, own = net->ip;
    bi_ip_mask(&masked, net->prefix);
    bi_ip_mask(&own, net->prefix);
    return bi_ip_is_v4(&net->ip) == bi_ip_is_v4(ip) && bi_ip_compare(&masked, &own) == 0;
}

rt_ref bi_net_error(const char *builtin, rt_ref text) {
    return bi_error_with(builtin, "invalid CIDR address: ", bi_bytes(text), bi_size(text));
}
