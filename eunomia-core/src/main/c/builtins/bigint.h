// Integers of any size in base 2^32, for what is defined on bits: bits.*, and printing in bases 2, 8 and 16.
#ifndef EUNOMIA_BIGINT_H
#define EUNOMIA_BIGINT_H

#include "builtin.h"

typedef struct { uint32_t *limbs, n; bool negative; } bi_int; // least significant first, no leading zeros

bi_int bi_int_of(rt_ref integer);
rt_ref bi_int_number(const bi_int *i);
// Adds the magnitude; `bits` is how many of them a digit has: 1, 3 or 4.
void bi_int_add_text(rt_buffer *b, const bi_int *i, uint32_t bits, bool upper);
void bi_int_trim(bi_int *i);

#endif
