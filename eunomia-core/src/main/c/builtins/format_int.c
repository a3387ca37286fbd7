#include "bigint.h"

rt_ref bi_format_int(rt_ref number, rt_ref base) {
    NEED_NUMBER(number, "format_int", 1);
    NEED_NUMBER(base, "format_int", 2);
    int64_t radix;
    if (!bi_plain_int(base, &radix) || (radix != 2 && radix != 8 && radix != 10 && radix != 16)) {
        return bi_operand_error("format_int", 2, "must be one of {2, 8, 10, 16}");
    }
    rt_buffer b = {0};
    bool negative = rt_number_compare(number, SMALL(0)) < 0;
    if (!rt_number_is_integer(number)) {
        number = rt_number_round(number, negative ? 1 : -1);
    }
    bi_int i = bi_int_of(number);
    if (radix == 10) {
        rt_buffer_add_number(&b, bi_int_number(&i));
        return rt_buffer_string(&b);
    }
    if (i.negative) {
        rt_buffer_add_char(&b, '-');
    }
    bi_int_add_text(&b, &i, radix == 2 ? 1 : radix == 8 ? 3 : 4, false);
    return rt_buffer_string(&b);
}
