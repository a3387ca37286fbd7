// What the parts of sprintf share: one conversion's flags, and the text so far.
#ifndef EUNOMIA_SPRINTF_H
#define EUNOMIA_SPRINTF_H

#include "builtin.h"

typedef struct {
    rt_buffer out;
    // of the conversion at hand
    bool has_width, has_precision, minus, plus, sharp, space, zero, plus_v, sharp_v;
    int32_t width, precision;
} bi_format;

// sprintf_pad.c
void bi_pad(bi_format *f, const char *bytes, uint32_t len);
void bi_add_padding(bi_format *f, int32_t count);
// sprintf_string.c, sprintf_int.c, sprintf_float.c: false if there is no such verb for the type.
bool bi_format_string(bi_format *f, const char *bytes, uint32_t len, uint32_t verb);
bool bi_format_int64(bi_format *f, int64_t value, uint32_t verb);
bool bi_format_big(bi_format *f, rt_ref number, uint32_t verb);
bool bi_format_float(bi_format *f, rt_ref number, uint32_t verb);

// float_text.c
// What the number is as a double, in one of Go's formats e, E, f, g, G, b, x, X; precision -1 is the shortest that
// reads back as the same double.
void bi_add_float(rt_buffer *b, rt_ref number, char format, int32_t precision);

#endif
