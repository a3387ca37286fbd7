package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a block for what it tests, as long as nobody could tell whether what was
 * read has run: nothing but lookups, constants and comparisons.
 */
final class BlockTests {
  private final IndexRun run;
  private final IndexStrings strings;
  private final Node.Sequence block;
  private final Map<Integer, @Nullable Known> known;
  private final List<IndexTest> tests = new ArrayList<>();
  private boolean scanning;

  private BlockTests(
      IndexRun run,
      IndexStrings strings,
      Node.Sequence block,
      Map<Integer, @Nullable Known> known) {
    this.run = run;
    this.strings = strings;
    this.block = block;
    this.known = known;
  }

  /** The tests of one of the blocks. */
  static List<IndexTest> of(Node.Sequence block, IndexRun run, IndexStrings strings) {
    BlockTests reader = new BlockTests(run, strings, block, new HashMap<>());
    Node end = reader.read(block.nodes);
    if (end != null && end.stmt instanceof Stmt.BlockStmt) {
      reader.tests.addAll(reader.alternatives(end.position));
    }
    return reader.tests;
  }

  /** Reads statements up to the first that has to run, and gives that. */
  private @Nullable Node read(List<Node> nodes) {
    for (Node node : nodes) {
      if (node.stmt instanceof Stmt.Scan scan) {
        scan(scan, node);
        return node;
      } else if (node.stmt instanceof Stmt.Call call) {
        IndexTest test = CallTests.of(call, this::knownOf);
        if (test == null || !define(call.result(), new Known.Holds(test))) {
          return node;
        }
        if (test.kind() == Selector.Kind.PREFIX) {
          // It may be an error, so that the test is the last thing that is looked at.
          if (node.position + 1 < nodes.size()
              && nodes.get(node.position + 1).stmt instanceof Stmt.NotEqual) {
            compare(nodes.get(node.position + 1));
          }
          return node;
        }
      } else if (!compare(node) && !isHarmless(node)) {
        return node;
      }
    }
    return null;
  }

  /** Whether the statement is a comparison; what it tests is noted. */
  private boolean compare(Node node) {
    if (node.stmt instanceof Stmt.Equal equal) {
      Known a = knownOf(equal.a());
      Known b = knownOf(equal.b());
      if (!equal(a, b, node) && !equal(b, a, node)) {
        holds(a, b, true, node);
      }
      return true;
    } else if (node.stmt instanceof Stmt.NotEqual unequal) {
      holds(knownOf(unequal.a()), knownOf(unequal.b()), false, node);
      return true;
    }
    return node.stmt instanceof Stmt.IsArray
        || node.stmt instanceof Stmt.IsObject
        || node.stmt instanceof Stmt.IsSet
        || node.stmt instanceof Stmt.IsDefined
        || node.stmt instanceof Stmt.IsUndefined
        || node.stmt instanceof Stmt.Nop;
  }

  private boolean equal(@Nullable Known value, @Nullable Known constants, Node node) {
    if (value instanceof Known.At at && constants instanceof Known.OneOf oneOf) {
      IndexTest test = new IndexTest(at.ref(), Selector.Kind.EQUAL, oneOf.keys(), null);
      tests.add(oneOf.keys().size() == 1 ? test.with(node) : test);
      return true;
    }
    return false;
  }

  private void holds(@Nullable Known value, @Nullable Known truth, boolean is, Node node) {
    if (value instanceof Known.Holds holds
        && Known.constant(new IndexKey.Truth(is)).equals(truth)) {
      tests.add(holds.test().with(node));
    }
  }

  /** Whether the statement does nothing that is seen from outside of the block. */
  private boolean isHarmless(Node node) {
    Stmt stmt = node.stmt;
    if (stmt instanceof Stmt.Dot s) {
      return define(s.target(), dot(s));
    } else if (stmt instanceof Stmt.AssignVar s) {
      return define(s.target(), knownOf(s.source()));
    } else if (stmt instanceof Stmt.AssignInt s) {
      return define(s.target(), number(Long.toString(s.value())));
    } else if (stmt instanceof Stmt.MakeNumberInt s) {
      return define(s.target(), number(Long.toString(s.value())));
    } else if (stmt instanceof Stmt.MakeNumberRef s) {
      return define(s.target(), number(strings.get(s.index())));
    } else if (stmt instanceof Stmt.MakeNull s) {
      return define(s.target(), Known.constant(new IndexKey.Null()));
    } else if (stmt instanceof Stmt.MakeArray s) {
      return define(s.target(), new Known.Collection(Known.Collection.Type.ARRAY));
    } else if (stmt instanceof Stmt.MakeSet s) {
      return define(s.target(), new Known.Collection(Known.Collection.Type.SET));
    } else if (stmt instanceof Stmt.MakeObject s) {
      return define(s.target(), new Known.Collection(Known.Collection.Type.OBJECT));
    } else if (stmt instanceof Stmt.ArrayAppend s) {
      return fill(s.array(), knownOf(s.value()));
    } else if (stmt instanceof Stmt.SetAdd s) {
      return fill(s.set(), knownOf(s.value()));
    } else if (stmt instanceof Stmt.ObjectInsert s) {
      return fill(s.object(), knownOf(s.key()));
    } else if (stmt instanceof Stmt.Len s) {
      return define(s.target(), null);
    }
    return stmt instanceof Stmt.ResetLocal s && define(s.target(), null);
  }

  private static @Nullable Known number(String text) {
    IndexKey key = IndexKey.number(text);
    return key == null ? null : Known.constant(key);
  }

  private @Nullable Known dot(Stmt.Dot dot) {
    Known source = knownOf(dot.source());
    Known key = knownOf(dot.key());
    if (source instanceof Known.At at && dot.key() instanceof Operand.StringIndex string) {
      return new Known.At(at.ref().then(strings.number(strings.get(string.index()))));
    }
    if (source instanceof Known.Collection collection
        && collection.isConstant()
        && key instanceof Known.At at) {
      tests.add(new IndexTest(at.ref(), Selector.Kind.EQUAL, collection.keys(), null));
    }
    return null;
  }

  private boolean define(int local, @Nullable Known value) {
    // What a scan gives another value has it before that from the second time on.
    if (!run.body.isPrivate(local, block) || (scanning && known.containsKey(local))) {
      return false;
    }
    known.put(local, value);
    return true;
  }

  /** What is no constant makes the collection one that nothing is known of. */
  private boolean fill(int collection, @Nullable Known element) {
    if (scanning) {
      return false;
    }
    if (known.get(collection) instanceof Known.Collection filled) {
      if (element instanceof Known.OneOf constant && constant.keys().size() == 1) {
        filled.add(constant.keys());
      } else {
        filled.spoil();
      }
      return true;
    }
    return known.containsKey(collection);
  }

  private @Nullable Known knownOf(Operand operand) {
    if (operand instanceof Operand.StringIndex string) {
      return Known.constant(new IndexKey.Text(strings.get(string.index())));
    } else if (operand instanceof Operand.Bool bool) {
      return Known.constant(new IndexKey.Truth(bool.value()));
    }
    int local = ((Operand.Local) operand).index();
    if (known.containsKey(local)) {
      return known.get(local);
    }
    return run.isStable(local) ? new Known.At(new IndexedRef(local, List.of())) : null;
  }

  /** A scan of constants: what is tested for each of them has to hold for one. */
  private void scan(Stmt.Scan scan, Node node) {
    if (!(known.get(scan.source()) instanceof Known.Collection collection)
        || !collection.isConstant()) {
      return;
    }
    boolean set = collection.type == Known.Collection.Type.SET;
    boolean object = collection.type == Known.Collection.Type.OBJECT;
    Known keys = new Known.OneOf(collection.keys());
    Known values = set ? keys : object ? null : new Known.OneOf(collection.elements);
    if (define(scan.key(), keys) && define(scan.value(), values)) {
      int before = tests.size();
      scanning = true;
      read(node.blocks.get(0).nodes);
      tests.subList(before, tests.size()).replaceAll(IndexTest::withoutCondition);
    }
  }

  /**
   * Blocks of which one has to give a local a value, as those of an {@code else} have: what all of
   * them test.
   */
  private List<IndexTest> alternatives(int first) {
    int at = first;
    List<Node.Sequence> branches = new ArrayList<>();
    while (at < block.nodes.size() && block.nodes.get(at).stmt instanceof Stmt.BlockStmt) {
      branches.addAll(block.nodes.get(at++).blocks);
    }
    if (at == block.nodes.size()
        || !(block.nodes.get(at).stmt instanceof Stmt.IsDefined defined)
        || !isMadeBy(branches, defined.source())) {
      return List.of();
    }
    Alternatives alternatives = null;
    for (Node.Sequence branch : branches) {
      BlockTests reader = new BlockTests(run, strings, branch, new HashMap<>(known));
      reader.read(branch.nodes);
      if (alternatives == null) {
        alternatives = new Alternatives(reader.tests);
      } else {
        alternatives.or(reader.tests);
      }
    }
    return alternatives == null ? List.of() : alternatives.tests();
  }

  /** Whether the local is undefined unless one of the blocks gave it a value. */
  private boolean isMadeBy(List<Node.Sequence> branches, int local) {
    List<Node> before =
        run.body.of(local).writes.stream().filter(n -> n.order < branches.get(0).first).toList();
    return !before.isEmpty()
        && before.stream().allMatch(n -> n.stmt instanceof Stmt.ResetLocal && n.parent == block)
        && run.body.isPrivate(local, block);
  }
}
