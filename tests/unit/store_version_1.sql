-- SPDX-License-Identifier: GPL-3.0-or-later
-- A record as version 1 of the schema has it: three people, one of them erased.  Never edited.
PRAGMA application_id = 1650606710;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
INSERT INTO event VALUES(1,'2713d195c6b93b3b4d2e6f01f310a587be922b483b75da45873841f3d5deacae','chain.began',1795322778,0,'e9a667faac9378017ea5b46e2b573400',0,'[]',NULL,NULL,'31db9031ac8f8c406a829a98459ef876d8dac65012799ae5e867360d37cfe80a',X'2540e564f589ac14f8bced3f77cc3027','{"program":"benchbook test"}');
INSERT INTO event VALUES(2,'d42d520b7a54d056358526a20bc34d28ed387cd046a799129b8d6f3be13416b6','person.added',1795322778,0,'e9a667faac9378017ea5b46e2b573400',1,'["2713d195c6b93b3b4d2e6f01f310a587be922b483b75da45873841f3d5deacae"]','24f794f4758351c710bc5709ddee4a98',NULL,'b2da7f6ef1a4c160600fb8efdb27b46d921fc218aa0571b05bdf8dba4bb7b724',X'c7f878e98ce7c74b2c58a6735339bdb4','{"code":"6775-5758-6"}');
INSERT INTO event VALUES(3,'2bb755a8e5bb5e54b1e419ba19123e8e711e972bfa4a929729f9595bac890082','attempt.started',1795322778,0,'e9a667faac9378017ea5b46e2b573400',2,'["d42d520b7a54d056358526a20bc34d28ed387cd046a799129b8d6f3be13416b6"]','24f794f4758351c710bc5709ddee4a98',NULL,'1b08558e94d31b0ca9857e04f6e8ed75936bfd6ec3966ffeabb51aa983977ed1',X'3f12e1206f95e0e5605dcc91228534ce','{"ordinal":0,"course":"cybercrime","version":"0.1","quiz":"m06","kind":"module","form":"B","lang":"km","seed":"00000000000004d2","seconds":100000,"pass":70,"score":"best","items":[{"question":"q1","rev":1,"points":2,"order":"cab","case":"","objective":"o1"},{"question":"q2","rev":4,"points":1,"order":"ca","case":"","objective":"o1"},{"question":"q3","rev":1,"points":3,"order":"","case":"phone","objective":"o2"}]}');
INSERT INTO event VALUES(4,'530f1e6c5294f03d7cacb9c6274afe5d3a19e099a33256a0f6308a4d760fe0c3','answer',1795322778,0,'e9a667faac9378017ea5b46e2b573400',3,'["2bb755a8e5bb5e54b1e419ba19123e8e711e972bfa4a929729f9595bac890082"]','24f794f4758351c710bc5709ddee4a98','2bb755a8e5bb5e54b1e419ba19123e8e711e972bfa4a929729f9595bac890082','f2902e25e0d93dbf4928dd2f97a1450d844c6883a8a982f1207de06c943c181e',X'6d9c56a7da25c0bba650b48c29a78c1c','{"step":1,"item":0,"question":"q1","given":true,"choices":"b","texts":[],"verdict":"right","credit":[1,1],"marking":1,"flagged":false,"hinted":false,"revisions":1,"seconds":20}');
INSERT INTO event VALUES(5,'26e163d8382447705454c83792a8e07ef1630c5a0b2fa1a4c425e7828b6df912','answer',1795322778,0,'e9a667faac9378017ea5b46e2b573400',4,'["530f1e6c5294f03d7cacb9c6274afe5d3a19e099a33256a0f6308a4d760fe0c3"]','24f794f4758351c710bc5709ddee4a98','2bb755a8e5bb5e54b1e419ba19123e8e711e972bfa4a929729f9595bac890082','e50fbc60bf9577558684571f03c8b250ccbaa7e66be9cadaa5c45e16caa42d30',X'979f85654eabb5651632feab2109f9bc','{"step":2,"item":1,"question":"q2","given":true,"choices":"","texts":[{"bytes":18,"hash":"30b199717e544c9ed33023515d6f1151aa6c7888d0d3d8daaa0b5b2da328daf1"}],"verdict":"partly","credit":[1,2],"marking":1,"flagged":false,"hinted":false,"revisions":1,"seconds":55}');
INSERT INTO event VALUES(6,'9acceb9e4bebe80507fac068a54b61ff994eb8dcae90d8bc3aac5aa8cd1e0e5b','attempt.finished',1795322778,0,'e9a667faac9378017ea5b46e2b573400',5,'["26e163d8382447705454c83792a8e07ef1630c5a0b2fa1a4c425e7828b6df912"]','24f794f4758351c710bc5709ddee4a98','2bb755a8e5bb5e54b1e419ba19123e8e711e972bfa4a929729f9595bac890082','dedd7d3df6ef2c16fa1ccc1497c046b870e7f1a23b4eafc95901329a4cd500de',X'f2c5d58011fe7a08d5920e343ce58f74','{"step":3,"expired":false,"seconds":60}');
INSERT INTO event VALUES(7,'99f7157f9533a8693d3ed94c5ad89325b465a923d5425045216ffaf87f08b86f','chain.began',1795322778,0,'62127e0183968d1e0f74a3c122383116',0,'["9acceb9e4bebe80507fac068a54b61ff994eb8dcae90d8bc3aac5aa8cd1e0e5b"]',NULL,NULL,'8ca366f43f014e766032f8a758a146ca694f3dde32f632f6aaa12b2cee5524ff',X'5342885e04fc0cb3a5d2d49751d70a6b','{"program":"benchbook test"}');
INSERT INTO event VALUES(8,'4272f4a3c930227e222a988dd0658b50304c0c4fdf0c17c74875eb918fec860c','person.added',1795322778,0,'62127e0183968d1e0f74a3c122383116',1,'["99f7157f9533a8693d3ed94c5ad89325b465a923d5425045216ffaf87f08b86f"]','c5b374634881546b38b664cb8d1898ce',NULL,'a6c1b9304d295fe0896da9294f2418b9d6aff8f3089962c4f83a146224abd0a5',X'6390637b1ab86706c6b1f23f00e0305a','{"code":"6775-4249-7"}');
INSERT INTO event VALUES(9,'0dd42c1d472f2c6b83bbc77d7eb28058843ea87fb21d4e1671a5a07dd3805fbb','attempt.started',1795322778,0,'62127e0183968d1e0f74a3c122383116',2,'["4272f4a3c930227e222a988dd0658b50304c0c4fdf0c17c74875eb918fec860c"]','c5b374634881546b38b664cb8d1898ce',NULL,'48754e0ef1c27efebcf137c1565e66593f65654c4e067fd65824474c30dd7166',X'129be56e95b59ade90a37c8ba597d6d7','{"ordinal":0,"course":"cybercrime","version":"0.1","quiz":"pretest","kind":"pretest","form":"A","lang":"km","seed":"00000000000004d2","seconds":100000,"pass":0,"score":"first","items":[{"question":"q1","rev":1,"points":2,"order":"cab","case":"","objective":"o1"},{"question":"q2","rev":4,"points":1,"order":"ca","case":"","objective":"o1"},{"question":"q3","rev":1,"points":3,"order":"","case":"phone","objective":"o2"}]}');
INSERT INTO event VALUES(10,'3eead0e1bf500f66968fb3b6ea76c21ac8a5f23e46b64da840d30db45b9a3d1a','person.added',1795322778,0,'62127e0183968d1e0f74a3c122383116',3,'["0dd42c1d472f2c6b83bbc77d7eb28058843ea87fb21d4e1671a5a07dd3805fbb"]','f34cf588e26c9127063b0074ed32fdf9',NULL,'43e786422e696a1433a70ef3cd65ef6c809231034e2a4a710ad09978bd16acf1',NULL,NULL);
INSERT INTO event VALUES(11,'ea3979f927c93fdf20c5c278336b37a8699add760f533a1bdb075d788314ba61','attempt.started',1795322778,0,'62127e0183968d1e0f74a3c122383116',4,'["3eead0e1bf500f66968fb3b6ea76c21ac8a5f23e46b64da840d30db45b9a3d1a"]','f34cf588e26c9127063b0074ed32fdf9',NULL,'3af3badcc0bdff34c2229661b6a015eb811c68cca41e72e510eafe9a6cc7decf',NULL,NULL);
INSERT INTO event VALUES(12,'3531cc4c72688b4cbd9e824536649834fd2665c38b9282f2c820c24953d37dd2','person.erased',1795322778,0,'62127e0183968d1e0f74a3c122383116',5,'["ea3979f927c93fdf20c5c278336b37a8699add760f533a1bdb075d788314ba61"]','f34cf588e26c9127063b0074ed32fdf9',NULL,'65e3ffc8248385733e38764e10ae44fd0d94e5b65c5144adc8763d7de0765805',X'317863caabefe87774efc7d6bf48194b','{}');
CREATE TABLE person_name (
  person TEXT PRIMARY KEY, -- the person's id
  name   TEXT NOT NULL     -- as it was typed, at most 400 bytes
) STRICT;
INSERT INTO person_name VALUES('24f794f4758351c710bc5709ddee4a98','Dara Sok');
INSERT INTO person_name VALUES('c5b374634881546b38b664cb8d1898ce','Chan Bopha');
CREATE TABLE answer_text (
  event    TEXT NOT NULL REFERENCES event (id), -- id of the answer
  position INTEGER NOT NULL, -- 0, or the gap
  salt     BLOB NOT NULL,    -- 16 random bytes, so that nobody can guess a short text from its hash
  text     TEXT NOT NULL,    -- as it was typed
  PRIMARY KEY (event, position)
) STRICT;
INSERT INTO answer_text VALUES('26e163d8382447705454c83792a8e07ef1630c5a0b2fa1a4c425e7828b6df912',0,X'952dc065983527c1bd44695605360508','preservation order');
CREATE TABLE laptop (
  prefix TEXT NOT NULL -- first four digits of the codes given here
) STRICT;
INSERT INTO laptop VALUES('6775');
CREATE INDEX event_of_chain ON event (chain, number);
CREATE INDEX event_of_attempt ON event (attempt) WHERE attempt IS NOT NULL;
CREATE INDEX event_of_person ON event (person, kind) WHERE person IS NOT NULL;
CREATE INDEX event_of_beginning ON event (chain) WHERE kind = 'chain.began';
CREATE INDEX event_of_adding ON event (person) WHERE kind = 'person.added';
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
COMMIT;
