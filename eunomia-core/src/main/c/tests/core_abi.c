// What hosts call.
#include "harness.h"
#include "host.h"

#include <string.h>

uint32_t opa_malloc(uint32_t size);
rt_ref opa_json_parse(const char *bytes, uint32_t len);
rt_ref opa_value_parse(const char *bytes, uint32_t len);
const char *opa_json_dump(rt_ref value);
const char *opa_value_dump(rt_ref value);
uint32_t opa_value_add_path(rt_ref base, rt_ref path, rt_ref value);
uint32_t opa_value_remove_path(rt_ref base, rt_ref path);
uint32_t opa_heap_ptr_get(void);
void opa_heap_ptr_set(uint32_t address);
void *opa_eval_ctx_new(void);
void opa_eval_ctx_set_input(void *c, rt_ref input);
void opa_eval_ctx_set_data(void *c, rt_ref data);
void opa_eval_ctx_set_entrypoint(void *c, uint32_t entrypoint);
rt_ref opa_eval_ctx_get_result(void *c);
uint32_t eval(void *c);
const char *opa_eval(uint32_t reserved, uint32_t entrypoint, rt_ref data, const char *input, uint32_t input_len,
                     uint32_t heap, uint32_t format);
rt_ref eunomia_eval(uint32_t entrypoint, rt_ref input, rt_ref data);

TEST(whenAHostEvaluatesAtOnce_thenTheResultSetAsText) {
    rt_ref data = parse("{\"d\": {1}}");
    uint32_t base = opa_heap_ptr_get(), epoch = rt_epoch;
    for (int i = 0; i < 3; i++) {
        opa_heap_ptr_set(base);
        char *input = rt_alloc(64);
        strcpy(input, "{\"slot\": 7}");
        uint32_t after = (uint32_t) (uintptr_t) input + 11;
        opa_heap_ptr_set(after); // and not aligned
        const char *out = opa_eval(0, 0, data, input, 11, after, 0);
        CHECK(strcmp(out, "[{\"result\":[{\"slot\":7},{\"d\":[1]},7]}]") == 0);
        CHECK((uint32_t) (uintptr_t) out > after);
    }
    CHECK(rt_epoch == epoch + 3);
    CHECK(strcmp(opa_eval(0, 0, data, 0, 0, rt_heap, 1), "{{\"result\":[null,{\"d\":{1}},null]}}") == 0);
    CHECK(strcmp(opa_eval(0, 1, data, 0, 0, rt_heap, 0), "[]") == 0);
    CHECK_ABORTS(opa_eval(0, 0, data, "{", 1, rt_heap, 0), "eval_input_error: the input is not valid JSON");
}

TEST(whenAHostEvaluatesStepByStep_thenTheSame) {
    void *context = opa_eval_ctx_new();
    opa_eval_ctx_set_input(context, opa_json_parse("{\"slot\":[]}", 11));
    opa_eval_ctx_set_data(context, opa_json_parse("{}", 2));
    opa_eval_ctx_set_entrypoint(context, 0);
    CHECK(eval(context) == 0);
    CHECK(strcmp(opa_json_dump(opa_eval_ctx_get_result(context)), "[{\"result\":[{\"slot\":[]},{},[]]}]") == 0);
    opa_eval_ctx_set_entrypoint(context, 1);
    CHECK(eval(context) == 0);
    CHECK(strcmp(opa_json_dump(opa_eval_ctx_get_result(context)), "[]") == 0);
    host_slot = rt_true;
    uint32_t epoch = rt_epoch;
    CHECK_TERM(eunomia_eval(0, 0, 0), "[null, null, true]"); // slots stay as the host filled them
    CHECK(rt_epoch == epoch + 1);
}

TEST(whenValuesAreParsedAndDumped_thenJsonOrTerms) {
    CHECK(opa_json_parse("{1}", 3) == 0);
    CHECK(strcmp(opa_value_dump(opa_value_parse("{2,1}", 5)), "{1,2}") == 0);
    CHECK(strcmp(opa_json_dump(opa_value_parse("{2,1}", 5)), "[1,2]") == 0);
    CHECK(opa_malloc(3) % 8 == 0);
}

TEST(whenDataChangesAtAPath_thenOnlyThere) {
    rt_ref data = parse("{\"a\": {\"b\": 1}, \"n\": 1}");
    uint32_t hash = rt_hash(data);
    CHECK(opa_value_add_path(data, parse("[\"a\", \"c\", \"d\"]"), parse("[2]")) == 0);
    CHECK_TERM(data, "{\"a\": {\"b\": 1, \"c\": {\"d\": [2]}}, \"n\": 1}");
    CHECK(rt_hash(data) != hash && rt_hash(data) == rt_hash(parse("{\"a\": {\"b\": 1, \"c\": {\"d\": [2]}}, \"n\": 1}")));
    CHECK(opa_value_add_path(data, parse("[\"a\", \"b\"]"), parse("3")) == 0);
    CHECK(opa_value_remove_path(data, parse("[\"a\", \"c\"]")) == 0);
    CHECK_TERM(data, "{\"a\": {\"b\": 3}, \"n\": 1}");
    CHECK(opa_value_remove_path(data, parse("[\"x\", \"y\"]")) == 0);
    CHECK_TERM(data, "{\"a\": {\"b\": 3}, \"n\": 1}");
    CHECK(opa_value_add_path(data, parse("[\"n\", \"x\"]"), rt_null) == 2);
    CHECK(opa_value_remove_path(data, parse("[\"n\", \"x\"]")) == 2);
    CHECK(opa_value_add_path(data, parse("[]"), rt_null) == 3);
    CHECK(opa_value_add_path(data, parse("\"a\""), rt_null) == 3);
    CHECK(opa_value_remove_path(rt_null, parse("[\"a\"]")) == 2);
    CHECK(opa_value_remove_path(data, rt_null) == 3);
}

TEST(whenTheHostIsAsked_thenByNumberAndWithoutAContext) {
    rt_ref v[] = {rt_number_int(10), rt_number_int(11), rt_number_int(12), rt_number_int(13)};
    CHECK_TERM(rt_host0(5), "[5, 0]");
    CHECK_TERM(rt_host1(6, v[0]), "[6, 0, 10]");
    CHECK_TERM(rt_host2(7, v[0], v[1]), "[7, 0, 10, 11]");
    CHECK_TERM(rt_host3(8, v[0], v[1], v[2]), "[8, 0, 10, 11, 12]");
    CHECK_TERM(rt_host4(9, v[0], v[1], v[2], v[3]), "[9, 0, 10, 11, 12, 13]");
    rt_buffer line = {0};
    rt_buffer_add_str(&line, "h\xc3\xa9");
    rt_println(&line);
    CHECK(line.len == 3);
    CHECK(strcmp(host_printed, "h\xc3\xa9") == 0);
}

const test_case tests_core_abi[] = {
    CASE(whenAHostEvaluatesAtOnce_thenTheResultSetAsText),
    CASE(whenAHostEvaluatesStepByStep_thenTheSame),
    CASE(whenValuesAreParsedAndDumped_thenJsonOrTerms),
    CASE(whenDataChangesAtAPath_thenOnlyThere),
    CASE(whenTheHostIsAsked_thenByNumberAndWithoutAContext),
    {0},
};
