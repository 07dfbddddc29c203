package manyhands.event;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// Reads streams and entries from the tables.
final class SqliteReader {

  private static final String ENTRIES =
      """
      SELECT e.seq, e.at, e.type, e.payload, e.checksum
      FROM entry e JOIN stream s ON s.ordinal = e.stream
      WHERE s.id = ? AND e.seq > ? ORDER BY e.seq LIMIT ?\
      """;

  private static final String STREAM =
      """
      SELECT ordinal, (SELECT coalesce(max(seq), 0) FROM entry WHERE stream = ordinal)
      FROM stream WHERE id = ?\
      """;

  private static final String STREAMS =
      "SELECT id FROM stream WHERE first_type = ? ORDER BY ordinal DESC";

  private static final String UNENDED =
      """
      SELECT id FROM stream s WHERE first_type = ? AND ? <>
      (SELECT type FROM entry WHERE stream = s.ordinal ORDER BY seq DESC LIMIT 1)
      ORDER BY ordinal DESC\
      """;

  private final Sqlite sqlite;

  SqliteReader(Sqlite sqlite) {
    this.sqlite = sqlite;
  }

  List<Entry> entries(SessionId session, long afterSeq, int limit) {
    return sqlite.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
        select.setString(1, session.value());
        select.setLong(2, afterSeq);
        select.setInt(3, limit);
        List<Entry> entries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            entries.add(entry(session, row));
          }
        }
        return entries;
      }
    });
  }

  private static Entry entry(SessionId session, ResultSet row) throws SQLException {
    long seq = row.getLong(1);
    String payload = row.getString(4);
    if (checksum(payload) != row.getLong(5)) {
      throw new LogException(
          LogException.Code.CORRUPT,
          "entry %d of %s is damaged: its checksum is wrong".formatted(seq, session));
    }
    Event event = EventJson.decode(row.getString(3), payload);
    return new Entry(seq, Instant.ofEpochMilli(row.getLong(2)), session, event);
  }

  /// The live end of a stream as it is stored; an empty one when there is none.
  Stream stream(SessionId session) {
    return sqlite.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(STREAM)) {
        select.setString(1, session.value());
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? new Stream(row.getLong(1), row.getLong(2)) : new Stream(0, 0);
        }
      }
    });
  }

  List<SessionId> streams(String firstType) {
    return ids(STREAMS, firstType);
  }

  List<SessionId> unended(String firstType, String lastType) {
    return ids(UNENDED, firstType, lastType);
  }

  private List<SessionId> ids(String query, String... parameters) {
    return sqlite.read(connection -> {
      try (PreparedStatement select = connection.prepareStatement(query)) {
        for (int i = 0; i < parameters.length; i++) {
          select.setString(i + 1, parameters[i]);
        }
        List<SessionId> ids = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            ids.add(new SessionId(row.getString(1)));
          }
        }
        return ids;
      }
    });
  }

  static long checksum(String payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
