// The value runtime's one header: see README.md for the layout and the contract.
#ifndef EUNOMIA_RUNTIME_H
#define EUNOMIA_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A reference to a value: 0 undefined, odd a small integer, else an address.
// In native tests the whole heap is one mapping below 4 GiB, so that an address fits.
typedef uint32_t rt_ref;

enum rt_type { RT_UNDEFINED, RT_NULL, RT_BOOLEAN, RT_NUMBER, RT_STRING, RT_ARRAY, RT_OBJECT, RT_SET };

enum { RT_NUMBER_INT = 0, RT_NUMBER_DECIMAL = 1, RT_SORTED = 1 };

typedef struct { uint8_t type, kind; uint16_t extra; uint32_t hash; } rt_header;
typedef struct { rt_header h; int64_t value; } rt_int;
typedef struct { rt_header h; int32_t exponent; uint32_t limb_count, text_len; uint32_t limbs[]; } rt_decimal;
typedef struct { rt_header h; uint32_t len; char bytes[]; } rt_string;
typedef struct { rt_header h; uint32_t len, cap; rt_ref elems; } rt_array;      // elems: address of rt_ref[cap]
typedef struct { rt_ref key, value; uint32_t hash; } rt_entry;
typedef struct { rt_header h; uint32_t len, cap; uint32_t entries, index, mask; } rt_table; // objects and sets

#define RT_PTR(type, ref) ((type *) (uintptr_t) (ref))
#define RT_HEADER(ref) RT_PTR(rt_header, ref)

extern rt_header rt_null_value, rt_false_value, rt_true_value;
#define rt_null ((rt_ref) (uintptr_t) &rt_null_value)
#define rt_false ((rt_ref) (uintptr_t) &rt_false_value)
#define rt_true ((rt_ref) (uintptr_t) &rt_true_value)
static inline rt_ref rt_bool(bool b) { return b ? rt_true : rt_false; }

// ---- memory, limits, errors (memory.c)
extern uint32_t rt_heap;                       // the bump pointer
extern int64_t rt_budget;                      // steps left
extern uint32_t rt_epoch;                      // counts evaluations: a memo cell of another epoch is stale
void *rt_alloc(uint32_t size);                 // 8-byte aligned; grows the memory; aborts when there is no more
_Noreturn void rt_abort(const char *message);  // ends the evaluation through the host's opa_abort
void rt_step(uint32_t n);                      // takes n steps from the budget; aborts below zero
// A builtin's error: undefined by default (returns 0), or an abort with "CODE: MESSAGE" in strict mode.
// CODE is OPA's: eval_builtin_error or eval_type_error. `builtin` is the Rego name, in front of the message as in OPA.
extern uint32_t rt_strict;
// Where the builtin is called that runs now, "FILE:ROW: " as a text's address, or 0. Generated code sets it before calls
// whose error ends the evaluation, and so only where errors of builtins are strict, or the builtin always is.
extern uint32_t rt_place;
_Noreturn void rt_fail(const char *message);   // ends the evaluation with the place and "CODE: MESSAGE"
rt_ref rt_builtin_error(const char *builtin, const char *message);
rt_ref rt_type_error(const char *builtin, uint32_t operand, const char *expected, rt_ref got); // "operand 1 must be number but got string"

// ---- the host (host.c, abi.c): its builtins by their number in the module's `builtins`; 0 if undefined
rt_ref rt_host0(uint32_t id);
rt_ref rt_host1(uint32_t id, rt_ref a);
rt_ref rt_host2(uint32_t id, rt_ref a, rt_ref b);
rt_ref rt_host3(uint32_t id, rt_ref a, rt_ref b, rt_ref c);
rt_ref rt_host4(uint32_t id, rt_ref a, rt_ref b, rt_ref c, rt_ref d);
// The result set {{"result": value}}. It is for writing out alone: nothing in it is hashed, which would cost a look at
// all of the value.
rt_ref rt_result(rt_ref value);

// ---- values (value.c, table.c, compare.c, hash.c)
static inline bool rt_is_small(rt_ref v) { return v & 1; }
static inline int32_t rt_small_value(rt_ref v) { return (int32_t) v >> 1; }
static inline uint32_t rt_type_of(rt_ref v) { return v == 0 ? RT_UNDEFINED : rt_is_small(v) ? RT_NUMBER : RT_HEADER(v)->type; }
static inline bool rt_is(rt_ref v, uint32_t type) { return rt_type_of(v) == type; }

rt_ref rt_string_new(const char *bytes, uint32_t len);   // copies; bytes must be valid UTF-8
rt_string *rt_string_alloc(uint32_t len);                // the caller fills the bytes before anyone hashes it
rt_ref rt_array_new(uint32_t capacity);
void rt_array_append(rt_ref array, rt_ref value);
rt_ref rt_object_new(uint32_t capacity);
void rt_object_insert(rt_ref object, rt_ref key, rt_ref value);       // replaces
bool rt_object_insert_once(rt_ref object, rt_ref key, rt_ref value);  // false if the key is there with another value
rt_ref rt_object_get(rt_ref object, rt_ref key);                      // 0 if absent
rt_ref rt_object_merge(rt_ref a, rt_ref b);   // deep union in which a wins where both are not objects
// Into the array or object under `key` of an object that holds nothing else and is not hashed yet; made when it is missing.
void rt_group_value(rt_ref groups, rt_ref key, rt_ref value);
void rt_group_entry(rt_ref groups, rt_ref key, rt_ref entry, rt_ref value);
rt_ref rt_set_new(uint32_t capacity);
void rt_set_add(rt_ref set, rt_ref value);
bool rt_set_has(rt_ref set, rt_ref value);
rt_ref rt_get(rt_ref collection, rt_ref key); // what `collection[key]` is; 0 if undefined. Arrays by integer, sets by element
uint32_t rt_len(rt_ref collection);           // elements of an array, object or set; characters (code points) of a string; else 0
rt_ref rt_len_ref(rt_ref collection);         // the same as a number reference
// Iteration in order: count = rt_scan(v) (0 if v is no collection), then key and value i of it.
uint32_t rt_scan(rt_ref collection);
rt_ref rt_scan_key(rt_ref collection, uint32_t i);    // arrays: the index; objects: the key; sets: the element
rt_ref rt_scan_value(rt_ref collection, uint32_t i);
// A copy of base with `value` at path (an array reference of n keys at `path`), shallow but for what lies on the path.
// Objects are made where something else, or nothing, stood; the replaced value is `value` itself for n = 0.
rt_ref rt_with(rt_ref base, const rt_ref *path, uint32_t n, rt_ref value);
int32_t rt_compare(rt_ref a, rt_ref b);       // <0, 0, >0: the total order
bool rt_equal(rt_ref a, rt_ref b);
uint32_t rt_hash(rt_ref v);
uint32_t rt_hash_utf8(const char *bytes, uint32_t len);
const char *rt_type_name(rt_ref v);           // "null", "boolean", "number", …
uint32_t rt_case(rt_ref cases, rt_ref value);        // cases.c: what a constant table has for a value, 0 if nothing
uint32_t rt_prefix_case(rt_ref cases, rt_ref value); // … for the longest prefix of a string

// ---- numbers (number.c, decimal.c)
rt_ref rt_number_int(int64_t value);
rt_ref rt_number_parse(const char *text, uint32_t len); // JSON number syntax; 0 if it is not that; keeps odd spellings
bool rt_number_to_int64(rt_ref number, int64_t *out);   // false if it is no integer or out of range
bool rt_number_is_integer(rt_ref number);
rt_ref rt_number_add(rt_ref a, rt_ref b);
rt_ref rt_number_sub(rt_ref a, rt_ref b);
rt_ref rt_number_mul(rt_ref a, rt_ref b);
rt_ref rt_number_div(rt_ref a, rt_ref b);     // b is not zero
rt_ref rt_number_rem(rt_ref a, rt_ref b);     // integers, b not zero; sign of the dividend
int32_t rt_number_compare(rt_ref a, rt_ref b);
// Rounding to an integer: -1 floor, +1 ceil, 0 half away from zero.
rt_ref rt_number_round(rt_ref a, int32_t mode);
double rt_number_to_double(rt_ref number);

// ---- text being built (buffer.c)
typedef struct { char *bytes; uint32_t len, cap; } rt_buffer;
void rt_buffer_add(rt_buffer *b, const char *bytes, uint32_t len);
void rt_buffer_add_char(rt_buffer *b, char c);
void rt_buffer_add_str(rt_buffer *b, const char *nul_terminated);
void rt_buffer_add_code_point(rt_buffer *b, uint32_t cp);
void rt_buffer_add_number(rt_buffer *b, rt_ref number);   // as JSON prints it
rt_ref rt_buffer_string(rt_buffer *b);
void rt_println(rt_buffer *line);                         // a line of print, to the host (host.c)

// ---- UTF-8 (utf8.c)
uint32_t rt_utf8_decode(const char *bytes, uint32_t len, uint32_t *at); // the code point at *at, which moves past it; U+FFFD and one byte for what is invalid
uint32_t rt_utf8_count(const char *bytes, uint32_t len);

// ---- JSON (json_read.c, json_write.c)
// RT_TERM: OPA's value format, JSON plus sets {1,2}, set() and non-string keys. For writing it may be joined by
// RT_HTML: <, > and & escaped, as Go's json.Marshal does; RT_SPACED: ", " and ": ", as OPA prints terms.
enum { RT_JSON = 0, RT_TERM = 1, RT_HTML = 2, RT_SPACED = 4 };
rt_ref rt_json_read(const char *bytes, uint32_t len, uint32_t format); // 0 if it is not that
void rt_json_write(rt_buffer *b, rt_ref value, uint32_t format);      // keys sorted, Go's escapes (no HTML escaping)

#endif
