// Paths into documents: "a/b~1c", or an array of keys.
#ifndef EUNOMIA_JSON_PATH_H
#define EUNOMIA_JSON_PATH_H

#include "builtin.h"

// The path's keys as an array; 0, with no error raised, if it is no path.
rt_ref bi_path(rt_ref path);

#endif
