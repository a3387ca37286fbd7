// What the core's files share beside the contract in runtime.h.
#ifndef EUNOMIA_CORE_H
#define EUNOMIA_CORE_H

#include "runtime.h"

#ifdef __wasm__
#define RT_HOST(name) __attribute__((import_module("env"), import_name(#name)))
#else
#define RT_HOST(name)
#endif
// For what is seldom needed or long: a function becomes one method of the host's, which compiles short ones best.
#define RT_APART __attribute__((noinline))
#define RT_DATUM(name) __attribute__((section(".data." #name)))

// ---- memory.c
// Moves the last allocation's end where that suffices, else copies; `size` may be smaller than `old`.
void *rt_resize(void *at, uint32_t old, uint32_t size);
void rt_release(uint32_t heap); // back to an earlier rt_heap: everything allocated since is gone

// ---- bytes.c: a word at a time, since bytewise loops are what is slow in the host
bool rt_bytes_equal(const char *a, const char *b, uint32_t len);
int32_t rt_bytes_compare(const char *a, uint32_t a_len, const char *b, uint32_t b_len);
static inline void rt_copy(void *to, const void *from, uint32_t len) {
    if (len) {
        __builtin_memcpy(to, from, len);
    }
}

// ---- values
static inline bool rt_is_int(rt_ref number) {
    return rt_is_small(number) || RT_HEADER(number)->kind == RT_NUMBER_INT;
}
static inline int64_t rt_int_value(rt_ref number) { // only where rt_is_int
    return rt_is_small(number) ? rt_small_value(number) : RT_PTR(rt_int, number)->value;
}
static inline bool rt_is_table(rt_ref v) { return rt_type_of(v) >= RT_OBJECT; }
static inline uint32_t rt_no_zero(uint32_t hash) { return hash ? hash : 1; }

// ---- table.c
rt_entry *rt_table_find(const rt_table *table, rt_ref key, uint32_t hash);
rt_ref rt_table_copy(rt_ref table);
void rt_table_remove(rt_ref table, rt_ref key);
void rt_table_reindex(rt_table *table);
void rt_table_sort(rt_ref table); // sort.c

// ---- decimal.c and its neighbours: coefficients as limbs in base 10^9, least significant first
enum { RT_LIMB = 1000000000, RT_LIMB_DIGITS = 9, RT_EXPONENT_MAX = 1000000000 };
// What every number is seen as where 64 bits do not do. Its magnitude is between 10^±RT_EXPONENT_MAX.
typedef struct {
    const uint32_t *limbs;
    uint32_t n;
    int32_t exponent;
    bool negative;
    uint32_t small[3]; // the limbs of a 64-bit integer
} rt_digits;

extern const uint32_t rt_pow10[10];
void rt_digits_of(rt_ref number, rt_digits *out);
uint32_t rt_digits_count(const uint32_t *limbs, uint32_t n);
int64_t rt_digits_top(const rt_digits *d); // the value is below 10^top and at least 10^(top - 1)
int32_t rt_digits_compare(const rt_digits *a, const rt_digits *b); // of the magnitudes
uint32_t rt_digits_write(const uint32_t *limbs, uint32_t n, char *out); // 9 * n bytes of room; returns how many are used
rt_ref rt_decimal_new(bool negative, int64_t exponent, uint32_t *limbs, uint32_t n); // in its one form; changes `limbs`
rt_ref rt_decimal_make(const rt_digits *digits, const char *text, uint32_t len);     // as it is, with its spelling
int32_t rt_exponent_range(int64_t exponent, const uint32_t *limbs, uint32_t n);      // 0, or 1 too large, -1 too small
uint32_t rt_limbs_normalise(uint32_t *limbs, uint32_t n, int64_t *exponent);         // in place; returns the new n
rt_ref rt_decimal_add(rt_ref a, rt_ref b, bool subtract);
rt_ref rt_decimal_mul(rt_ref a, rt_ref b);
uint32_t rt_decimal_hash(rt_ref number);
bool rt_decimal_to_int64(const rt_decimal *d, int64_t *out);

uint32_t *rt_limbs_new(uint64_t n);                                              // zeros
uint32_t rt_limbs_trim(const uint32_t *limbs, uint32_t n);                       // n without leading zeros
void rt_limbs_shift_left(uint32_t *to, const uint32_t *from, uint32_t n, uint32_t digits); // `to` zeroed, with room
uint32_t rt_limbs_shift_right(uint32_t *limbs, uint32_t n, uint32_t digits);     // in place; returns the new n
uint32_t rt_limbs_scale(uint32_t *limbs, uint32_t n, uint32_t factor, uint32_t add); // in place, room for one more
// remainder.c: u (n limbs and one of room) becomes the remainder; q has n - m + 1 limbs; both n >= m >= 1, v[m - 1] != 0
void rt_limbs_divide(uint32_t *u, uint32_t n, const uint32_t *v, uint32_t m, uint32_t *q);

// ---- ratio.c: num / den as the nearest mantissa * 2^exponent with a mantissa of `bits` bits,
// ties to even; bits is 64 or below 60, num and den are not zero
typedef struct { uint64_t mantissa; int32_t exponent; } rt_binary;
typedef struct { uint32_t *limbs; uint32_t n; int32_t exponent; } rt_shortest;
rt_shortest rt_shortest_decimal(rt_binary x); // shortest.c: the shortest decimal that 64 bits of mantissa read back as x
rt_binary rt_ratio(const uint32_t *num, uint32_t n, const uint32_t *den, uint32_t m, uint32_t bits);

// ---- buffer.c
char *rt_buffer_reserve(rt_buffer *b, uint32_t len); // where the next `len` bytes go; the caller moves b->len
void rt_buffer_add_int(rt_buffer *b, int64_t value);

#endif
