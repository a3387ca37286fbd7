package io.eunomia.rego.parser;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the {@code # METADATA} blocks among comments and reads the YAML in them. */
final class MetadataParser {
  private static final String MARK = "METADATA";
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final List<Statement> statements;
  private final List<Annotation> annotations = new ArrayList<>();
  private final List<Diagnostic> errors = new ArrayList<>();

  /**
   * A statement that a block can speak of.
   *
   * @param start its offset
   * @param kind {@code package}, {@code import} or {@code rule}
   * @param rule its index in the module's rules, or -1
   */
  record Statement(int start, String kind, int rule) {}

  private record Block(List<Comment> lines) {
    Span span() {
      return lines.get(0).span().to(lines.get(lines.size() - 1).span());
    }
  }

  /** For the statements of a module, in the order of the text. */
  MetadataParser(List<Statement> statements) {
    this.statements = statements;
  }

  /** Reads all blocks; what is wrong in them is among the {@link #errors} then. */
  List<Annotation> parse(List<Comment> comments) {
    for (Block block : blocks(comments)) {
      try {
        annotations.add(annotation(block));
      } catch (ParseFailure failure) {
        errors.add(failure.diagnostic());
      }
    }
    return annotations;
  }

  List<Diagnostic> errors() {
    return errors;
  }

  /** A block goes on for as long as each line has its comment at the very start. */
  private static List<Block> blocks(List<Comment> comments) {
    List<Block> blocks = new ArrayList<>();
    int i = 0;
    while (i < comments.size()) {
      if (!comments.get(i).text().strip().startsWith(MARK)) {
        i++;
        continue;
      }
      int first = i++;
      while (i < comments.size() && continues(comments.get(i - 1), comments.get(i))) {
        i++;
      }
      blocks.add(new Block(comments.subList(first, i)));
    }
    return blocks;
  }

  private static boolean continues(Comment above, Comment below) {
    String text = below.span().source().text();
    String between = text.substring(above.span().end(), below.span().start());
    return between.equals("\n") || between.equals("\r\n");
  }

  private Annotation annotation(Block block) {
    JsonNode yaml = read(block);
    ObjectNode fields = new MetadataFields(block.span()).normalize(yaml);
    Statement target = target(block);
    String scope = scope(fields, target);
    check(block, fields, scope, target);
    fields.put("scope", scope);
    return new Annotation(scope, fields, target == null ? -1 : target.rule, block.span());
  }

  private static JsonNode read(Block block) {
    StringBuilder yaml = new StringBuilder();
    for (Comment line : block.lines.subList(1, block.lines.size())) {
      yaml.append(line.text()).append('\n');
    }
    if (yaml.toString().isBlank()) {
      throw TokenStream.failure(block.span(), "expected METADATA block, found whitespace");
    }
    try {
      return YAML.readTree(yaml.toString());
    } catch (JsonProcessingException e) {
      throw TokenStream.failure(place(block, e.getLocation()), "yaml: " + firstLine(e));
    } catch (RuntimeException e) {
      // The YAML reader has exceptions of its own, which not every version wraps.
      throw TokenStream.failure(block.span(), "yaml: " + firstLine(e));
    }
  }

  private static Span place(Block block, @Nullable JsonLocation location) {
    int line = location == null ? 0 : location.getLineNr();
    return block.lines.get(Math.max(0, Math.min(line, block.lines.size() - 1))).span();
  }

  private static String firstLine(Exception e) {
    String message =
        e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    return message == null ? "invalid" : message.lines().findFirst().orElse("invalid").strip();
  }

  /** The statement that follows a block, or {@code null}. */
  private @Nullable Statement target(Block block) {
    int low = 0;
    int high = statements.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (statements.get(middle).start > block.span().start()) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < statements.size() ? statements.get(low) : null;
  }

  private static String scope(ObjectNode fields, @Nullable Statement target) {
    if (fields.has("scope")) {
      return fields.get("scope").asText();
    }
    String kind = target == null ? "" : target.kind;
    return kind.equals("rule") && fields.has("entrypoint") ? "document" : kind;
  }

  private static void check(
      Block block, ObjectNode fields, String scope, @Nullable Statement target) {
    String wanted =
        switch (scope) {
          case "rule", "document" -> "rule";
          case "package", "subpackages" -> "package";
          default ->
              throw refused(
                  block,
                  "invalid annotation scope '"
                      + scope
                      + "'. Use one of 'rule', 'document', 'package', or 'subpackages'");
        };
    if (target == null || !target.kind.equals(wanted)) {
      String have = target == null ? "" : " (have " + target.kind + ")";
      throw refused(block, "annotation scope '" + scope + "' must be applied to " + wanted + have);
    }
    if (fields.has("entrypoint") && !scope.equals("document") && !scope.equals("package")) {
      throw refused(
          block, "annotation entrypoint applied to non-document or package scope '" + scope + "'");
    }
  }

  private static ParseFailure refused(Block block, String message) {
    return TokenStream.failure(block.span(), message);
  }
}
