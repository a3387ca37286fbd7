// What the builtins share: operand checks with OPA's messages, and short ways to a value's parts.
#ifndef EUNOMIA_BUILTIN_H
#define EUNOMIA_BUILTIN_H

#include "../core.h"

#define SMALL(n) ((rt_ref) (((uint32_t) (n) << 1) | 1))

// Every check returns from the builtin, with undefined, when the operand is not what it must be.
#define NEED(ref, type, builtin, operand, expected)                              \
    do {                                                                         \
        if (!rt_is((ref), (type)))                                               \
            return rt_type_error((builtin), (operand), (expected), (ref));       \
    } while (0)
#define NEED_STRING(ref, builtin, operand) NEED(ref, RT_STRING, builtin, operand, "string")
#define NEED_NUMBER(ref, builtin, operand) NEED(ref, RT_NUMBER, builtin, operand, "number")
#define NEED_ARRAY(ref, builtin, operand) NEED(ref, RT_ARRAY, builtin, operand, "array")
#define NEED_OBJECT(ref, builtin, operand) NEED(ref, RT_OBJECT, builtin, operand, "object")
#define NEED_SET(ref, builtin, operand) NEED(ref, RT_SET, builtin, operand, "set")
#define NEED_INT(ref, builtin, operand, out)                                     \
    do {                                                                         \
        if (!bi_plain_int((ref), (out)))                                         \
            return bi_not_int((builtin), (operand), (ref), "number");            \
    } while (0)

// operands.c
// "BUILTIN: operand N MESSAGE", a type error.
rt_ref bi_operand_error(const char *builtin, uint32_t operand, const char *message);
// "… must be array of strings but got array containing number".
rt_ref bi_element_error(const char *builtin, uint32_t operand, rt_ref composite, const char *expected, rt_ref element);
// The error for what is no integer; `expected` is for what is no number either.
rt_ref bi_not_int(const char *builtin, uint32_t operand, rt_ref got, const char *expected);
// An error whose message ends in text that is known only now.
rt_ref bi_error_with(const char *builtin, const char *message, const char *text, uint32_t len);
// An integer of 64 bits that is written as one: not 1.0, not 1e3, but -0.
bool bi_plain_int(rt_ref v, int64_t *out);
// The first element of an array or set that is no string, or 0.
rt_ref bi_first_non_string(rt_ref collection);

static inline const char *bi_bytes(rt_ref string) { return RT_PTR(rt_string, string)->bytes; }
static inline uint32_t bi_size(rt_ref string) { return RT_PTR(rt_string, string)->len; }
static inline uint32_t bi_array_len(rt_ref array) { return RT_PTR(rt_array, array)->len; }
static inline rt_ref bi_elem(rt_ref array, uint32_t i) {
    return RT_PTR(rt_ref, RT_PTR(rt_array, array)->elems)[i];
}
static inline uint32_t bi_table_len(rt_ref table) { return RT_PTR(rt_table, table)->len; }
// In no particular order: for where the order cannot be seen, as sorting costs.
static inline rt_entry *bi_entry(rt_ref table, uint32_t i) {
    return &RT_PTR(rt_entry, RT_PTR(rt_table, table)->entries)[i];
}
static inline rt_ref bi_literal(const char *text, uint32_t len) { return rt_string_new(text, len); }
#define LITERAL(text) bi_literal((text), sizeof(text) - 1)

// strings_search.c
enum { BI_NOT_FOUND = 0xFFFFFFFFu, BI_LONG = 64 }; // so many bytes that are compared cost a step
// Where needle is in text at or after `from`, in bytes.
uint32_t bi_find(rt_ref text, rt_ref needle, uint32_t from);
bool bi_starts_with(rt_ref text, rt_ref prefix);
bool bi_ends_with(rt_ref text, rt_ref suffix);
bool bi_is(rt_ref string, const char *nul_terminated);

// term_text.c
// The value as Rego source: strings quoted, sets in braces, `set()`, a space after comma and colon.
void bi_add_term_text(rt_buffer *b, rt_ref value);
// The same, but a string at the top stays as it is.
void bi_add_plain_text(rt_buffer *b, rt_ref value);

// quote.c
// The text in double quotes with Go's escapes; `ascii` escapes all that is not ASCII.
void bi_add_quoted(rt_buffer *b, const char *bytes, uint32_t len, bool ascii);
void bi_add_quoted_char(rt_buffer *b, uint32_t cp, char quote, bool ascii);

// utf8_repair.c
// A string of bytes that may not be UTF-8: what is invalid becomes U+FFFD, as in OPA's output.
rt_ref bi_string_of_bytes(const char *bytes, uint32_t len);

// loose_number.c
// Go reads more than JSON has: a plus sign, leading zeros, and a point with digits on one side only. 0 if it is none.
rt_ref bi_read_loosely(const char *bytes, uint32_t n);

#endif
