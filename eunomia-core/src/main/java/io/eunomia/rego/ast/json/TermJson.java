package io.eunomia.rego.ast.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import java.util.List;
import java.util.stream.Stream;

/** Terms and expressions: a term is {@code {type, value}}, an expression {@code {index, terms}}. */
final class TermJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private TermJson() {}

  /** Whether there is no variable in a term. */
  static boolean isGround(Term term) {
    boolean[] ground = {true};
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        ground[0] &= !(node instanceof Var) && !(node instanceof Comprehension);
        return ground[0];
      }
    }.walk(term);
    return ground[0];
  }

  static ArrayNode terms(List<? extends Term> terms) {
    ArrayNode json = NODES.arrayNode();
    terms.forEach(term -> json.add(term(term)));
    return json;
  }

  /** A ref's head and steps. */
  static ArrayNode steps(Ref ref) {
    return terms(Stream.concat(Stream.of(ref.head()), ref.path().stream()).toList());
  }

  static ObjectNode term(Term term) {
    if (term instanceof StringTerm string) {
      return typed("string", NODES.textNode(string.value()));
    }
    if (term instanceof Var var) {
      return typed("var", NODES.textNode(var.name()));
    }
    if (term instanceof Ref ref) {
      return typed("ref", steps(ref));
    }
    if (term instanceof NumberTerm number) {
      return typed("number", NODES.numberNode(number.value()));
    }
    if (term instanceof BooleanTerm bool) {
      return typed("boolean", NODES.booleanNode(bool.value()));
    }
    if (term instanceof Call call) {
      return typed("call", call(call));
    }
    if (term instanceof TemplateString template) {
      return template(template);
    }
    return term instanceof Comprehension comprehension
        ? comprehension(comprehension)
        : composite(term);
  }

  private static ObjectNode composite(Term term) {
    if (term instanceof ArrayTerm array) {
      return typed("array", terms(array.elements()));
    }
    if (term instanceof SetTerm set) {
      return typed(
          "set", terms(set.elements().stream().sorted(TermOrder.INSTANCE).distinct().toList()));
    }
    if (term instanceof ObjectTerm object) {
      ArrayNode members = NODES.arrayNode();
      object.entries().stream()
          .sorted((a, b) -> TermOrder.INSTANCE.compare(a.key(), b.key()))
          .forEach(entry -> members.addArray().add(term(entry.key())).add(term(entry.value())));
      return typed("object", members);
    }
    // OPA's null is a structure without fields.
    return typed("null", NODES.objectNode());
  }

  private static ObjectNode comprehension(Comprehension comprehension) {
    ObjectNode value = NODES.objectNode();
    String type = "objectcomprehension";
    if (comprehension instanceof ArrayComprehension array) {
      type = "arraycomprehension";
      value.set("term", term(array.term()));
    } else if (comprehension instanceof SetComprehension set) {
      type = "setcomprehension";
      value.set("term", term(set.term()));
    } else if (comprehension instanceof ObjectComprehension object) {
      value.set("key", term(object.key()));
      value.set("value", term(object.value()));
    }
    value.set("body", body(comprehension.body()));
    return typed(type, value);
  }

  private static ObjectNode template(TemplateString template) {
    ObjectNode value = NODES.objectNode();
    ArrayNode parts = value.putArray("parts");
    for (TemplateString.Part part : template.parts()) {
      if (part instanceof TemplateString.Text text) {
        parts.add(typed("string", NODES.textNode(text.value())));
      } else if (part instanceof TemplateString.Hole hole) {
        parts.add(expr(hole.expr(), 0));
      }
    }
    value.put("multi_line", template.raw());
    return typed("templatestring", value);
  }

  private static ArrayNode call(Call call) {
    ArrayNode json = NODES.arrayNode().add(term(call.operator()));
    call.args().forEach(argument -> json.add(term(argument)));
    return json;
  }

  private static ObjectNode typed(String type, JsonNode value) {
    ObjectNode json = NODES.objectNode().put("type", type);
    json.set("value", value);
    return json;
  }

  /** A body; one that was not written is {@code true}. */
  static ArrayNode body(List<Expr> body) {
    ArrayNode json = NODES.arrayNode();
    for (int i = 0; i < body.size(); i++) {
      json.add(expr(body.get(i), i));
    }
    if (body.isEmpty()) {
      json.addObject().put("index", 0).set("terms", typed("boolean", NODES.booleanNode(true)));
    }
    return json;
  }

  private static ObjectNode expr(Expr expr, int index) {
    ObjectNode json = NODES.objectNode().put("index", index);
    if (expr instanceof Expr.Literal literal) {
      json.set("terms", literal.term() instanceof Call call ? call(call) : term(literal.term()));
      if (literal.negated()) {
        json.put("negated", true);
      }
    } else if (expr instanceof Expr.Some some) {
      json.putObject("terms").set("symbols", terms(some.vars()));
    } else if (expr instanceof Expr.SomeIn some) {
      json.putObject("terms").putArray("symbols").add(member(some));
    } else if (expr instanceof Expr.Every every) {
      ObjectNode terms = json.putObject("terms");
      terms.set("key", every.key() == null ? NODES.nullNode() : term(every.key()));
      terms.set("value", term(every.value()));
      terms.set("domain", term(every.domain()));
      terms.set("body", body(every.body()));
    }
    if (!expr.withs().isEmpty()) {
      ArrayNode withs = json.putArray("with");
      expr.withs().forEach(with -> withs.add(with(with)));
    }
    return json;
  }

  /** {@code some k, v in domain} is the call of a membership. */
  private static ObjectNode member(Expr.SomeIn some) {
    ArrayNode call = NODES.arrayNode();
    ArrayNode operator = NODES.arrayNode().add(typed("var", NODES.textNode("internal")));
    String name = some.key() == null ? "member_2" : "member_3";
    call.add(typed("ref", operator.add(typed("string", NODES.textNode(name)))));
    if (some.key() != null) {
      call.add(term(some.key()));
    }
    return typed("call", call.add(term(some.value())).add(term(some.domain())));
  }

  private static ObjectNode with(With with) {
    ObjectNode json = NODES.objectNode();
    Ref target = with.target();
    json.set("target", term(target.path().isEmpty() ? target.head() : target));
    json.set("value", term(with.value()));
    return json;
  }
}
