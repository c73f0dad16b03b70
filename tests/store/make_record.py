#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make_record.py FILE [SQL | KIND NUMBER BODY]: the record of ../unit/store_version_1.sql.

SQL is run on it without the triggers that keep events from being changed, as another program could.
With KIND, NUMBER and BODY, a well-formed event is forged behind the last one."""
import hashlib
import pathlib
import sqlite3
import sys

SQL = pathlib.Path(__file__).resolve().parent.parent / "unit" / "store_version_1.sql"


def without_triggers(db, sql):
    triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE name LIKE 'event\\_%'"
                          " ESCAPE '\\' AND type = 'trigger'").fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    db.executescript(sql)
    for _, text in triggers:
        db.execute(text)


def forge(db, kind, number, body):
    chain, before, time = db.execute(
        "SELECT chain, id, time FROM event ORDER BY arrival DESC LIMIT 1").fetchone()
    salt, person = b"0123456789abcdef", "ab" * 16
    commitment = hashlib.sha256(salt + body.encode()).hexdigest()
    header = (f"benchbook event 1\nkind: {kind}\ntime: {time}\nclock: sound\nchain: {chain}\n"
              f"number: {number}\nbefore: {before}\nperson: {person}\ncommit: {commitment}\n")
    db.execute("INSERT INTO event VALUES (NULL, ?, ?, ?, 0, ?, ?, ?, ?, NULL, ?, ?, ?)",
               (hashlib.sha256(header.encode()).hexdigest(), kind, time, chain, int(number),
                f'["{before}"]', person, commitment, salt, body))


if __name__ == "__main__":
    path, *rest = sys.argv[1:]
    connection = sqlite3.connect(path)
    connection.executescript(SQL.read_text())
    if len(rest) == 1:
        without_triggers(connection, rest[0])
    elif rest:
        forge(connection, *rest)
    connection.commit()
    connection.close()
