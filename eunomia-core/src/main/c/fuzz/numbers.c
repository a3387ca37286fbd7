// Numbers from three lines of text: their text again, the laws of arithmetic, and the double nearest to them.
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

rt_ref bi_abs(rt_ref);
rt_ref bi_bits__and(rt_ref, rt_ref);
rt_ref bi_bits__lsh(rt_ref, rt_ref);
rt_ref bi_bits__negate(rt_ref);
rt_ref bi_bits__or(rt_ref, rt_ref);
rt_ref bi_bits__rsh(rt_ref, rt_ref);
rt_ref bi_bits__xor(rt_ref, rt_ref);
rt_ref bi_div(rt_ref, rt_ref);
rt_ref bi_format_int(rt_ref, rt_ref);
rt_ref bi_numbers__range(rt_ref, rt_ref);
rt_ref bi_rem(rt_ref, rt_ref);
rt_ref bi_to_number(rt_ref);
rt_ref bi_units__parse(rt_ref);
rt_ref bi_units__parse_bytes(rt_ref);

// Within these bounds no summand is too small to count, and no result is out of range.
enum { NEAR = 1500, MOST_BITS = 4000, EXACT_DIGITS = 18 };

static const rt_ref ZERO = 1, ONE = 3;

static int32_t sign(rt_ref n) { return rt_number_compare(n, ZERO); }

static bool near(rt_ref n) {
    rt_digits d;
    rt_digits_of(n, &d);
    return d.n < 100 && d.exponent > -NEAR && d.exponent < NEAR;
}

static void same(rt_ref a, rt_ref b) {
    fuzz_well_formed(fuzz_note("left", a));
    fuzz_well_formed(fuzz_note("right", b));
    HOLDS(rt_number_compare(a, b) == 0 && rt_equal(a, b) && rt_hash(a) == rt_hash(b));
}

#define ADD rt_number_add
#define SUB rt_number_sub
#define MUL rt_number_mul

static void check_text(rt_ref n, rt_ref text) {
    rt_buffer b = {0};
    rt_buffer_add_number(&b, n);
    HOLDS(b.len == bi_size(text) && memcmp(b.bytes, bi_bytes(text), b.len) == 0);
}

static void check_computed_text(rt_ref n) { // of what was computed: another text, the same number
    rt_buffer b = {0};
    rt_buffer_add_number(&b, n);
    rt_ref again = rt_number_parse(b.bytes, b.len);
    HOLDS(fuzz_is_number(b.bytes, b.bytes + b.len));
    same(n, again);
}

static void check_double(rt_ref n, rt_ref text) {
    char *nul_terminated = rt_alloc(bi_size(text) + 1);
    memcpy(nul_terminated, bi_bytes(text), bi_size(text));
    nul_terminated[bi_size(text)] = 0;
    HOLDS(rt_number_to_double(n) == strtod(nul_terminated, 0));
}

static void check_rounding(rt_ref n) {
    rt_ref floor = rt_number_round(n, -1), ceil = rt_number_round(n, 1), round = rt_number_round(n, 0);
    HOLDS(rt_number_is_integer(floor) && rt_number_is_integer(ceil) && rt_number_is_integer(round));
    fuzz_well_formed(fuzz_note("floor", floor));
    fuzz_well_formed(fuzz_note("ceil", ceil));
    fuzz_well_formed(fuzz_note("round", round));
    HOLDS(rt_number_compare(floor, n) <= 0 && rt_number_compare(n, ceil) <= 0);
    HOLDS(rt_number_is_integer(n) == (rt_number_compare(floor, ceil) == 0));
    if (!near(n)) {
        return;
    }
    same(rt_number_is_integer(n) ? floor : ADD(floor, ONE), ceil);
    rt_ref distance = bi_abs(SUB(n, round)), half = rt_number_parse("0.5", 3);
    int32_t order = rt_number_compare(distance, half);
    HOLDS(order < 0 || (order == 0 && rt_number_compare(bi_abs(round), bi_abs(n)) > 0)); // away from zero
}

static rt_ref digits_in(rt_ref text, int64_t base) {
    rt_ref n = ZERO;
    bool negative = bi_size(text) && bi_bytes(text)[0] == '-';
    for (uint32_t i = negative; i < bi_size(text); i++) {
        const char *all = "0123456789abcdef", *digit = strchr(all, bi_bytes(text)[i]);
        HOLDS(digit && digit - all < base);
        n = ADD(MUL(n, rt_number_int(base)), rt_number_int(digit - all));
    }
    return negative ? SUB(ZERO, n) : n;
}

static void check_bases(rt_ref n) {
    static const int bases[] = {2, 8, 10, 16};
    rt_ref whole = rt_number_round(n, sign(n) < 0 ? 1 : -1);
    for (uint32_t i = 0; i < 4; i++) {
        rt_ref text = fuzz_note("digits", bi_format_int(n, rt_number_int(bases[i])));
        same(digits_in(text, bases[i]), whole);
    }
}

static void check_line(rt_ref text) {
    rt_ref to_number = bi_to_number(text), quantity = bi_units__parse(text), bytes = bi_units__parse_bytes(text);
    rt_ref n = rt_number_parse(bi_bytes(text), bi_size(text));
    if (to_number) {
        fuzz_well_formed(to_number);
    }
    if (quantity) {
        fuzz_well_formed(fuzz_note("quantity", quantity));
    }
    if (bytes) {
        HOLDS(rt_number_is_integer(fuzz_well_formed(bytes)));
    }
    const char *p = bi_bytes(text), *end = p + bi_size(text);
    HOLDS(!n || fuzz_is_number(p, end));
    if (!n) {
        const char *e = memchr(p, 'e', bi_size(text)), *capital = memchr(p, 'E', bi_size(text));
        e = e ? e : capital;
        HOLDS(!fuzz_is_number(p, end) || (e && end - e > 9)); // out of range
        return;
    }
    fuzz_well_formed(n);
    check_text(n, text);
    check_double(n, text);
    check_rounding(n);
    HOLDS(!to_number || rt_equal(to_number, n));
    same(SUB(ZERO, SUB(ZERO, n)), n);
    HOLDS(rt_number_compare(SUB(n, n), ZERO) == 0);
    if (near(n)) {
        check_bases(n);
    }
}

static void check_division(rt_ref a, rt_ref b) {
    if (sign(b) == 0) {
        HOLDS(!bi_div(a, b) && !bi_rem(a, b));
        return;
    }
    rt_ref product = MUL(a, b), quotient = bi_div(product, b);
    rt_digits d;
    rt_digits_of(a, &d);
    fuzz_note("product", product);
    if (rt_number_is_integer(a) || rt_digits_count(d.limbs, d.n) <= EXACT_DIGITS) {
        same(quotient, a);
    }
    check_computed_text(bi_div(a, b));
    rt_ref rest = bi_rem(a, b);
    HOLDS((rest != 0) == (rt_number_is_integer(a) && rt_number_is_integer(b)));
    if (rest) {
        fuzz_note("rest", rest);
        HOLDS(rt_number_compare(bi_abs(rest), bi_abs(b)) < 0 && (sign(rest) == 0 || sign(rest) == sign(a)));
        rt_ref times = bi_div(SUB(a, rest), b);
        HOLDS(rt_number_is_integer(times));
        same(ADD(MUL(times, b), rest), a);
    }
}

static rt_ref power_of_two(int64_t exponent) {
    rt_ref n = ONE;
    for (; exponent >= 30; exponent -= 30) {
        n = MUL(n, rt_number_int(1 << 30));
    }
    return MUL(n, rt_number_int(1 << exponent));
}

static void check_bits(rt_ref a, rt_ref b) {
    rt_ref both = bi_bits__and(a, b), any = bi_bits__or(a, b), one = bi_bits__xor(a, b);
    same(ADD(both, any), ADD(a, b));
    same(SUB(any, both), one);
    same(bi_bits__negate(a), SUB(SUB(ZERO, a), ONE));
    int64_t shift;
    if (rt_number_to_int64(b, &shift) && shift >= 0 && shift < MOST_BITS) {
        rt_ref power = power_of_two(shift), right = bi_bits__rsh(a, b);
        same(bi_bits__lsh(a, b), MUL(a, power));
        rt_ref rest = SUB(a, MUL(fuzz_note("right", right), power)); // rounded down
        HOLDS(sign(rest) >= 0 && rt_number_compare(rest, power) < 0);
    }
    rt_ref distance = bi_abs(SUB(a, b));
    if (rt_number_compare(distance, rt_number_int(1000)) < 0) {
        rt_ref range = bi_numbers__range(a, b);
        HOLDS(!range || rt_equal(ADD(distance, ONE), rt_len_ref(range)));
    }
}

static void check_pair(rt_ref a, rt_ref b) {
    int32_t order = rt_number_compare(a, b);
    HOLDS(rt_number_compare(b, a) == -order && rt_equal(a, b) == (order == 0));
    HOLDS(order != 0 || rt_hash(a) == rt_hash(b));
    if (!near(a) || !near(b)) { // it must end, and well; what comes out may be rounded
        fuzz_well_formed(ADD(a, b));
        fuzz_well_formed(SUB(a, b));
        fuzz_well_formed(MUL(a, b));
        if (sign(b)) {
            fuzz_well_formed(bi_div(a, b));
        }
        return;
    }
    check_computed_text(ADD(a, b));
    check_computed_text(MUL(a, b));
    same(ADD(a, b), ADD(b, a));
    same(SUB(ADD(a, b), b), a);
    same(ADD(SUB(a, b), b), a);
    same(MUL(a, b), MUL(b, a));
    HOLDS(sign(SUB(a, b)) == order);
    check_division(a, b);
    if (rt_number_is_integer(a) && rt_number_is_integer(b)) {
        check_bits(a, b);
    }
}

static void check_triple(rt_ref a, rt_ref b, rt_ref c) {
    if (rt_number_compare(a, b) <= 0 && rt_number_compare(b, c) <= 0) {
        HOLDS(rt_number_compare(a, c) <= 0);
    }
    if (near(a) && near(b) && near(c)) {
        same(ADD(ADD(a, b), c), ADD(a, ADD(b, c)));
        same(MUL(MUL(a, b), c), MUL(a, MUL(b, c)));
        same(MUL(ADD(a, b), c), ADD(MUL(a, c), MUL(b, c)));
    }
}

void fuzz_target(fuzz_input *in) {
    rt_ref n[3];
    for (uint32_t i = 0; i < 3; i++) {
        rt_ref text = fuzz_line(in);
        check_line(text);
        n[i] = rt_number_parse(bi_bytes(text), bi_size(text));
    }
    for (uint32_t i = 0; i < 9; i++) {
        if (n[i / 3] && n[i % 3]) {
            check_pair(fuzz_note("a", n[i / 3]), fuzz_note("b", n[i % 3]));
        }
    }
    for (uint32_t i = 0; i < 3 && n[0] && n[1] && n[2]; i++) {
        check_triple(n[i], n[(i + 1) % 3], n[(i + 2) % 3]);
    }
}
