// IP addresses and networks. IPv4 lives in IPv6's space, as ::ffff:a.b.c.d.
#ifndef EUNOMIA_IP_H
#define EUNOMIA_IP_H

#include "builtin.h"

typedef struct { uint8_t bytes[16]; } bi_ip;

typedef struct {
    bi_ip ip;
    uint32_t prefix; // of 128 bits
} bi_net;

bool bi_ip_parse(const char *bytes, uint32_t len, bi_ip *out);
bool bi_ip_is_v4(const bi_ip *ip);
int32_t bi_ip_compare(const bi_ip *a, const bi_ip *b);
void bi_ip_add_text(rt_buffer *b, const bi_ip *ip);
void bi_ip_mask(bi_ip *ip, uint32_t prefix);  // clears what is past the prefix
void bi_ip_fill(bi_ip *ip, uint32_t prefix);  // sets it

bool bi_net_parse(const char *bytes, uint32_t len, bi_net *out);
void bi_net_add_text(rt_buffer *b, const bi_net *net);
bool bi_net_contains(const bi_net *net, const bi_ip *ip);
rt_ref bi_net_error(const char *builtin, rt_ref text); // "invalid CIDR address: …"

#endif
