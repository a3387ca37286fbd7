package io.eunomia.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.RandomModule;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What holds of the formatter for any module, however it is laid out. That the result means the
 * same and has all comments is held by the formatter itself, which refuses what does not.
 */
class FormatPropertiesTest {
  @Property(tries = 1500)
  void whenLinesAreBrokenAnywhere_thenTheyAreFormattedOnceAndForAll(@ForAll("broken") String text) {
    assertFormatted(text);
  }

  @Property(tries = 1500)
  void whenCommentsStandBesideLines_thenTheyAreKept(@ForAll("commented") String text) {
    assertFormatted(text);
  }

  @Property(tries = 1000)
  void whenCommentsStandAnywhere_thenTheyAreKeptOrItIsSaid(@ForAll("scattered") String text) {
    FormatResult result = format(text);
    if (result.text() == null) {
      assertThat(result.diagnostics()).isNotEmpty();
    } else {
      assertThat(format(result.text()).text()).as(text).isEqualTo(result.text());
    }
  }

  private static void assertFormatted(String text) {
    if (isRego(text)) {
      FormatResult result = format(text);
      assertThat(result.diagnostics()).as(text).isEmpty();
      String formatted = String.valueOf(result.text());
      assertThat(format(formatted).text()).as(text).isEqualTo(formatted);
    }
  }

  private static FormatResult format(String text) {
    return RegoFormatter.format(SourceText.of("m.rego", text), FormatOptions.V1);
  }

  private static boolean isRego(String text) {
    SourceText source = SourceText.of("m.rego", text);
    return RegoParser.parseModule(source, RegoFormatter.parser(RegoVersion.V1), new Diagnostics())
        != null;
  }

  @Provide
  Arbitrary<String> broken() {
    return Arbitraries.randomValue(random -> new Layout(random, true, 0).text());
  }

  @Provide
  Arbitrary<String> commented() {
    return Arbitraries.randomValue(random -> new Layout(random, false, 3).text());
  }

  @Provide
  Arbitrary<String> scattered() {
    return Arbitraries.randomValue(random -> new Layout(random, true, 3).text());
  }

  /**
   * Lays a random module out anew.
   *
   * @param anywhere whether lines are broken at any white space, or only within brackets
   * @param comments one in so many breaks has a comment; none if 0
   */
  private record Layout(Random random, boolean anywhere, int comments) {
    String text() {
      String printed = AstPrinter.print(new RandomModule(random).module());
      int breaks = random.nextInt(7);
      int left = random.nextInt(9);
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < printed.length(); i++) {
        char c = printed.charAt(i);
        boolean bracket = "[({".indexOf(c) >= 0 || printed.startsWith(", ", i);
        if (bracket || c != ' ') {
          out.append(c);
        }
        boolean place = bracket || (anywhere && c == ' ');
        if (place && left > 0 && random.nextInt(100) < breaks) {
          left--;
          lineBreak(out);
        } else if (c == ' ') {
          out.append(c);
        }
      }
      return out.toString();
    }

    private void lineBreak(StringBuilder out) {
      if (comments > 0 && random.nextInt(comments) == 0) {
        out.append(" # beside ").append(out.length());
      }
      out.append(random.nextInt(5) == 0 ? "\n\n" : "\n");
      if (comments > 0 && random.nextInt(comments) == 0) {
        out.append("# above ").append(out.length()).append('\n');
      }
    }
  }
}
