package io.eunomia.rego.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Writes what stands between commas. Elements that shared a row of the source share a line; the
 * first one does not open a row of its own.
 *
 * @param <T> the elements
 * @param row the row that an element starts at
 * @param end the row on which the next element would be on the same line
 * @param write writes an element
 */
record SequenceWriter<T>(Page page, ToIntFunction<T> row, ToIntFunction<T> end, Consumer<T> write) {
  /** Writes elements between brackets, which whoever asks for this writes. */
  void between(int openRow, int closeRow, List<T> elements) {
    List<List<T>> lines = lines(openRow, elements);
    // A comment above a single line would come to stand in it, and end it.
    boolean several =
        lines.size() > 1 || page.comments().isNextAbove(row.applyAsInt(elements.get(0)));
    if (several) {
      page.openBlock();
    }
    for (int i = 0; i < lines.size(); i++) {
      if (i > 0) {
        page.text(",");
        page.endLine();
        page.startLine();
      }
      line(lines.get(i), ", ");
    }
    if (several) {
      page.text(",");
      page.endLine();
      page.reach(closeRow);
      page.outdent();
      page.startLine();
    }
  }

  /** Elements on one line. */
  void line(List<T> elements, String separator) {
    for (int i = 0; i < elements.size(); i++) {
      page.text(i == 0 ? "" : separator);
      write.accept(elements.get(i));
    }
  }

  /** The elements, by the row that they start at. */
  List<List<T>> lines(int openRow, List<T> elements) {
    List<List<T>> lines = new ArrayList<>();
    List<T> current = new ArrayList<>();
    int last = openRow;
    for (T element : elements) {
      if (row.applyAsInt(element) > last && !current.isEmpty()) {
        lines.add(current);
        current = new ArrayList<>();
      }
      last = end.applyAsInt(element);
      current.add(element);
    }
    lines.add(current);
    return lines;
  }
}
