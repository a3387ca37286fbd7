package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code time.*}: times are nanoseconds since 1970, within 64 bits. */
final class TimeBuiltins {
  private static final long NANOS = 1_000_000_000L;

  private TimeBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .add("time.now_ns", (context, arguments) -> nanosOf(context.now()))
        .add("time.parse_ns", TimeBuiltins::parse)
        .add("time.parse_rfc3339_ns", TimeBuiltins::parseRfc3339)
        .add(
            "time.parse_duration_ns",
            (context, arguments) -> Value.of(GoDuration.parse(Operands.string(arguments, 0))))
        .add("time.date", TimeBuiltins::date)
        .add("time.clock", TimeBuiltins::clock)
        .add("time.weekday", TimeBuiltins::weekday)
        .add("time.add_date", TimeBuiltins::addDate)
        .add("time.diff", TimeBuiltins::diff)
        .add("time.format", TimeBuiltins::format);
  }

  private static Value parse(BuiltinContext context, Value... arguments) throws BuiltinException {
    GoTimeLayout layout = layout(context, Operands.string(arguments, 0));
    return nanosOf(GoTimeParser.parse(layout, Operands.string(arguments, 1)).toInstant());
  }

  private static Value parseRfc3339(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    String text = Operands.string(arguments, 0);
    return nanosOf(GoTimeParser.parse(GoTimeLayout.RFC3339, text).toInstant());
  }

  private static Value date(BuiltinContext context, Value... arguments) throws BuiltinException {
    ZonedDateTime time = time(arguments, 0);
    return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
  }

  private static Value clock(BuiltinContext context, Value... arguments) throws BuiltinException {
    ZonedDateTime time = time(arguments, 0);
    return numbers(time.getHour(), time.getMinute(), time.getSecond());
  }

  private static Value weekday(BuiltinContext context, Value... arguments) throws BuiltinException {
    ZonedDateTime time = time(arguments, 0);
    return Value.of(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
  }

  private static Value addDate(BuiltinContext context, Value... arguments) throws BuiltinException {
    ZonedDateTime time = time(arguments, 0);
    try {
      // As in Go, the day counts on from the first of the month arrived at: Jan 31 + 1 month is in
      // March.
      LocalDate first =
          YearMonth.from(time)
              .plusYears(Operands.integer(arguments, 1))
              .plusMonths(Operands.integer(arguments, 2))
              .atDay(1);
      LocalDate day = first.plusDays(time.getDayOfMonth() - 1L);
      return nanosOf(time.with(day.plusDays(Operands.integer(arguments, 3))).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw outOfRange();
    }
  }

  private static Value diff(BuiltinContext context, Value... arguments) throws BuiltinException {
    ZonedDateTime a = time(arguments, 0);
    ZonedDateTime b = time(arguments, 1).withZoneSameInstant(a.getZone());
    ZonedDateTime from = a.isAfter(b) ? b : a;
    ZonedDateTime to = a.isAfter(b) ? a : b;
    int seconds = to.getSecond() - from.getSecond();
    int minutes = to.getMinute() - from.getMinute();
    int hours = to.getHour() - from.getHour();
    int days = to.getDayOfMonth() - from.getDayOfMonth();
    int months = to.getMonthValue() - from.getMonthValue();
    int years = to.getYear() - from.getYear();
    // What is missing below is borrowed from above; a month lends the days of the first one.
    if (seconds < 0) {
      seconds += 60;
      minutes--;
    }
    if (minutes < 0) {
      minutes += 60;
      hours--;
    }
    if (hours < 0) {
      hours += 24;
      days--;
    }
    if (days < 0) {
      days += from.toLocalDate().lengthOfMonth();
      months--;
    }
    if (months < 0) {
      months += 12;
      years--;
    }
    return numbers(years, months, days, hours, minutes, seconds);
  }

  private static Value format(BuiltinContext context, Value... arguments) throws BuiltinException {
    GoTimeLayout layout = GoTimeLayout.RFC3339_NANO;
    if (arguments[0] instanceof ArrayValue array && array.elements().size() > 2) {
      if (!(array.elements().get(2) instanceof StringValue text)) {
        throw BuiltinException.operand(1, "string", array.elements().get(2));
      }
      layout = layout(context, text.text());
    }
    return Value.of(GoTimeFormatter.format(time(arguments, 0), layout));
  }

  private static GoTimeLayout layout(BuiltinContext context, String text) throws BuiltinException {
    return context.cached(List.of("time.layout", text), () -> GoTimeLayout.of(text));
  }

  /** Nanoseconds in UTC, or an array of nanoseconds and the name of a time zone. */
  private static ZonedDateTime time(Value[] arguments, int index) throws BuiltinException {
    Value nanos = arguments[index];
    ZoneId zone = ZoneOffset.UTC;
    if (nanos instanceof ArrayValue array) {
      List<Value> elements = array.elements();
      if (elements.isEmpty()) {
        throw new BuiltinException("operand " + (index + 1) + " must not be empty");
      }
      nanos = elements.get(0);
      if (elements.size() > 1) {
        zone = zone(elements.get(1), index);
      }
    }
    if (!(nanos instanceof NumberValue number)) {
      throw BuiltinException.operand(index + 1, "number", nanos);
    }
    if (!number.fitsLong()) {
      throw new BuiltinException("timestamp too big");
    }
    long value = number.longValue();
    return Instant.ofEpochSecond(Math.floorDiv(value, NANOS), Math.floorMod(value, NANOS))
        .atZone(zone);
  }

  private static ZoneId zone(Value value, int index) throws BuiltinException {
    if (!(value instanceof StringValue string)) {
      throw BuiltinException.operand(index + 1, "string", value);
    }
    String name = string.text();
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.equals("Local")) {
      return ZoneId.systemDefault();
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new BuiltinException("unknown time zone " + name);
    }
  }

  private static Value nanosOf(Instant instant) throws BuiltinException {
    // The seconds alone can be beyond 64 bits of nanoseconds when the whole is not.
    BigInteger nanos =
        BigInteger.valueOf(instant.getEpochSecond())
            .multiply(BigInteger.valueOf(NANOS))
            .add(BigInteger.valueOf(instant.getNano()));
    if (nanos.bitLength() >= Long.SIZE) {
      throw outOfRange();
    }
    return Value.of(nanos.longValue());
  }

  private static Value numbers(long... numbers) {
    return new ArrayValue(Arrays.stream(numbers).mapToObj(number -> Value.of(number)).toList());
  }

  private static BuiltinException outOfRange() {
    return new BuiltinException("time outside of valid range");
  }
}
