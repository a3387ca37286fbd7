package io.eunomia.rego.ast.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    SourceText source = SourceText.of("x.rego", text);
    Module module =
        RegoParser.parseModule(source, ParserOptions.V1.withMetadata(false), diagnostics);
    assertThat(diagnostics.all()).isEmpty();
    return ModuleJson.write(Objects.requireNonNull(module));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  /** JSON where numbers do not remember whether they were integers or decimals. */
  private static JsonNode plain(JsonNode node) throws JsonProcessingException {
    return JSON.readTree(node.toString());
  }

  @Test
  void whenAModuleIsWritten_thenItHasAllOfItsParts() throws JsonProcessingException {
    JsonNode module =
        parse(
            """
            package a.b["c"]

            # note
            import data.x as y
            import input

            default allow := false

            allow if input.n > 1
            """);
    assertThat(plain(module))
        .isEqualTo(
            json(
                """
                {"package": {"path": [{"type": "var", "value": "data"},
                    {"type": "string", "value": "a"}, {"type": "string", "value": "b"},
                    {"type": "string", "value": "c"}]},
                 "imports": [
                   {"path": {"type": "ref", "value": [{"type": "var", "value": "data"},
                     {"type": "string", "value": "x"}]}, "alias": "y"},
                   {"path": {"type": "ref", "value": [{"type": "var", "value": "input"}]}}],
                 "rules": [
                   {"default": true,
                    "head": {"name": "allow", "ref": [{"type": "var", "value": "allow"}],
                      "value": {"type": "boolean", "value": false}, "assign": true},
                    "body": [{"index": 0, "terms": {"type": "boolean", "value": true}}]},
                   {"head": {"name": "allow", "ref": [{"type": "var", "value": "allow"}],
                      "value": {"type": "boolean", "value": true}},
                    "body": [{"index": 0, "terms": [
                      {"type": "ref", "value": [{"type": "var", "value": "gt"}]},
                      {"type": "ref", "value": [{"type": "var", "value": "input"},
                        {"type": "string", "value": "n"}]},
                      {"type": "number", "value": 1}]}]}],
                 "comments": [{"Text": "IG5vdGU=",
                    "Location": {"file": "x.rego", "row": 3, "col": 1}}]}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "p := 1 | {'name':'p','ref':['p'],'value':1,'assign':true}",
        "p = 1 | {'name':'p','ref':['p'],'value':1}",
        "p contains x if x := 1 | {'name':'p','ref':['p'],'key':'x'}",
        "p[x] := 2 if x := 1 | {'name':'p','ref':['p','x'],'key':'x','value':2,'assign':true}",
        "p.q := 2 if true | {'name':'p','ref':['p','q'],'value':2,'assign':true}",
        "p.q if true | {'ref':['p','q'],'value':true}",
        "p.q := 2 | {'name':'p','ref':['p','q'],'key':'q','value':2,'assign':true}",
        "p.q.r := 2 | {'ref':['p','q','r'],'value':2,'assign':true}",
        "p.q contains 1 | {'ref':['p','q'],'key':1}",
        "f(x, _) := x | {'name':'f','ref':['f'],'args':['x','$0'],'value':'x','assign':true}",
        "f.g(x) := x | {'name':'f','ref':['f','g'],'args':['x'],'value':'x','assign':true}",
      })
  void whenAHeadIsWritten_thenItsFieldsAreThoseOfOpa(String rule, String head)
      throws JsonProcessingException {
    JsonNode written = parse("package a\n\n" + rule).at("/rules/0/head");
    assertThat(brief(written)).isEqualTo(json(head.replace('\'', '"')));
  }

  /** Terms replaced by their values. */
  private static JsonNode brief(JsonNode node) throws JsonProcessingException {
    String text = node.toString();
    return JSON.readTree(
        text.replaceAll("\\{\"type\":\"\\w+\",\"value\":(\"[^\"]*\"|[\\w.]+)}", "$1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "not x | {'index':0,'terms':'x','negated':true}",
        "f(x) | {'index':0,'terms':[{'type':'ref','value':['f']},'x']}",
        "some x, y | {'index':0,'terms':{'symbols':['x','y']}}",
        "some x in y | {'index':0,'terms':{'symbols':[{'type':'call','value':[{'type':'ref','value':['internal','member_2']},'x','y']}]}}",
        "every k, v in x { v } | {'index':0,'terms':{'key':'k','value':'v','domain':'x','body':[{'index':0,'terms':'v'}]}}",
        "every v in x { v } | {'index':0,'terms':{'key':null,'value':'v','domain':'x','body':[{'index':0,'terms':'v'}]}}",
        "x with input as 1 | {'index':0,'terms':'x','with':[{'target':'input','value':1}]}",
        "x with data.a as 1 | {'index':0,'terms':'x','with':[{'target':{'type':'ref','value':['data','a']},'value':1}]}",
        "null | {'index':0,'terms':{'type':'null','value':{}}}",
        "{2, 1, 1} == 1 | {'index':0,'terms':[{'type':'ref','value':['equal']},{'type':'set','value':[1,2]},1]}",
        "{^b^: 1, ^a^: [1.5]} | {'index':0,'terms':{'type':'object','value':[['a',{'type':'array','value':[1.5]}],['b',1]]}}",
        "[x ! x] | {'index':0,'terms':{'type':'arraycomprehension','value':{'term':'x','body':[{'index':0,'terms':'x'}]}}}",
        "{x ! x} == 1 | {'index':0,'terms':[{'type':'ref','value':['equal']},{'type':'setcomprehension','value':{'term':'x','body':[{'index':0,'terms':'x'}]}},1]}",
        "{x: y ! x} | {'index':0,'terms':{'type':'objectcomprehension','value':{'key':'x','value':'y','body':[{'index':0,'terms':'x'}]}}}",
        "$^a{x}^ | {'index':0,'terms':{'type':'templatestring','value':{'parts':['a',{'index':0,'terms':'x'}],'multi_line':false}}}",
        "x[_].y | {'index':0,'terms':{'type':'ref','value':['x','$0','y']}}",
      })
  void whenAnExpressionIsWritten_thenItsTermsAre(String expression, String expected)
      throws JsonProcessingException {
    String rego = expression.replace('!', '|').replace('^', '"');
    JsonNode written = parse("package a\n\np if {\n" + rego + "\n}").at("/rules/0/body/0");
    assertThat(brief(written)).isEqualTo(json(expected.replace('\'', '"')));
  }

  @Test
  void whenARuleHasBranches_thenEachIsARuleInTheOneBefore() throws JsonProcessingException {
    JsonNode rule =
        parse("package a\n\np := 1 if x\n\nelse := 2 if y\n\nelse = 3").at("/rules/0/else");
    assertThat(brief(rule))
        .isEqualTo(
            json(
                """
                {"head": {"name": "p", "ref": ["p"], "value": 2, "assign": true},
                 "body": [{"index": 0, "terms": "y"}],
                 "else": {"head": {"name": "p", "ref": ["p"], "value": 3},
                   "body": [{"index": 0, "terms": true}]}}
                """));
  }
}
