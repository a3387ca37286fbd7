package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a policy is asked about.
 *
 * @param text the value as {@code opa_value_parse} reads it: JSON, and besides it sets and keys
 *     that are no strings
 * @param json whether it is JSON
 */
record Input(String text, boolean json) {
  /** A case's input; null if it has none. */
  static @Nullable Input of(JsonNode test) {
    if (test.has("input_term")) {
      return ofTerm(test.get("input_term").asText());
    }
    return test.has("input") ? new Input(test.get("input").toString(), true) : null;
  }

  /** An input that is written as a Rego term. */
  private static Input ofTerm(String term) {
    Term parsed = RegoParser.parseTerm(SourceText.of("input", term), new Diagnostics());
    if (parsed == null) {
      throw new IllegalArgumentException("not a term: " + term);
    }
    TermWriter writer = new TermWriter();
    writer.write(parsed);
    return new Input(writer.out.toString(), writer.json);
  }

  private static final class TermWriter {
    private final StringBuilder out = new StringBuilder();
    private boolean json = true;

    void write(Term term) {
      if (term instanceof StringTerm s) {
        out.append(TextNode.valueOf(s.value()));
      } else if (term instanceof NumberTerm n) {
        out.append(n.text());
      } else if (term instanceof ArrayTerm a) {
        out.append('[');
        separated(a.elements(), this::write);
        out.append(']');
      } else if (term instanceof ObjectTerm o) {
        out.append('{');
        separated(o.entries(), this::member);
        out.append('}');
      } else if (term instanceof SetTerm s && !s.elements().isEmpty()) {
        json = false;
        out.append('{');
        separated(s.elements(), this::write);
        out.append('}');
      } else {
        // A scalar's text is its JSON, and the empty set's is its own.
        json &= term.isScalar();
        out.append(term);
      }
    }

    private void member(ObjectTerm.Entry member) {
      json &= member.key() instanceof StringTerm;
      write(member.key());
      out.append(':');
      write(member.value());
    }

    private <T> void separated(List<T> items, Consumer<T> write) {
      for (Iterator<T> i = items.iterator(); i.hasNext(); ) {
        write.accept(i.next());
        if (i.hasNext()) {
          out.append(',');
        }
      }
    }
  }
}
