#!/usr/bin/env python3
"""Writes case_tables.inc and print_tables.inc beside itself, from this Python's Unicode data.

Run it by hand when the Unicode version changes; the files are committed, so that building needs no Python.
"""
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
LAST = 0x10FFFF


def simple_lower(c):
    lower = chr(c).lower()
    return ord(lower) if len(lower) == 1 else 0x69 if c == 0x130 else c


def simple_upper(c):
    upper, title = chr(c).upper(), chr(c).title()
    if len(upper) == 1:
        return ord(upper)
    # Where the full mapping is longer, the simple one is the title case form, if there is one.
    return ord(title) if len(title) == 1 else c


def case_ranges(mapping):
    """[first, count, stride, delta] of everything outside ASCII that changes."""
    ranges = []
    for c in range(0x80, LAST + 1):
        if 0xD800 <= c < 0xE000:
            continue
        delta = mapping(c) - c
        if delta == 0:
            continue
        if ranges:
            first, count, stride, last_delta = ranges[-1]
            step = c - (first + (count - 1) * max(stride, 1))
            if delta == last_delta and step in (1, 2) and stride in (0, step) and count < 1023:
                ranges[-1] = [first, count + 1, step, delta]
                continue
        ranges.append([c, 1, 0, delta])
    return ranges


def write_case():
    with open(os.path.join(HERE, "case_tables.inc"), "w") as out:
        out.write(f"// Written by unicode_tables.py from Unicode {unicodedata.unidata_version}.\n")
        out.write("// RANGE(first, count, stride, delta)\n")
        for name, mapping in (("to_lower", simple_lower), ("to_upper", simple_upper)):
            out.write(f"static const case_range {name}[] = {{\n")
            for first, count, stride, delta in case_ranges(mapping):
                out.write(f"    RANGE(0x{first:X}, {count}, {max(stride, 1)}, {delta}),\n")
            out.write("};\n")


def printable(c):
    return unicodedata.category(chr(c))[0] in "LMNPS"


def write_print():
    runs, at = [], 0xA0
    while at <= LAST:
        end = at
        while end <= LAST and printable(end) == printable(at):
            end += 1
        runs.append(end - at)
        at = end
    # Runs of unprintable and printable in turn, from U+00A0 (unprintable) on, seven bits a byte, low first.
    data = []
    for run in runs:
        while run >= 0x80:
            data.append(run & 0x7F | 0x80)
            run >>= 7
        data.append(run)
    with open(os.path.join(HERE, "print_tables.inc"), "w") as out:
        out.write(f"// Written by unicode_tables.py from Unicode {unicodedata.unidata_version}.\n")
        out.write("static const uint8_t print_runs[] = {\n")
        for i in range(0, len(data), 20):
            out.write("    " + " ".join(f"{b}," for b in data[i : i + 20]) + "\n")
        out.write("};\n")


write_case()
write_print()
