// Builtins that only the host has.
#include "core.h"

RT_HOST(opa_builtin0) rt_ref opa_builtin0(uint32_t id, uint32_t context);
RT_HOST(opa_builtin1) rt_ref opa_builtin1(uint32_t id, uint32_t context, rt_ref a);
RT_HOST(opa_builtin2) rt_ref opa_builtin2(uint32_t id, uint32_t context, rt_ref a, rt_ref b);
RT_HOST(opa_builtin3) rt_ref opa_builtin3(uint32_t id, uint32_t context, rt_ref a, rt_ref b, rt_ref c);
RT_HOST(opa_builtin4) rt_ref opa_builtin4(uint32_t id, uint32_t context, rt_ref a, rt_ref b, rt_ref c, rt_ref d);
RT_HOST(opa_println) void opa_println(const char *text);

rt_ref rt_host0(uint32_t id) { return opa_builtin0(id, 0); }
rt_ref rt_host1(uint32_t id, rt_ref a) { return opa_builtin1(id, 0, a); }
rt_ref rt_host2(uint32_t id, rt_ref a, rt_ref b) { return opa_builtin2(id, 0, a, b); }
rt_ref rt_host3(uint32_t id, rt_ref a, rt_ref b, rt_ref c) { return opa_builtin3(id, 0, a, b, c); }
rt_ref rt_host4(uint32_t id, rt_ref a, rt_ref b, rt_ref c, rt_ref d) { return opa_builtin4(id, 0, a, b, c, d); }

void rt_println(rt_buffer *line) {
    rt_buffer_add_char(line, 0);
    opa_println(line->bytes);
    line->len--;
}
