package manyhands.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {

  @TempDir Path folder;
  private DataFolder data;
  private SqliteEventLog log;

  @BeforeEach
  void open() {
    data = DataFolder.open(folder);
    log = SqliteEventLog.open(data, InstantSource.fixed(NOON));
  }

  @AfterEach
  void close() {
    log.close();
    data.close();
  }

  @Override
  EventLog log() {
    return log;
  }

  @Test
  void remembersAcrossARestart() {
    log.append(CHEDDAR, List.of(opened(), said("b")));
    close();
    open();
    log.append(CHEDDAR, said("c"));
    assertThat(log.read(CHEDDAR, 0, 10))
        .extracting(Entry::event)
        .containsExactly(opened(), said("b"), said("c"));
    assertThat(log.lastSeq(CHEDDAR)).isEqualTo(3);
    assertThat(log.sessions()).containsExactly(CHEDDAR);
  }

  @Test
  void storesNoGapNoDuplicateAndNoChangeWhoeverWrites() throws SQLException {
    fill(CHEDDAR, 1, 3);
    assertThatThrownBy(() -> sql(insert(5))).hasMessageContaining("a gap or a duplicate");
    assertThatThrownBy(() -> sql(insert(3))).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> sql("UPDATE entry SET payload = '{}'"))
        .hasMessageContaining("never changed");
    assertThatThrownBy(() -> sql("DELETE FROM entry")).hasMessageContaining("never removed");
    sql(insert(4));
  }

  @Test
  void reportsADamagedEntryInsteadOfPassingOverIt() throws SQLException {
    fill(CHEDDAR, 1, 3);
    close();
    sql("DROP TRIGGER entry_is_never_changed");
    sql("UPDATE entry SET payload = replace(payload, 'cheese 2', 'cheese 9') WHERE seq = 2");
    open();
    assertThatThrownBy(() -> log.read(CHEDDAR, 0, 10))
        .isInstanceOfSatisfying(
            LogException.class, e -> assertThat(e.code()).isEqualTo(LogException.Code.CORRUPT))
        .hasMessageContaining("entry 2 of cheddar");
    assertThat(log.read(CHEDDAR, 2, 10)).hasSize(1);
  }

  @Test
  void refusesAFactThatIsTooLargeAndStaysUsable() {
    assertThatThrownBy(() -> log.append(CHEDDAR, said("x".repeat(SqliteWriter.LONGEST_FACT))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(log.append(CHEDDAR, said("small")).seq()).isEqualTo(1);
  }

  @Test
  void appendsDurablyAlsoWhenTheThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    assertThat(log.append(CHEDDAR, said("still")).seq()).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void keepsWhatANewerVersionWrote() throws SQLException {
    fill(CHEDDAR, 1, 1);
    String json = "{\"type\":\"moon:landed\",\"where\":\"sea\"}";
    sql(
        "INSERT INTO entry SELECT ordinal, 2, 0, 'moon:landed', '%s', %d FROM stream"
            .formatted(json, SqliteReader.checksum(json)));
    close();
    open();
    assertThat(log.read(CHEDDAR, 1, 10))
        .extracting(Entry::event)
        .containsExactly(new Event.Unrecognized("moon:landed", json));
  }

  private static String insert(long seq) {
    return "INSERT INTO entry SELECT ordinal, " + seq + ", 0, 't', '{}', 0 FROM stream";
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("events.db"));
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }
}
