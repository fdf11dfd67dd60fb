package io.multiboard.sync.engine.catalog;

/// A privilege of SQL, with the letter that `aclitem` shows for it. Source: `acl.h`, PostgreSQL 13
/// to 18.
public enum Privilege {
  SELECT('r'),
  INSERT('a'),
  REFERENCES('x'),
  DELETE('d'),
  TRIGGER('t'),
  TRUNCATE('D'),
  /// From PostgreSQL 17.
  MAINTAIN('m'),
  UPDATE('w'),
  USAGE('U'),
  EXECUTE('X'),
  CREATE('C'),
  CONNECT('c'),
  TEMPORARY('T');

  private final char letter;

  Privilege(char letter) {
    this.letter = letter;
  }

  /// The letter in an `aclitem`.
  public char letter() {
    return letter;
  }
}
