// What every fuzz target is written with: the input in parts, what must hold, and how every value must look.
#ifndef EUNOMIA_FUZZ_H
#define EUNOMIA_FUZZ_H

#include <setjmp.h>

#include "../builtins/builtin.h"

typedef struct { const char *at, *end; } fuzz_input;

// The one thing that a target defines. It may end in rt_abort: running out of steps or memory is no mistake.
void fuzz_target(fuzz_input *in);

// What an input may take, and what checking may take anew: a fraction of a second.
enum { FUZZ_STEPS = 500000 };

// Says what does not hold and where, and ends the process, so that libFuzzer keeps the input.
#define HOLDS(condition) ((condition) ? (void) 0 : fuzz_fail(__FILE__, __LINE__, #condition))
_Noreturn void fuzz_fail(const char *file, int line, const char *what);
// A value to be printed should something not hold: the last few of them are.
rt_ref fuzz_note(const char *name, rt_ref value);

// Where rt_abort goes. A target that expects one sets it, and then puts back what was there.
extern jmp_buf *fuzz_on_abort;
extern bool fuzz_ran_out; // of steps or memory, rather than that a builtin failed

// ---- the input, from its front
uint32_t fuzz_byte(fuzz_input *in);               // 0 past the end
uint32_t fuzz_below(fuzz_input *in, uint32_t n);  // n <= 256
rt_ref fuzz_line(fuzz_input *in);                 // a string up to the next line feed, made UTF-8
rt_ref fuzz_rest(fuzz_input *in);                 // a string of all that is left, made UTF-8
rt_ref fuzz_term(fuzz_input *in);                 // a line read as a term; 0 if it is none

// For a target's LLVMFuzzerCustomMutator: makes the term that is this part of the data another one, or mutates all of
// it as libFuzzer does. Returns the new size.
size_t fuzz_mutate_term(uint8_t *data, size_t size, size_t most, fuzz_input term, uint32_t seed);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, uint32_t seed);

// ---- values
rt_buffer fuzz_text(rt_ref value, uint32_t format);
bool fuzz_same_text(const rt_buffer *a, const rt_buffer *b);
rt_ref fuzz_string(const char *nul_terminated);
// What README.md promises of every value: its form, valid UTF-8, an index that finds each key, order where it is
// claimed, and a hash that is that of the content. Returns the value.
rt_ref fuzz_well_formed(rt_ref value);
bool fuzz_is_utf8(const char *bytes, uint32_t len);
bool fuzz_is_number(const char *p, const char *end); // by the grammar of RFC 8259

#endif
