#include "builtins.h"

TEST(whenIntegersAreFormatted_thenAsInGo) {
    GIVES2(sprintf, "\"%d|%5d|%-5d|%05d|%+d|% d\"", "[1, -42, 42, -42, 7, 7]", "\"1|  -42|42   |-0042|+7| 7\"");
    GIVES2(sprintf, "\"%x %X %#x %o %#o %O %b %#b\"", "[255, 255, 255, 8, 8, 8, 5, 5]",
           "\"ff FF 0xff 10 010 0o10 101 0b101\"");
    GIVES2(sprintf, "\"%c %q %U %#U\"", "[233, 65, 233, 128512]", "\"é 'A' U+00E9 U+1F600 '😀'\"");
    GIVES2(sprintf, "\"%.5d|%8.3d|%-8.3d|%.0d|\"", "[42, 7, 7, 0]", "\"00042|     007|007     ||\"");
    GIVES2(sprintf, "\"%d\"", "[-9223372036854775808]", "\"-9223372036854775808\"");
}

TEST(whenBigIntegersAreFormatted_thenAsInGo) {
    GIVES2(sprintf, "\"%s %v %x\"", "[1208925819614629174706175, 1208925819614629174706175, 1208925819614629174706175]",
           "\"1208925819614629174706175 1208925819614629174706175 ffffffffffffffffffff\"");
    GIVES2(sprintf, "\"%+30d|%030d|%#X\"",
           "[1208925819614629174706175, -1208925819614629174706175, 1208925819614629174706175]",
           "\"    +1208925819614629174706175|-00001208925819614629174706175|0XFFFFFFFFFFFFFFFFFFFF\"");
    GIVES2(sprintf, "\"%f\"", "[1208925819614629174706175]", "\"%!f(big.Int=1208925819614629174706175)\"");
}

TEST(whenFloatsAreFormatted_thenAsInGo) {
    GIVES2(sprintf, "\"%v %v %v %v %v\"", "[3.14, 1e6, 1234567.5, 0.00001, 100000.0]",
           "\"3.14 1e+06 1.2345675e+06 1e-05 100000\"");
    GIVES2(sprintf, "\"%.2f %.2f %.0f %.1f\"", "[2.675, 0.125, 2.50, 0.25]", "\"2.67 0.12 2 0.2\"");
    GIVES2(sprintf, "\"%e %.3E %g %G\"", "[1234.5, 0.00012345, 1e100, 1e-7]", "\"1.234500e+03 1.234E-04 1e+100 1E-07\"");
    GIVES2(sprintf, "\"%8.2f|%-8.2f|%08.2f|%+.1f|% .1f\"", "[3.14159, 3.14159, -3.14159, 1.50, 1.50]",
           "\"    3.14|3.14    |-0003.14|+1.5| 1.5\"");
    GIVES2(sprintf, "\"%v\"", "[5e-324]", "\"5e-324\"");
    GIVES2(sprintf, "\"%v\"", "[5.684341886080801486968994140625e-14]", "\"5.684341886080802e-14\"");
    GIVES2(sprintf, "\"%v\"", "[0.1000000000000000055511151231257827]", "\"0.1\"");
    GIVES2(sprintf, "\"%v\"", "[2e308]", "\"2e308\"");
    GIVES2(sprintf, "\"%x %.1x %b\"", "[1.50, 1.9990, 1.50]", "\"0x1.8p+00 0x1.0p+01 6755399441055744p-52\"");
    GIVES2(sprintf, "\"%#g %#.3f\"", "[1.50, 2.0]", "\"1.50000 2.000\"");
    GIVES2(sprintf, "\"%.3f\"", "[1e22]", "\"10000000000000000000000.000\"");
}

TEST(whenZeroHasASign_thenAnIntegerLosesItAndAFloatKeepsIt) {
    GIVES2(sprintf, "\"%d|%v|%T|%+d\"", "[-0, -0, -0, -0]", "\"0|0|int|+0\"");
    GIVES2(sprintf, "\"%v|%.1f|%+e|%06.1f|%T\"", "[-0.0, -0.0, -0.0, -0.0, -0.0]", "\"-0|-0.0|-0.000000e+00|-000.0|float64\"");
    GIVES2(sprintf, "\"%v|%x|%g\"", "[-1e-400, -0e5, 0.0]", "\"-0|-0x0p+00|0\"");
}

TEST(whenStringsAreFormatted_thenAsInGo) {
    GIVES2(sprintf, "\"%s|%5s|%-5s|%.2s|%05s\"", "[\"é\", \"é\", \"é\", \"éab\", \"é\"]", "\"é|    é|é    |éa|0000é\"");
    GIVES2(sprintf, "\"%q %+q %#q %x %X %# x\"", "[\"é\\n\", \"é\", \"a\", \"é\", \"é\", \"ab\"]",
           "\"\\\"é\\\\n\\\" \\\"\\\\u00e9\\\" `a` c3a9 C3A9 0x61 0x62\"");
    GIVES2(sprintf, "\"%q\"", "[\"\\u00ad\\u0001\\u200b\\\\\"]", "\"\\\"\\\\u00ad\\\\x01\\\\u200b\\\\\\\\\\\"\"");
    GIVES2(sprintf, "\"%v %s %v\"", "[[\"a\", 1, 2.50, {1}], {\"k\": null}, true]",
           "\"[\\\"a\\\", 1, 2.50, {1}] {\\\"k\\\": null} true\"");
    GIVES2(sprintf, "\"%T %T %T %T %T\"", "[1, 1.5, \"a\", true, 1208925819614629174706175]",
           "\"int float64 string string *big.Int\"");
    GIVES2(sprintf, "\"100%% 世\"", "[]", "\"100% 世\"");
}

TEST(whenArgumentsAreIndexed_thenTheyMove) {
    GIVES2(sprintf, "\"%[2]d %[1]d %d\"", "[1, 2]", "\"2 1 2\"");
    GIVES2(sprintf, "\"%*d|%-*d|%.*f\"", "[4, 7, 4, 7, 1, 2.55]", "\"   7|7   |2.5\"");
    GIVES2(sprintf, "\"%[3]*.[2]*[1]f\"", "[12.0, 2, 6]", "\" 12.00\"");
    GIVES2(sprintf, "\"%[5]d %[x]d %[1]\"", "[1]", "\"%!d(BADINDEX) %!d(BADINDEX) %!(NOVERB)\"");
}

TEST(whenVerbsAndArgumentsDoNotFit_thenGosComplaints) {
    GIVES2(sprintf, "\"%d %t\"", "[\"x\", true]", "\"%!d(string=x) %!t(string=true)\"");
    GIVES2(sprintf, "\"%s %d\"", "[1, 1.5]", "\"%!s(int=1) %!d(float64=1.5)\"");
    GIVES2(sprintf, "\"%d\"", "[]", "\"%!d(MISSING)\"");
    GIVES2(sprintf, "\"%d\"", "[1, \"a\", 2.5]", "\"1%!(EXTRA string=a, float64=2.5)\"");
    GIVES2(sprintf, "\"a%\"", "[]", "\"a%!(NOVERB)\"");
    GIVES2(sprintf, "\"%z %*d\"", "[1, \"a\", 2]", "\"%!z(int=1) %!(BADWIDTH)2\"");
    FAILS2(sprintf, "1", "[]", "eval_type_error: sprintf: operand 1 must be string but got number");
    FAILS2(sprintf, "\"a\"", "{1}", "eval_type_error: sprintf: operand 2 must be array but got set");
}

const test_case tests_builtins_sprintf[] = {
    CASE(whenIntegersAreFormatted_thenAsInGo),
    CASE(whenBigIntegersAreFormatted_thenAsInGo),
    CASE(whenFloatsAreFormatted_thenAsInGo),
    CASE(whenZeroHasASign_thenAnIntegerLosesItAndAFloatKeepsIt),
    CASE(whenStringsAreFormatted_thenAsInGo),
    CASE(whenArgumentsAreIndexed_thenTheyMove),
    CASE(whenVerbsAndArgumentsDoNotFit_thenGosComplaints),
    {0},
};
