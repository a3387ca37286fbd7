#include "builtin.h"

rt_ref bi_equal(rt_ref a, rt_ref b) { return rt_bool(rt_equal(a, b)); }
rt_ref bi_neq(rt_ref a, rt_ref b) { return rt_bool(!rt_equal(a, b)); }
rt_ref bi_lt(rt_ref a, rt_ref b) { return rt_bool(rt_compare(a, b) < 0); }
rt_ref bi_lte(rt_ref a, rt_ref b) { return rt_bool(rt_compare(a, b) <= 0); }
rt_ref bi_gt(rt_ref a, rt_ref b) { return rt_bool(rt_compare(a, b) > 0); }
rt_ref bi_gte(rt_ref a, rt_ref b) { return rt_bool(rt_compare(a, b) >= 0); }
