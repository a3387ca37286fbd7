// What native.c, the tests' host and policy, shows of itself.
#ifndef EUNOMIA_TEST_HOST_H
#define EUNOMIA_TEST_HOST_H

#include "../runtime.h"

extern uint64_t host_memory;
extern char host_printed[256];
extern rt_ref host_slot;

#endif
