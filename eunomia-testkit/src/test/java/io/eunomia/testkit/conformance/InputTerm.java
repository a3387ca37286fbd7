package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.node.TextNode;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import org.jspecify.annotations.Nullable;

/** An input that is written as a Rego term. */
final class InputTerm {
  private InputTerm() {}

  /** The term as JSON, or null if JSON cannot express it. */
  static @Nullable String json(String term) {
    Term parsed = RegoParser.parseTerm(SourceText.of("input", term), new Diagnostics());
    StringBuilder out = new StringBuilder();
    return parsed != null && write(parsed, out) ? out.toString() : null;
  }

  private static boolean write(Term term, StringBuilder out) {
    if (term instanceof StringTerm s) {
      out.append(TextNode.valueOf(s.value()));
      return true;
    }
    if (term instanceof NumberTerm n) {
      out.append(n.text());
      return true;
    }
    if (term instanceof ArrayTerm a) {
      out.append('[');
      for (int i = 0; i < a.elements().size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        if (!write(a.elements().get(i), out)) {
          return false;
        }
      }
      out.append(']');
      return true;
    }
    if (term instanceof ObjectTerm o) {
      out.append('{');
      for (int i = 0; i < o.entries().size(); i++) {
        if (i > 0) {
          out.append(',');
        }
        ObjectTerm.Entry entry = o.entries().get(i);
        if (!(entry.key() instanceof StringTerm) || !write(entry.key(), out)) {
          return false;
        }
        out.append(':');
        if (!write(entry.value(), out)) {
          return false;
        }
      }
      out.append('}');
      return true;
    }
    if (term.isScalar()) {
      out.append(term);
      return true;
    }
    return false;
  }
}
