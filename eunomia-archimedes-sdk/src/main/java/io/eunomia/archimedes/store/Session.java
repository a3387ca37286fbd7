package io.eunomia.archimedes.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Statements on one connection. Closing a statement at once keeps transactions free to end. */
final class Session implements AutoCloseable {
  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Makes a value of the row that the result stands on. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A statement without parameters, whatever it returns. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A statement that changes rows. */
  void update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      statement.executeUpdate();
    }
  }

  /** All rows of a query. */
  <T> List<T> list(String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(read(reader, rows));
      }
      return all;
    }
  }

  /** The first row of a query. */
  <T> Optional<T> first(String sql, Row<T> reader, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(read(reader, rows)) : Optional.empty();
    }
  }

  /** The one number that a query gives. */
  long number(String sql) throws SQLException {
    return first(sql, row -> row.getLong(1)).orElse(0L);
  }

  /** The one text that a query gives. */
  String text(String sql) throws SQLException {
    return first(sql, row -> String.valueOf(row.getString(1))).orElse("");
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /**
   * A value that nobody here wrote, a digest that is none for example, is damage like any other.
   */
  private static <T> T read(Row<T> reader, ResultSet row) throws SQLException {
    try {
      return reader.read(row);
    } catch (IllegalArgumentException | DateTimeException e) {
      SQLiteException damage =
          new SQLiteException(String.valueOf(e.getMessage()), SQLiteErrorCode.SQLITE_CORRUPT);
      damage.initCause(e);
      throw damage;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
