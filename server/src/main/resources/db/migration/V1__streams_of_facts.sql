-- One stream per session (and per desktop without an agent). `ordinal` orders them by age;
-- `first_type` is the wire name of the stream's first fact and says what kind of stream it is.
CREATE TABLE stream (
  ordinal    INTEGER PRIMARY KEY AUTOINCREMENT,
  id         TEXT NOT NULL UNIQUE,
  first_type TEXT NOT NULL
) STRICT;

-- `at` is in milliseconds since 1970, `checksum` the CRC-32C of the payload's UTF-8 bytes.
CREATE TABLE entry (
  stream   INTEGER NOT NULL REFERENCES stream (ordinal),
  seq      INTEGER NOT NULL CHECK (seq >= 1),
  at       INTEGER NOT NULL,
  type     TEXT NOT NULL,
  payload  TEXT NOT NULL,
  checksum INTEGER NOT NULL,
  PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

-- What is written stays, and no number is left out.
CREATE TRIGGER entry_follows_its_predecessor BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry WHERE stream = NEW.stream)
BEGIN
  SELECT RAISE(ABORT, 'a gap or a duplicate in a stream');
END;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
BEGIN
  SELECT RAISE(ABORT, 'a fact is never changed');
END;

CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'a fact is never removed');
END;
