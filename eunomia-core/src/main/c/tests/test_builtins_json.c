#include "builtins.h"

TEST(whenMarshalled_thenAsGoDoes) {
    GIVES1(json__marshal, "{\"b\": {1, 2}, \"a\": \"<&>\\u2028é\"}",
           "\"{\\\"a\\\":\\\"\\\\u003c\\\\u0026\\\\u003e\\\\u2028é\\\",\\\"b\\\":[1,2]}\"");
    GIVES2(json__marshal_with_options, "{\"b\": [], \"a\": [1, {}], \"c\": \"[{,:\\\"\"}", "{\"indent\": \"  \"}",
           "\"{\\n  \\\"a\\\": [\\n    1,\\n    {}\\n  ],\\n  \\\"b\\\": [],\\n  \\\"c\\\": \\\"[{,:\\\\\\\"\\\"\\n}\"");
    GIVES2(json__marshal_with_options, "[1]", "{\"prefix\": \"> \"}", "\"> [\\n> \\t1\\n> ]\"");
    GIVES2(json__marshal_with_options, "[1]", "{\"prefix\": \"> \", \"pretty\": false}", "\"[1]\"");
    GIVES2(json__marshal_with_options, "[1]", "{}", "\"[1]\"");
    FAILS2(json__marshal_with_options, "1", "{\"x\": 1}",
           "eval_type_error: json.marshal_with_options: operand 2 object contained unknown key x");
    FAILS2(json__marshal_with_options, "1", "{\"pretty\": 1}",
           "eval_type_error: json.marshal_with_options: operand 2 key pretty failed cast to bool");
}

TEST(whenUnmarshalled_thenOnlyJson) {
    GIVES1(json__unmarshal, "\"[{\\\"foo\\\":[1,2.50]}]\"", "[{\"foo\": [1, 2.5]}]");
    GIVES1(json__is_valid, "\"{}\"", "true");
    GIVES1(json__is_valid, "\"{1}\"", "false");
    GIVES1(json__is_valid, "1", "false");
    UNDEFINED1(json__unmarshal, "\"{\"");
    FAILS1(json__unmarshal, "1", "eval_type_error: json.unmarshal: operand 1 must be string but got number");
}

TEST(whenPathsAreFiltered_thenTheyAloneAreLeft) {
    GIVES2(json__filter, "{\"a\": {\"b\": 1, \"c\": 2}, \"d\": [5, 6]}", "[\"a/b\", \"/d/1\"]",
           "{\"a\": {\"b\": 1}, \"d\": [6]}");
    GIVES2(json__filter, "{\"a/b\": 1, \"c\": 2}", "{\"a~1b\"}", "{\"a/b\": 1}");
    GIVES2(json__filter, "{\"a\": {\"b\": 1}}", "[[\"a\"], \"a/c\"]", "{\"a\": {\"b\": 1}}");
    GIVES2(json__filter, "{\"a\": 1}", "[\"\"]", "{}");
}

TEST(whenPathsAreRemoved_thenTheRestIsLeft) {
    GIVES2(json__remove, "{\"a\": {\"b\": 1, \"c\": 2}, \"d\": [5, 6, 7]}", "[\"a/b\", \"d/1\"]",
           "{\"a\": {\"c\": 2}, \"d\": [5, 7]}");
    GIVES2(json__remove, "{\"a\": {\"b\", \"c\"}}", "{[\"a\", \"b\"]}", "{\"a\": {\"c\"}}");
    GIVES2(json__remove, "{\"a\": 1}", "[\"b/c\"]", "{\"a\": 1}");
    FAILS2(json__remove, "{}", "[1]",
           "eval_type_error: json.remove: operand 2 must be one of {set, array} containing string paths or "
           "array of path segments but got number");
    FAILS2(json__remove, "{}", "\"a\"", "eval_type_error: json.remove: operand 2 must be one of {set, array} but got string");
}

#define PATCH(document, patch, want) GIVES2(json__patch, document, patch, want)
#define NO_PATCH(document, patch) UNDEFINED2(json__patch, document, patch)

TEST(whenPatched_thenByRfc6902) {
    PATCH("{\"a\": [1, 2]}", "[{\"op\": \"add\", \"path\": \"/a/1\", \"value\": 9}]", "{\"a\": [1, 9, 2]}");
    PATCH("{\"a\": [1]}", "[{\"op\": \"add\", \"path\": \"a/-\", \"value\": 9}]", "{\"a\": [1, 9]}");
    PATCH("{}", "[{\"op\": \"add\", \"path\": \"/\", \"value\": 1}]", "{\"\": 1}");
    PATCH("{\"a\": 1}", "[{\"op\": \"replace\", \"path\": \"\", \"value\": 2}]", "2");
    PATCH("{\"a\": 1, \"b\": 2}", "[{\"op\": \"remove\", \"path\": \"b\"}]", "{\"a\": 1}");
    PATCH("{\"a\": {\"b\": 1}}", "[{\"op\": \"move\", \"from\": \"a/b\", \"path\": \"c\"}]", "{\"a\": {}, \"c\": 1}");
    PATCH("[1, 2, 3]", "[{\"op\": \"move\", \"from\": \"/0\", \"path\": \"/2\"}]", "[2, 3, 1]");
    PATCH("[1]", "[{\"op\": \"copy\", \"from\": \"0\", \"path\": \"-\"}]", "[1, 1]");
    PATCH("[1]", "[{\"op\": \"test\", \"path\": \"0\", \"value\": 1.0}]", "[1]");
    PATCH("[1, 2, 3]", "[{\"op\": \"remove\", \"path\": \"0\"}, {\"op\": \"test\", \"path\": \"0\", \"value\": 2}]", "[2, 3]");
    PATCH("{\"s\": {\"a\", \"b\"}}", "[{\"op\": \"remove\", \"path\": \"s/a\"}]", "{\"s\": {\"b\"}}");
    PATCH("{[1]}", "[{\"op\": \"add\", \"path\": [[1], 1], \"value\": 2}]", "{[1, 2]}");
    PATCH("1", "[]", "1");
}

TEST(whenPatchDoesNotFit_thenUndefined) {
    NO_PATCH("{}", "[{\"op\": \"add\", \"path\": \"a/b\", \"value\": 1}]");
    NO_PATCH("[1]", "[{\"op\": \"add\", \"path\": \"3\", \"value\": 1}]");
    NO_PATCH("[1]", "[{\"op\": \"add\", \"path\": \"00\", \"value\": 1}]");
    NO_PATCH("[1]", "[{\"op\": \"test\", \"path\": \"1e0\", \"value\": 1}]");
    NO_PATCH("[1]", "[{\"op\": \"remove\", \"path\": \"-\"}]");
    NO_PATCH("{}", "[{\"op\": \"remove\", \"path\": \"a\"}]");
    NO_PATCH("{}", "[{\"op\": \"replace\", \"path\": \"a\", \"value\": 1}]");
    NO_PATCH("{\"s\": {\"a\"}}", "[{\"op\": \"add\", \"path\": \"s/b\", \"value\": \"c\"}]");
    NO_PATCH("{}", "[{\"op\": \"add\", \"path\": \"a\"}]");
    NO_PATCH("{}", "[{\"op\": \"jump\", \"path\": \"a\", \"value\": 1}]");
    NO_PATCH("{}", "[1]");
    NO_PATCH("{}", "[{\"op\": \"remove\", \"path\": \"\"}]");
}

const test_case tests_builtins_json[] = {
    CASE(whenMarshalled_thenAsGoDoes),
    CASE(whenUnmarshalled_thenOnlyJson),
    CASE(whenPathsAreFiltered_thenTheyAloneAreLeft),
    CASE(whenPathsAreRemoved_thenTheRestIsLeft),
    CASE(whenPatched_thenByRfc6902),
    CASE(whenPatchDoesNotFit_thenUndefined),
    {0},
};
