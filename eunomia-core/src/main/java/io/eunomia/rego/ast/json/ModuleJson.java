package io.eunomia.rego.ast.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A module as {@code opa parse --format json} and {@code rego.parse_module} show it: {@code
 * package}, {@code imports}, {@code rules} and {@code comments}, without places (but for those of
 * comments). Metadata blocks are comments.
 */
public final class ModuleJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ModuleJson() {}

  /** The JSON of a module as it was parsed. */
  public static ObjectNode write(Module module) {
    ObjectNode json = NODES.objectNode();
    json.putObject("package").set("path", TermJson.steps(module.path()));
    if (!module.imports().isEmpty()) {
      ArrayNode imports = json.putArray("imports");
      module.imports().forEach(each -> imports.add(imported(each)));
    }
    if (!module.rules().isEmpty()) {
      ArrayNode rules = json.putArray("rules");
      module.rules().forEach(rule -> rules.add(rule(rule)));
    }
    if (!module.comments().isEmpty()) {
      ArrayNode comments = json.putArray("comments");
      module.comments().forEach(comment -> comments.add(comment(comment)));
    }
    return json;
  }

  private static ObjectNode imported(Import imported) {
    ObjectNode json = NODES.objectNode();
    json.set("path", TermJson.term(imported.path()));
    if (imported.alias() != null) {
      json.put("alias", imported.alias());
    }
    return json;
  }

  private static ObjectNode rule(Rule rule) {
    ObjectNode json = NODES.objectNode();
    if (rule.isDefault()) {
      json.put("default", true);
    }
    json.set("head", head(rule, null));
    json.set("body", TermJson.body(rule.body()));
    ObjectNode before = json;
    for (Else branch : rule.elses()) {
      ObjectNode next = before.putObject("else");
      next.set("head", head(rule, branch));
      next.set("body", TermJson.body(branch.body()));
      before = next;
    }
    return json;
  }

  /** The head of a rule, or of one of its branches, which repeats all but the value. */
  private static ObjectNode head(Rule rule, @Nullable Else branch) {
    Head head = rule.head();
    List<Term> path = head.ref().path();
    ObjectNode json = NODES.objectNode();
    json.set("ref", TermJson.steps(head.ref()));
    if (head.args() != null && !head.args().isEmpty()) {
      json.set("args", TermJson.terms(head.args()));
    }
    Term key = head.key();
    boolean named = path.isEmpty();
    if (path.size() == 1 && !rule.isDefault() && !head.isMultiValue()) {
      // Older releases knew no longer names than p[x], and their fields are still filled.
      named = head.written() || rule.body().isEmpty();
      boolean isKey =
          rule.body().isEmpty() || path.get(0) instanceof Ref || !TermJson.isGround(path.get(0));
      key = isKey && !head.isFunction() ? path.get(0) : null;
    }
    if (named && head.ref().head() instanceof Var name) {
      json.put("name", name.name());
    }
    if (key != null) {
      json.set("key", TermJson.term(key));
    }
    Term value = branch == null ? head.value() : branch.value();
    if (value != null) {
      json.set("value", TermJson.term(value));
    }
    boolean assign = (branch != null && branch.written()) ? branch.assign() : head.assign();
    if (assign) {
      json.put("assign", true);
    }
    return json;
  }

  private static ObjectNode comment(Comment comment) {
    byte[] text = comment.text().getBytes(StandardCharsets.UTF_8);
    ObjectNode json = NODES.objectNode().put("Text", Base64.getEncoder().encodeToString(text));
    json.putObject("Location")
        .put("file", comment.span().source().name())
        .put("row", comment.span().line())
        .put("col", comment.span().column());
    return json;
  }
}
