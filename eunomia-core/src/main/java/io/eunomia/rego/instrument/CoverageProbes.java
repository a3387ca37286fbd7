package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.planner.Probe;
import io.eunomia.rego.planner.Probes;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells each expression that is evaluated, and each definition that holds, by its place's name. */
public final class CoverageProbes implements Probes {
  private final Places places;
  private final UnaryOperator<String> sources;

  /**
   * @param places those of the modules that are compiled
   * @param sources gives the name that a source is to have in the names of its places
   */
  public CoverageProbes(Places places, UnaryOperator<String> sources) {
    this.places = places;
    this.sources = sources;
  }

  @Override
  public @Nullable Probe before(Expr expr, boolean inClosure) {
    Place place = places.expression(expr.span());
    return place == null ? null : probe(place.span());
  }

  @Override
  public @Nullable Probe holds(Span place) {
    return probe(place);
  }

  private Probe probe(Span span) {
    String name = Place.name(sources.apply(span.source().name()), span.start());
    return new Probe(BuiltinDecl.REACHED, name, List.of());
  }
}
