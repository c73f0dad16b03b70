-- SPDX-License-Identifier: GPL-3.0-or-later
-- The record as version 1 of the schema has it.  The build puts this file into the program.  What
-- was released is never edited: a change is a file schema-2.sql that turns version 1 into 2.

-- The set of events.  Each row can be verified by itself: the columns from kind to commitment make
-- up the canonical header (events.c), whose SHA-256 is the id.
CREATE TABLE event (
  arrival    INTEGER PRIMARY KEY, -- in which order they came to this laptop; no part of the event
  id         TEXT NOT NULL UNIQUE, -- SHA-256 of the canonical header, 64 hexadecimal digits
  kind       TEXT NOT NULL,    -- chain.began person.added person.erased attempt.started answer attempt.finished
  time       INTEGER NOT NULL, -- seconds since 1970 as the clock showed; for display, never for truth
  doubtful   INTEGER NOT NULL  -- 1: the clock ran backwards, or stood before the program was built
             CHECK (doubtful IN (0, 1)),
  chain      TEXT NOT NULL,    -- one opening of a store for writing: random, 32 hexadecimal digits
  number     INTEGER NOT NULL, -- in the chain, from 0
  before     TEXT NOT NULL,    -- JSON array of the ids it follows: of the event before it; of a
                               -- chain's first event, of the heads it continues, rising
  person     TEXT,             -- the subject's id, 32 hexadecimal digits, or NULL
  attempt    TEXT,             -- the id of the attempt's first event, or NULL
  commitment TEXT NOT NULL,    -- SHA-256 of salt and body, 64 hexadecimal digits
  salt       BLOB,             -- 16 random bytes; NULL when the person was erased
  body       TEXT              -- JSON, by kind (attempts.c, people.c); NULL when the person was erased
) STRICT;
CREATE INDEX event_of_chain ON event (chain, number);
CREATE INDEX event_of_attempt ON event (attempt) WHERE attempt IS NOT NULL;
CREATE INDEX event_of_person ON event (person, kind) WHERE person IS NOT NULL;
CREATE INDEX event_of_beginning ON event (chain) WHERE kind = 'chain.began';
CREATE INDEX event_of_adding ON event (person) WHERE kind = 'person.added';

-- What stays on this laptop.

CREATE TABLE person_name (
  person TEXT PRIMARY KEY, -- the person's id
  name   TEXT NOT NULL     -- as it was typed, at most 400 bytes
) STRICT;

-- What people typed into answers.  The event holds size and hash of each text.
CREATE TABLE answer_text (
  event    TEXT NOT NULL REFERENCES event (id), -- id of the answer
  position INTEGER NOT NULL, -- 0, or the gap
  salt     BLOB NOT NULL,    -- 16 random bytes, so that nobody can guess a short text from its hash
  text     TEXT NOT NULL,    -- as it was typed
  PRIMARY KEY (event, position)
) STRICT;

-- One row, made with the first person.
CREATE TABLE laptop (
  prefix TEXT NOT NULL -- first four digits of the codes given here
) STRICT;

-- Events are neither changed nor deleted.  One change is allowed: body and salt of the events of an
-- erased person become NULL, and nothing else of them changes.

CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN
  SELECT raise(ABORT, 'events are never deleted');
END;

CREATE TRIGGER event_is_as_it_is BEFORE UPDATE ON event
WHEN new.body IS NOT NULL OR new.salt IS NOT NULL OR new.arrival IS NOT old.arrival
  OR new.id IS NOT old.id OR new.kind IS NOT old.kind OR new.time IS NOT old.time
  OR new.doubtful IS NOT old.doubtful OR new.chain IS NOT old.chain
  OR new.number IS NOT old.number OR new.before IS NOT old.before
  OR new.person IS NOT old.person OR new.attempt IS NOT old.attempt
  OR new.commitment IS NOT old.commitment OR old.kind = 'person.erased'
  OR NOT EXISTS (SELECT 1 FROM event WHERE person = old.person AND kind = 'person.erased')
BEGIN
  SELECT raise(ABORT, 'events are never changed');
END;

-- Erasure reaches what is here, and what arrives later.

CREATE TRIGGER person_is_erased AFTER INSERT ON event WHEN new.kind = 'person.erased' BEGIN
  UPDATE event SET body = NULL, salt = NULL
    WHERE person = new.person AND kind <> 'person.erased';
  DELETE FROM answer_text WHERE event IN (SELECT id FROM event WHERE person = new.person);
  DELETE FROM person_name WHERE person = new.person;
END;

CREATE TRIGGER person_was_erased AFTER INSERT ON event
WHEN new.kind <> 'person.erased' AND new.body IS NOT NULL
  AND EXISTS (SELECT 1 FROM event WHERE person = new.person AND kind = 'person.erased')
BEGIN
  UPDATE event SET body = NULL, salt = NULL WHERE id = new.id;
END;
