package io.eunomia.rego.source;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class SourceTextTest {
  @Test
  void whenOffsetIsAsked_thenLineAndColumnCountFromOne() {
    SourceText source = SourceText.of("a.rego", "ab\ncd\n");

    assertThat(source.line(0)).isEqualTo(1);
    assertThat(source.column(0)).isEqualTo(1);
    assertThat(source.line(2)).as("the line break itself").isEqualTo(1);
    assertThat(source.line(3)).isEqualTo(2);
    assertThat(source.column(4)).isEqualTo(2);
    assertThat(source.line(6)).as("the end").isEqualTo(3);
    assertThat(source.column(6)).isEqualTo(1);
  }

  @Test
  void whenTextIsEmpty_thenThereIsOneEmptyLine() {
    SourceText source = SourceText.of("empty.rego", "");

    assertThat(source.line(0)).isEqualTo(1);
    assertThat(source.lineText(1)).isEmpty();
  }

  @Test
  void whenCharactersAreBeyondTheFirstPlane_thenColumnsCountCodePoints() {
    SourceText source = SourceText.of("a.rego", "\"\uD83D\uDE00\" x");

    assertThat(source.column(source.text().indexOf('x'))).isEqualTo(5);
  }

  @Test
  void whenLinesEndInCarriageReturns_thenLineTextIsWithout() {
    SourceText source = SourceText.of("a.rego", "one\r\ntwo\r\n");

    assertThat(source.lineText(1)).isEqualTo("one");
    assertThat(source.lineText(2)).isEqualTo("two");
    assertThat(source.lineText(3)).isEmpty();
  }

  @Test
  void whenThereIsAByteOrderMark_thenDropped() {
    assertThat(SourceText.of("a.rego", "\uFEFFx").text()).isEqualTo("x");
  }

  @Test
  void whenSpansAreJoined_thenFromTheFirstToTheLast() {
    SourceText source = SourceText.of("a.rego", "one two three");
    Span joined = source.span(0, 3).to(source.span(8, 13));

    assertThat(joined.text()).isEqualTo("one two three");
    assertThat(joined).hasToString("a.rego:1:1");
    assertThat(joined.to(source.span(0, 3))).isEqualTo(joined);
    assertThat(source).hasToString("a.rego");
  }

  @Property
  void whenLinesAreCut_thenTheyAreThoseOfTheText(
      @ForAll @CharRange(from = '\n', to = '\r') String s) {
    String text = s.replace('\u000b', 'x').replace('\f', 'y');
    SourceText source = SourceText.of("a.rego", text);
    int line = 1;
    for (int i = 0; i <= text.length(); i++) {
      assertThat(source.line(i)).isEqualTo(line);
      line += i < text.length() && text.charAt(i) == '\n' ? 1 : 0;
    }
  }
}
