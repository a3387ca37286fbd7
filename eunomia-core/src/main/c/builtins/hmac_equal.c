#include "builtin.h"

// The time it takes tells nothing of where the two differ.
rt_ref bi_crypto__hmac__equal(rt_ref a, rt_ref b) {
    NEED_STRING(a, "crypto.hmac.equal", 1);
    NEED_STRING(b, "crypto.hmac.equal", 2);
    uint32_t n = bi_size(a), difference = n ^ bi_size(b);
    rt_step(1 + (n >> 4));
    for (uint32_t i = 0; i < n && n == bi_size(b); i++) {
        difference |= (uint8_t) bi_bytes(a)[i] ^ (uint8_t) bi_bytes(b)[i];
    }
    return rt_bool(difference == 0);
}
