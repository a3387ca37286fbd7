#include "builtins.h"

TEST(whenNumbersAreCompared_thenByValue) {
    GIVES2(equal, "1", "1.0", "true");
    GIVES2(neq, "1", "1.0", "false");
    GIVES2(lt, "1", "\"a\"", "true");
    GIVES2(lte, "2", "2", "true");
    GIVES2(gt, "[1]", "[0, 5]", "true");
    GIVES2(gte, "null", "false", "false");
}

TEST(whenNumbersAreReckonedWith_thenExactly) {
    GIVES2(plus, "1", "2.5", "3.5");
    GIVES2(plus, "9223372036854775807", "1", "9223372036854775808");
    GIVES2(minus, "1", "3", "-2");
    GIVES2(mul, "1000000007", "1000000007000000000", "1000000014000000049000000000");
    GIVES2(div, "7", "2", "3.5");
    GIVES2(rem, "-7", "3", "-1");
    GIVES2(rem, "10", "18446744073709551616", "10");
    GIVES1(abs, "-1.5", "1.5");
    GIVES1(ceil, "-1.5", "-1");
    GIVES1(floor, "-1.5", "-2");
    GIVES1(round, "2.5", "3");
    GIVES1(round, "-2.5", "-3");
}

TEST(whenSetsAreSubtracted_thenDifference) {
    GIVES2(minus, "{1, 2, 3}", "{2}", "{1, 3}");
    GIVES2(minus, "set()", "{2}", "set()");
    GIVES2(set_diff, "{1, 2}", "{2}", "{1}");
}

TEST(whenOperandsDoNotFit_thenErrorsAreOpas) {
    FAILS2(div, "1", "0", "eval_builtin_error: div: divide by zero");
    FAILS2(div, "1", "0.0", "eval_builtin_error: div: divide by zero");
    FAILS2(rem, "1", "0", "eval_builtin_error: rem: modulo by zero");
    FAILS2(rem, "1.5", "2", "eval_builtin_error: rem: modulo on floating-point number");
    FAILS2(minus, "{1}", "1", "eval_type_error: minus: operand 2 must be set but got number");
    FAILS2(minus, "1", "{1}", "eval_type_error: minus: operand 2 must be number but got set");
    FAILS2(minus, "\"a\"", "1", "eval_type_error: minus: operand 1 must be one of {number, set} but got string");
    FAILS2(plus, "null", "1", "eval_type_error: plus: operand 1 must be number but got null");
    FAILS1(abs, "\"a\"", "eval_type_error: abs: operand 1 must be number but got string");
}

TEST(whenBitsAreCombined_thenAsInTwosComplement) {
    GIVES2(bits__and, "7", "9", "1");
    GIVES2(bits__or, "7", "9", "15");
    GIVES2(bits__xor, "42", "3", "41");
    GIVES2(bits__and, "-1267650600228229401496703205376", "1267650600228229401496703205377",
           "1267650600228229401496703205376");
    GIVES2(bits__or, "-18446744073709551616", "1", "-18446744073709551615");
    GIVES1(bits__negate, "41", "-42");
    GIVES1(bits__negate, "-18446744073709551616", "18446744073709551615");
    GIVES2(bits__lsh, "1", "100", "1267650600228229401496703205376");
    GIVES2(bits__lsh, "-3", "2", "-12");
    GIVES2(bits__rsh, "-5", "1", "-3");
    GIVES2(bits__rsh, "1267650600228229401496703205376", "99", "2");
    GIVES2(bits__rsh, "-1", "1000", "-1");
    FAILS1(bits__negate, "1.5",
           "eval_type_error: bits.negate: operand 1 must be integer number but got floating-point number");
    FAILS2(bits__lsh, "1", "-1",
           "eval_type_error: bits.lsh: operand 2 must be an unsigned integer number but got a negative integer");
    FAILS2(bits__and, "\"a\"", "1", "eval_type_error: bits.and: operand 1 must be integer but got string");
}

TEST(whenRangesAreMade_thenBothWaysAndWithSteps) {
    GIVES2(numbers__range, "1", "3", "[1, 2, 3]");
    GIVES2(numbers__range, "3", "1", "[3, 2, 1]");
    GIVES2(numbers__range, "1.0", "2", "[1, 2]");
    GIVES2(numbers__range, "9223372036854775806", "9223372036854775808",
           "[9223372036854775806, 9223372036854775807, 9223372036854775808]");
    GIVES2(numbers__range, "-9223372036854775808", "-9223372036854775808", "[-9223372036854775808]");
    GIVES3(numbers__range_step, "10", "3", "2", "[10, 8, 6, 4]");
    FAILS2(numbers__range, "1.5", "2",
           "eval_type_error: numbers.range: operand 1 must be integer number but got floating-point number");
    FAILS3(numbers__range_step, "1", "2", "0",
           "eval_builtin_error: numbers.range_step: numbers.range_step: step must be a positive integer");
}

TEST(whenRangeIsLongerThanTheBudget_thenNoMemoryIsTaken) {
    rt_budget = 1000;
    CHECK_ABORTS(bi_numbers__range(parse("0"), parse("1000000000000")),
                 "eval_budget_error: the evaluation took more steps than it may");
}

TEST(whenNumbersAreFormatted_thenInTheBase) {
    GIVES2(format_int, "15.5", "16", "\"f\"");
    GIVES2(format_int, "-10", "2", "\"-1010\"");
    GIVES2(format_int, "8", "8", "\"10\"");
    GIVES2(format_int, "1e20", "10", "\"100000000000000000000\"");
    FAILS2(format_int, "1", "3", "eval_type_error: format_int: operand 2 must be one of {2, 8, 10, 16}");
}

TEST(whenTextIsCast_thenNumberOrOpasError) {
    GIVES1(to_number, "\"-42.0\"", "-42");
    GIVES1(to_number, "\"+007\"", "7");
    GIVES1(to_number, "\".5e1\"", "5");
    GIVES1(to_number, "\"5.\"", "5");
    GIVES1(to_number, "null", "0");
    GIVES1(to_number, "true", "1");
    FAILS1(to_number, "\"-Infinity\"",
           "eval_type_error: to_number: operand 1 must be valid number string but got string");
    FAILS1(to_number, "\"é✓\"", "eval_builtin_error: to_number: strconv.ParseFloat: parsing \"é✓\": invalid syntax");
    FAILS1(to_number, "\"1e400\"",
           "eval_builtin_error: to_number: strconv.ParseFloat: parsing \"1e400\": value out of range");
    UNDEFINED1(to_number, "[]");
    UNDEFINED1(to_number, "\"\"");
    UNDEFINED1(to_number, "\".\"");
}

TEST(whenUnitsAreParsed_thenAmounts) {
    GIVES1(units__parse, "\"1.1Ki\"", "1126.4");
    GIVES1(units__parse, "\"500m\"", "0.5");
    GIVES1(units__parse, "\"-1500m\"", "-1.5");
    GIVES1(units__parse, "\"10E\"", "10000000000000000000");
    GIVES1(units__parse, "\"2.5e3K\"", "2500000");
    GIVES1(units__parse_bytes, "\"\\\"100TIB\\\"\"", "109951162777600");
    GIVES1(units__parse_bytes, "\"1.1KiB\"", "1126");
    FAILS1(units__parse, "\"1 K\"", "eval_builtin_error: units.parse: units.parse: spaces not allowed in resource strings");
    FAILS1(units__parse, "\"foo\"", "eval_builtin_error: units.parse: units.parse: no amount provided");
    FAILS1(units__parse, "\"0.0.0\"",
           "eval_builtin_error: units.parse: units.parse: could not parse amount to a number");
    FAILS1(units__parse, "\"1e1234567\"", "eval_builtin_error: units.parse: units.parse: exponent too large");
    FAILS1(units__parse_bytes, "\"5fb\"",
           "eval_builtin_error: units.parse_bytes: units.parse_bytes: byte unit fb not recognized");
}

const test_case tests_builtins_arithmetic[] = {
    CASE(whenNumbersAreCompared_thenByValue),
    CASE(whenNumbersAreReckonedWith_thenExactly),
    CASE(whenSetsAreSubtracted_thenDifference),
    CASE(whenOperandsDoNotFit_thenErrorsAreOpas),
    CASE(whenBitsAreCombined_thenAsInTwosComplement),
    CASE(whenRangesAreMade_thenBothWaysAndWithSteps),
    CASE(whenRangeIsLongerThanTheBudget_thenNoMemoryIsTaken),
    CASE(whenNumbersAreFormatted_thenInTheBase),
    CASE(whenTextIsCast_thenNumberOrOpasError),
    CASE(whenUnitsAreParsed_thenAmounts),
    {0},
};
