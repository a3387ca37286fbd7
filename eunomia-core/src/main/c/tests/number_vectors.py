#!/usr/bin/env python3
"""Writes number_vectors.inc: arithmetic on numbers of any size, as Python's integers and fractions have it.

Quotients that are no integers are rounded to 64 bits of mantissa and then written with the fewest digits that read
back as the same 64 bits, found here by trying one length after the other.
"""
import random
from fractions import Fraction

random.seed(20260101)


def value(text):
    return Fraction(text)


def power_of_ten(n):
    return Fraction(10) ** n


def plain(x):
    """The exact decimal of a fraction whose denominator has no primes but 2 and 5."""
    sign, x, e = ("-" if x < 0 else ""), abs(x), 0
    while x.denominator != 1:
        x, e = x * 10, e - 1
    return f"{sign}{x.numerator}e{e}"


def rounded(x, bits):
    e = x.numerator.bit_length() - x.denominator.bit_length() - bits
    while x >= Fraction(2) ** (e + bits):
        e += 1
    while x < Fraction(2) ** (e + bits - 1):
        e -= 1
    return round(x / Fraction(2) ** e), e  # to even


def shortest(x):
    if x.denominator == 1:
        return plain(x)
    sign, x = ("-" if x < 0 else ""), abs(x)
    m, e = rounded(x, 64)
    ulp = Fraction(2) ** e
    near, low, high = m * ulp, (m - Fraction(1, 2)) * ulp, (m + Fraction(1, 2)) * ulp
    top = 0
    while power_of_ten(top) <= high:
        top += 1
    while power_of_ten(top - 1) > high:
        top -= 1
    for digits in range(1, 40):
        unit = power_of_ten(top - digits)
        floor = near // unit
        fits = [c for c in (floor, floor + 1) if low < c * unit < high or (m % 2 == 0 and low <= c * unit <= high)]
        if fits:
            c = min(fits, key=lambda c: (abs(c * unit - near), c % 2))
            return f"{sign}{c}e{top - digits}"
    raise AssertionError


def some_number():
    kind = random.randrange(8)
    if kind == 0:
        return str(random.randrange(-20, 20))
    if kind == 1:
        return str(random.randrange(-(1 << 31), 1 << 31))
    if kind == 2:
        return str(random.randrange(-(1 << 63), 1 << 63))
    if kind == 3:
        return str(random.randrange(-(10 ** 60), 10 ** 60))
    if kind == 4:
        return str(random.choice([1, -1]) * (random.choice([1 << 30, 1 << 31, 1 << 32, 1 << 62, 1 << 63, 1 << 64, 10 ** 9, 10 ** 18])
                                         + random.randrange(-2, 3)))
    if kind == 5:
        return f"{random.randrange(-1000, 1000)}.{random.randrange(10000)}"
    if kind == 6:
        return f"{random.randrange(-10 ** 20, 10 ** 20)}e{random.randrange(-40, 40)}"
    return f"{random.randrange(-10, 10)}.{random.randrange(10 ** 30)}E{random.randrange(-30, 30):+d}"


def integer(text):
    return value(text).denominator == 1


def row(a, b):
    x, y = value(a), value(b)
    order = (x > y) - (x < y)
    quotient = f'"{shortest(x / y)}"' if y else "0"
    remainder = "0"
    if y and integer(a) and integer(b):
        remainder = f'"{(abs(x) % abs(y)) * (-1 if x < 0 else 1)}"'
    return f'    {{"{a}", "{b}", {order}, "{plain(x + y)}", "{plain(x - y)}", "{plain(x * y)}", {quotient}, {remainder}}},\n'


fixed = [("1", "3"), ("2", "3"), ("1", "7"), ("10", "4"), ("0.3", "0.1"), ("1", "1099511627776"), ("1e30", "3"),
         ("-9223372036854775808", "-1"), ("9223372036854775807", "9223372036854775807"), ("1e300", "1e-300"),
         ("18446744073709551616", "4294967296"), ("1e100", "7"), ("1", "1e3000"), ("999999999999999999999", "1000000000"),
         ("1000000000000000000000000000", "1000000000000000000"), ("1", "18446744073709551615"), ("1e27", "999999999999999999")]
with open(__file__.rsplit("/", 1)[0] + "/number_vectors.inc" if "/" in __file__ else "number_vectors.inc", "w") as out:
    out.write("// a, b, their order, a + b, a - b, a * b, a / b, a % b. Written by number_vectors.py.\n")
    for a, b in fixed + [(some_number(), some_number()) for _ in range(600)]:
        out.write(row(a, b))
