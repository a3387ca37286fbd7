#!/usr/bin/env python3
"""Writes unicode_tables.inc and fold_tables.inc beside itself, from the files of the Unicode Character Database.

    unicode_tables.py [FOLDER]

FOLDER holds UnicodeData.txt, Scripts.txt, CaseFolding.txt and PropertyValueAliases.txt; by default it is where Debian's
package unicode-data puts them. Take the version that Go has. Run it by hand when that changes; the result is
committed, so that building needs neither Python nor the database.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
SIZE = 0x110000
# Upper and lower case are neighbours: in many alphabets they alternate.
CATEGORIES = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn".split()
UNASSIGNED = ("Cn", "Co", "Cs")


def lines(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        for line in file:
            line = line.split("#")[0].strip()
            if line:
                yield [field.strip() for field in line.split(";")]


def categories():
    all_, first = ["Cn"] * SIZE, 0
    for fields in lines("UnicodeData.txt"):
        code = int(fields[0], 16)
        if fields[1].endswith("First>"):
            first = code
        else:
            start = first if fields[1].endswith("Last>") else code
            all_[start : code + 1] = [fields[2]] * (code + 1 - start)
    return all_


def scripts(category):
    all_ = [None] * SIZE
    for span, name in lines("Scripts.txt"):
        first, _, last = span.partition("..")
        for code in range(int(first, 16), int(last or first, 16) + 1):
            all_[code] = name
    # What has no script is just what is not assigned: it may join the run before it, since it is taken out again.
    assert all((all_[c] is None) == (category[c] in UNASSIGNED) for c in range(SIZE))
    for code in range(SIZE):
        all_[code] = all_[code] or all_[code - 1]
    return all_


def runs(values):
    result = []
    for value in values:
        if result and result[-1][0] == value:
            result[-1][1] += 1
        else:
            result.append([value, 1])
    return result


def varint(n):
    data = []
    while n >= 0x80:
        data.append(n & 0x7F | 0x80)
        n >>= 7
    return data + [n]


def category_data(all_):
    """A byte a run: the category, and in the low three bits a length of 1 to 6; or 0: the length - 7 follows;
    or 7: that many pairs of one of this and one of the next category follow."""
    data, at, all_runs = [], 0, runs(all_)
    while at < len(all_runs):
        pairs = 0
        while all_runs[at + 2 * pairs : at + 2 * pairs + 2] == [["Lu", 1], ["Ll", 1]]:
            pairs += 1
        if pairs > 1:
            data += [CATEGORIES.index("Lu") << 3 | 7] + varint(pairs)
            at += 2 * pairs
            continue
        name, length = all_runs[at]
        code = CATEGORIES.index(name) << 3
        data += [code | length] if length < 7 else [code] + varint(length - 7)
        at += 1
    return data


def script_data(all_):
    all_runs = runs(all_)
    names = sorted({name for name, _ in all_runs})
    data = []
    for name, length in all_runs:
        data += [names.index(name)] + varint(length)
    return names, data


def fold_data():
    """From each character that folds to another: the distance from the last run, how many with bit 0 set if it is
    every second one, and how far off the other is, its sign in bit 0."""
    folds = [(int(f[0], 16), int(f[2], 16)) for f in lines("CaseFolding.txt") if f[1] in "CS"]
    found = []
    for code, other in folds:
        delta = other - code
        if found:
            first, count, stride, last_delta = found[-1]
            step = code - (first + (count - 1) * max(stride, 1))
            if delta == last_delta and step in (1, 2) and stride in (0, step):
                found[-1] = [first, count + 1, step, delta]
                continue
        found.append([code, 1, 0, delta])
    data, end = [], 0
    for first, count, stride, delta in found:
        data += varint(first - end) + varint(count << 1 | (stride == 2)) + varint(abs(delta) << 1 | (delta < 0))
        end = first + (count - 1) * max(stride, 1)
    return data


def squeezed(name):
    return name.lower().replace("_", "")


def aliases():
    """Two letters of the category, or one and a space, and another name of it."""
    for fields in lines("PropertyValueAliases.txt"):
        if fields[0] == "gc":
            for name in fields[2:]:
                yield f"{fields[1]:2}{squeezed(name)}"


def write_bytes(out, name, data):
    out.write(f"static const uint8_t {name}[] = {{\n")
    for i in range(0, len(data), 24):
        out.write("    " + " ".join(f"{b}," for b in data[i : i + 24]) + "\n")
    out.write("};\n")


def write_texts(out, name, texts):
    out.write(f"static const char {name}[] =")
    for text in texts:
        out.write(f'\n    "{text}\\0"')
    out.write(";\n")


def main():
    category = categories()
    names, script = script_data(scripts(category))
    version = next(open(os.path.join(FOLDER, "Scripts.txt"), encoding="utf-8")).split("-")[1].split(".txt")[0]
    with open(os.path.join(HERE, "unicode_tables.inc"), "w", encoding="utf-8") as out:
        out.write(f"// Written by unicode_tables.py from Unicode {version}.\n")
        out.write(f'static const char category_names[] = "{"".join(CATEGORIES)}";\n')
        write_bytes(out, "category_runs", category_data(category))
        write_texts(out, "category_aliases", aliases())
        write_bytes(out, "script_runs", script)
        write_texts(out, "script_names", map(squeezed, names))
    with open(os.path.join(HERE, "fold_tables.inc"), "w", encoding="utf-8") as out:
        out.write(f"// Written by unicode_tables.py from Unicode {version}.\n")
        write_bytes(out, "fold_runs", fold_data())


main()
