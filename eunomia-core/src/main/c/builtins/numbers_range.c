#include "builtin.h"

// Past 64 bits: correct, and slow, which nobody will notice.
static rt_ref wide_range(rt_ref at, rt_ref end, rt_ref step) {
    rt_ref result = rt_array_new(0);
    int32_t sign = rt_number_compare(at, end) <= 0 ? 1 : -1;
    while (rt_number_compare(at, end) * sign <= 0) {
        rt_step(1);
        rt_array_append(result, at);
        at = sign > 0 ? rt_number_add(at, step) : rt_number_sub(at, step);
    }
    return result;
}

static rt_ref plain_range(int64_t at, int64_t end, int64_t step) {
    uint64_t distance = at <= end ? (uint64_t) end - (uint64_t) at : (uint64_t) at - (uint64_t) end;
    uint64_t count = distance / (uint64_t) step + 1;
    // The budget is asked first: nobody gets to fill the memory on the way to running out of steps.
    for (uint64_t left = count; left > 0;) {
        uint32_t taken = left > 0x40000000 ? 0x40000000 : (uint32_t) left;
        rt_step(taken);
        left -= taken;
    }
    if (count > 0x0FFFFFFF) {
        rt_abort("eval_builtin_error: numbers.range: too many numbers");
    }
    rt_ref result = rt_array_new((uint32_t) count);
    for (uint64_t i = 0; i < count; i++) {
        rt_array_append(result, rt_number_int(at));
        at = at <= end ? (int64_t) ((uint64_t) at + (uint64_t) step) : (int64_t) ((uint64_t) at - (uint64_t) step);
    }
    return result;
}

static rt_ref range(rt_ref from, rt_ref to, rt_ref step) {
    int64_t at, end, by;
    if (rt_number_to_int64(from, &at) && rt_number_to_int64(to, &end) && rt_number_to_int64(step, &by)) {
        return plain_range(at, end, by);
    }
    return wide_range(rt_number_round(from, 0), rt_number_round(to, 0), rt_number_round(step, 0));
}

#define NEED_INTEGER(ref, name, operand)                                        \
    do {                                                                        \
        if (!rt_is((ref), RT_NUMBER) || !rt_number_is_integer(ref))             \
            return bi_not_int((name), (operand), (ref), "integer");             \
    } while (0)

rt_ref bi_numbers__range(rt_ref from, rt_ref to) {
    NEED_INTEGER(from, "numbers.range", 1);
    NEED_INTEGER(to, "numbers.range", 2);
    return range(from, to, SMALL(1));
}

rt_ref bi_numbers__range_step(rt_ref from, rt_ref to, rt_ref step) {
    NEED_INTEGER(from, "numbers.range_step", 1);
    NEED_INTEGER(to, "numbers.range_step", 2);
    NEED_INTEGER(step, "numbers.range_step", 3);
    if (!rt_is_small(step) && RT_HEADER(step)->kind == RT_NUMBER_DECIMAL) { // to OPA, 1e3 is no integer here
        return bi_not_int("numbers.range_step", 3, step, "integer");
    }
    if (rt_number_compare(step, SMALL(0)) <= 0) {
        return rt_builtin_error("numbers.range_step", "numbers.range_step: step must be a positive integer");
    }
    return range(from, to, step);
}
