package io.eunomia.archimedes.engine.builtins.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
  private static final JsonNode DATA =
      json(
          """
          {"s": "text", "n": 2, "t": true, "f": false, "zero": 0, "null": null, "empty": [],
           "list": ["a", "b", "c"], "map": {"y": 2, "x": {"z": "deep"}}, "html": "<a href='b'>"}
          """);

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String render(String source) throws TemplateException {
    return Template.parse(source).render(DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{.s}} and {{.map.x.z}}¦text and deep",
        "{{.}}{{.list}}¦map[empty:[] f:false html:<a href='b'> list:[a b c] map:map[x:map[z:deep] y:2] n:2 null:<nil> s:text t:true zero:0][a b c]",
        "{{.none}} {{.none.more}} {{.null}}¦<undefined> <undefined> <undefined>",
        "{{23 -}} < {{- 45}}¦23<45",
        "a {{- /* nothing */ -}} b{{/* nothing */}}¦ab",
        "{{if .t}}yes{{else}}no{{end}}{{if .empty}}yes{{else}}no{{end}}¦yesno",
        "{{if .f}}1{{else if eq .s \"text\"}}2{{else}}3{{end}}¦2",
        "{{if and .t .s}}x{{end}}{{if or .f .none}}y{{end}}{{if not .f}}z{{end}}¦xz",
        "{{if .zero}}a number of the data is a text{{end}}¦a number of the data is a text",
        "{{range .list}}[{{.}}]{{else}}none{{end}}¦[a][b][c]",
        "{{range .empty}}x{{else}}none{{end}}{{range .none}}x{{else}}none{{end}}¦nonenone",
        "{{range $i, $e := .list}}{{$i}}={{$e}} {{end}}¦0=a 1=b 2=c ",
        "{{range $k, $v := .map}}{{$k}} {{end}}¦x y ",
        "{{range $i := 3}}{{$i}}{{end}}{{range 2}}{{.}}{{end}}¦01201",
        "{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}¦ac",
        "{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}¦a",
        "{{with .map.x}}{{.z}}{{$.s}}{{end}}{{with .none}}x{{else}}y{{end}}¦deeptexty",
        "{{with .none}}x{{else with .s}}{{.}}{{end}}¦text",
        "{{$x := \"a\"}}{{if .t}}{{$x = \"b\"}}{{end}}{{$x}}¦b",
        "{{$x := \"a\"}}{{if .t}}{{$x := \"b\"}}{{$x}}{{end}}{{$x}}¦ba",
        "{{with $x := 3}}{{$x}} {{.}}{{end}}¦3 3",
        "{{define \"T1\"}}ONE {{.}}{{end}}{{template \"T1\" .s}}{{template \"T1\"}}¦ONE textONE <undefined>",
        "{{block \"b\" .n}}<{{.}}>{{end}}¦<2>",
        "{{\"output\" | printf \"%s\" | printf \"%q\"}}¦\"output\"",
        "{{with $x := \"output\" | printf \"%q\"}}{{$x | html}}{{end}}¦&#34;output&#34;",
        "{{`raw\\n`}}{{\"\\u00e9\\t\"}}{{'a'}} {{0x1F}} {{1e3}} {{1.5}} {{-2}} {{1_000}}¦raw\\né\t97 31 1000 1.5 -2 1000",
        "{{len .list}} {{len .s}} {{len .map}}¦3 4 2",
        "{{index .list 1}} {{index .map \"x\" \"z\"}} {{index .map \"none\"}} {{index .s 0}}¦b deep <undefined> 116",
        "{{slice .list 1}} {{slice .list 0 1}} {{slice .s 1 3}}¦[b c] [a] ex",
        "{{eq .s \"a\" \"text\"}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 1.5 2.5}} {{ge \"b\" \"a\"}}¦true true true true false true",
        "{{eq .none \"x\"}} {{eq .none .null}} {{eq .n \"2\"}}¦false true true",
        "{{print 1 2 \"a\" \"b\" 3 .n}}¦1 2ab32",
        "{{html .html}}¦&lt;a href=&#39;b&#39;&gt;",
        "{{js \"it's <b>=&\"}}¦it\\'s \\u003Cb\\u003E\\u003D\\u0026",
        "{{urlquery \"a b\" \"/~*\"}}¦a+b%2F~%2A",
        "{{(index .map \"x\").z}} {{(.map).y}}¦deep 2",
        "{{or .none \"default\"}} {{and 1 0}} {{true | and .s}}¦default 0 true",
      })
  void whenRendered_thenAsTheLanguageSays(String source, String expected) throws TemplateException {
    assertThat(render(source)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "%5d:%-5d:%05d | 42 42 42 | ^   42:42   :00042^",
        "%x %X %o %b %c %U | 255 255 8 5 97 233 | ff FF 10 101 a U+00E9",
        "%+d %#x % d | 1 255 1 | +1 0xff  1",
        "%q %x %10s %.2s | \"a\" \"hi\" \"r\" \"long\" | ^\"a\" 6869          r lo^",
        "%g %v %g %v | 100000000.0 123456789.5 1e20 123456.5 | 1e+08 1.234567895e+08 1e+20 123456.5",
        "%f %.2f %e %g %6.1f | 1.5 2.345 1234.5 1e21 2.25 | 1.500000 2.35 1.234500e+03 1e+21    2.2",
        "%v %v %t %T %T | 1.5 true false 1 \"s\" | 1.5 true false int string",
        "%d %s | \"s\" 1 | %!d(string=s) %!s(int=1)",
        "%d | ^ ^ | %!d(MISSING)",
        "x | 1 | x%!(EXTRA int=1)",
        "100%% %! | ^ ^ | 100% %!!(MISSING)",
        "% | ^ ^ | %!(NOVERB)",
        "%*d | 5 42 | ^   42^",
      })
  void whenFormatted_thenAsFmtDoes(String format, String arguments, String expected)
      throws TemplateException {
    assertThat(render("{{printf `" + format + "` " + arguments + "}}")).isEqualTo(expected);
  }

  @Test
  void whenDataAreFormatted_thenNumbersAreTexts() throws TemplateException {
    assertThat(render("{{println \"a\" 1 .n}}{{println}}")).isEqualTo("a 1 2\n\n");
    assertThat(render("{{printf \"%s %d %v %T\" .n .n .n .n}}"))
        .isEqualTo("2 %!d(json.Number=2) 2 json.Number");
    assertThat(render("{{printf \"%v %s %q\" .list .list .list}}"))
        .isEqualTo("[a b c] [a b c] [\"a\" \"b\" \"c\"]");
    assertThat(render("{{printf \"%v %#v %s\" .map.x .map.x .none}}"))
        .isEqualTo("map[z:deep] map[string]interface {}{\"z\":\"deep\"} %!s(<nil>)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "{{ ~ 1: unclosed action",
        "{{.}} {{end}} ~ 1: unexpected {{end}}",
        "{{if .t}} ~ 1: unexpected EOF",
        "{{if}}x{{end}} ~ 1: missing value for if",
        "{{}} ~ 1: missing value for command",
        "{{nope}} ~ 1: function \"nope\" not defined",
        "{{$x}} ~ 1: undefined variable \"$x\"",
        "{{if $x := 1}}{{end}}{{$x}} ~ 1: undefined variable \"$x\"",
        "{{break}} ~ 1: {{break}} outside {{range}}",
        "{{range .list}}{{end}}{{continue}} ~ 1: {{continue}} outside {{range}}",
        "{{(.s}} ~ 1: unclosed left paren",
        "{{.s)}} ~ 1: unexpected right paren",
        "{{\"a}} ~ 1: unterminated quoted string",
        "{{@}} ~ 1: unrecognized character in action: U+0040 '@'",
        "{{/* a}} ~ 1: unclosed comment",
        "{{1.2.3}} ~ 1: bad number syntax: \"1.2.3\"",
        "{{.s | 2}} ~ 1: non executable command in pipeline stage 2",
        "{{if .t}}{{else}}{{else}}{{end}} ~ 1: expected end; found {{else}}",
        "{{define \"a\"}}x{{end}}{{define \"a\"}}y{{end}} ~ 1: multiple definition of template \"a\"",
      })
  void whenATemplateIsDamaged_thenSaysWhy(String source, String expected) {
    assertThatThrownBy(() -> Template.parse(source))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template: template:" + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      value = {
        "a{{.s.x}} ~ 1:5: executing \"template\" at <.s.x>: can't evaluate field x in type interface {}",
        "{{.null.x}} ~ 1:7: executing \"template\" at <.null.x>: nil pointer evaluating interface {}.x",
        "{{eq .n 2}} ~ 1:2: executing \"template\" at <eq .n 2>: error calling eq: incompatible types for comparison",
        "{{lt .list 2}} ~ 1:2: executing \"template\" at <lt .list 2>: error calling lt: invalid type for comparison",
        "{{index .list 3}} ~ 1:2: executing \"template\" at <index .list 3>: error calling index: index out of range: 3",
        "{{len .t}} ~ 1:2: executing \"template\" at <len .t>: error calling len: len of type bool",
        "{{len}} ~ 1:2: executing \"template\" at <len>: wrong number of args for len: want 1 got 0",
        "{{range .s}}{{end}} ~ 1:8: executing \"template\" at <.s>: range can't iterate over text",
        "{{template \"none\"}} ~ 1:11: executing \"template\" at <{{template \"none\"}}>: template \"none\" not defined",
        "{{nil}} ~ 1:2: executing \"template\" at <nil>: nil is not a command",
        "{{3 4}} ~ 1:2: executing \"template\" at <3>: can't give argument to non-function 3",
        "{{define \"t\"}}{{len 1}}{{end}}{{template \"t\"}} ~ 1:16: executing \"t\" at <len 1>: error calling len: len of type int",
      })
  void whenItCannotBeExecuted_thenSaysWhere(String source, String expected) {
    assertThatThrownBy(() -> render(source))
        .isInstanceOf(TemplateException.class)
        .hasMessage("template: template:" + expected);
  }

  @Test
  void whenItWouldNotEnd_thenItIsStopped() {
    assertThatThrownBy(() -> render("{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}"))
        .hasMessageContaining("exceeded maximum template depth");
    assertThatThrownBy(() -> render("{{range 9000000000}}{{end}}")).hasMessageContaining("steps");
    assertThatThrownBy(() -> render("{{$x := \"a\"}}{{range 99}}{{$x = print $x $x}}{{end}}"))
        .hasMessageContaining("larger than");
    assertThatThrownBy(
            () -> Template.parse("{{" + "(".repeat(5000) + "1" + ")".repeat(5000) + "}}"))
        .hasMessageContaining("depth");
    assertThatThrownBy(() -> Template.parse("{{if 1}}".repeat(5000) + "{{end}}".repeat(5000)))
        .hasMessageContaining("nested");
  }

  @Property(tries = 2000)
  void whenTheSourceIsAnything_thenItIsRenderedOrRefused(
      @ForAll
          @StringLength(max = 40)
          @Chars({
            '{', '}', '.', '$', 'x', ' ', '|', '(', ')', '"', '-', '1', ':', '=', ',', '/', '*', '%'
          })
          String source) {
    String within = "{{" + source + "}}";
    for (String one : Arrays.asList(source, within, "{{if " + source + "}}{{end}}")) {
      try {
        assertThat(Template.parse(one).render(DATA)).isNotNull();
      } catch (TemplateException e) {
        assertThat(e).hasMessageStartingWith("template: ");
      }
    }
  }
}
