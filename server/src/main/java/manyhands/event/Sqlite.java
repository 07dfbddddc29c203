package manyhands.event;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import manyhands.event.LogException.Code;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/// The SQLite file of a data folder: one connection that writes, a few that read beside it, and
/// what its failures mean.
final class Sqlite implements AutoCloseable {

  /// Reads are short and there are few cores; more would only hold memory.
  private static final int READERS = 4;

  private final Path file;
  private final SQLiteDataSource source;
  private final Connection writer;
  private final Semaphore free = new Semaphore(READERS);
  private final Deque<Connection> readers = new ArrayDeque<>();
  private boolean closed;

  private Sqlite(Path file, SQLiteDataSource source, Connection writer) {
    this.file = file;
    this.source = source;
    this.writer = writer;
  }

  static Sqlite open(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    try {
      Flyway.configure().dataSource(source).load().migrate();
      return new Sqlite(file, source, source.getConnection());
    } catch (FlywayException e) {
      throw failure(file, sqliteCause(e), e);
    } catch (SQLException e) {
      throw failure(file, e, e);
    }
  }

  /// The connection that writes; for one thread at a time.
  Connection writer() {
    return writer;
  }

  /// Reads with a connection of its own, beside any writing.
  <T> T read(Reading<T> reading) {
    free.acquireUninterruptibly();
    try {
      Connection connection = reader();
      T answer = reading.from(connection);
      giveBack(connection);
      return answer;
    } catch (SQLException e) {
      throw failure(file, e, e);
    } finally {
      free.release();
    }
  }

  private Connection reader() throws SQLException {
    synchronized (readers) {
      if (closed) {
        throw new IllegalStateException("the log is closed");
      }
      Connection pooled = readers.pollFirst();
      if (pooled != null) {
        return pooled;
      }
    }
    return source.getConnection();
  }

  private void giveBack(Connection connection) throws SQLException {
    synchronized (readers) {
      if (!closed) {
        readers.addFirst(connection);
        return;
      }
    }
    connection.close();
  }

  /// What a failed statement means to those above.
  RuntimeException failure(SQLException e) {
    return failure(file, e, e);
  }

  private static RuntimeException failure(Path file, Exception cause, Exception whole) {
    int code = cause instanceof SQLiteException e ? e.getResultCode().code & 0xff : -1;
    return switch (code) {
      case 11, 26 -> // SQLITE_CORRUPT, SQLITE_NOTADB
          new LogException(Code.CORRUPT, file + " is damaged: " + cause.getMessage(), whole);
      case 19 -> new IllegalStateException(whole); // SQLITE_CONSTRAINT: a bug of ours
      default ->
          new LogException(
              Code.CANNOT_WRITE,
              "cannot use %s (%s): see that it is writable and that there is space"
                  .formatted(file, cause.getMessage()),
              whole);
    };
  }

  private static Exception sqliteCause(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return e;
  }

  @Override
  public void close() {
    try {
      synchronized (readers) {
        closed = true;
        for (Connection reader : readers) {
          reader.close();
        }
        readers.clear();
      }
      writer.close();
    } catch (SQLException e) {
      throw failure(file, e, e);
    }
  }

  /// Something read through a connection.
  @FunctionalInterface
  interface Reading<T> {
    T from(Connection connection) throws SQLException;
  }
}
