/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * quiz.lock: what answers that were given before rest on.  A question's record is kept under its
 * id and rev; so a change of its type, options, their order, key or points needs a new rev.
 *
 *   benchbook quiz lock 1
 *   question m06-hash rev=1 type=single points=2 shape=HASH texts=FINGERPRINT,FINGERPRINT
 *   form m06 A m06-t1 m06-t3
 *
 * A line each, sorted, so that versions of it merge as text.  The line of a question is written
 * once for each rev and then kept, also when a slip in it was corrected, so that many small
 * corrections do not add up to another question unnoticed; and it is kept when the question is
 * gone, so that its id is not used again for another one.
 *
 * Not here: which questions the forms have (forms.c), fingerprints (fingerprint.c), what a
 * structural hash holds (shape.c).
 */
#include "course/forms.h"

#include "base/file.h"
#include "course/quiz_dump.h"
#include "course/shape.h"

#include <string.h>

#define HEAD "benchbook quiz lock 1"

enum { LINES_MAX = 40000, TEXTS_MAX = 2000 /* fingerprints of a question */, IDS_MAX = 500 };

/* ---- reading ---- */

struct reading {
  struct bb_loader *loader;
  struct bb_course_lock *lock;
  const struct bb_source *source;
  size_t form_room;
};

static struct bb_place place_of(const struct reading *r, struct bb_span part) {
  return bb_source_place(r->source, (uint32_t)(part.p - r->source->text.p));
}

/* The value of "name=value", cut off the front of *rest; empty when it is not there. */
static struct bb_span next_value(struct bb_span *rest, const char *name) {
  struct bb_span word = bb_span_next(rest, ' ');
  size_t n = strlen(name);
  return bb_span_starts(word, name) ? bb_span_cut(word, n, word.n) : (struct bb_span){0};
}

static bool read_texts(struct bb_arena *arena, struct bb_span list, struct bb_locked *locked) {
  size_t room = 0;
  for (struct bb_span word; (word = bb_span_next(&list, ',')).n;) {
    struct bb_fingerprint f;
    if (locked->text_count == TEXTS_MAX || !bb_fingerprint_read(word, &f)) return false;
    locked->texts = bb_arena_grow(arena, locked->texts, locked->text_count, locked->text_count + 1,
                                  sizeof f, &room);
    locked->texts[locked->text_count++] = f;
  }
  return true;
}

static bool read_question(struct reading *r, struct bb_span line, struct bb_span rest) {
  struct bb_locked *locked = BB_NEW(r->loader->arena, struct bb_locked);
  locked->line = line;
  locked->place = place_of(r, line);
  locked->id = bb_span_next(&rest, ' ');
  bool numbers = bb_span_number(next_value(&rest, "rev="), UINT32_MAX / 2, &locked->rev);
  locked->type = next_value(&rest, "type=");
  numbers &= bb_span_number(next_value(&rest, "points="), BB_POINTS_MAX, &locked->points);
  locked->shape = next_value(&rest, "shape=");
  if (!bb_id_is_good(locked->id) || !numbers || !locked->type.n ||
      locked->shape.n != BB_SHAPE_SIZE - 1 ||
      !read_texts(r->loader->arena, next_value(&rest, "texts="), locked) || rest.n)
    return false;
  bb_table_add(r->loader->arena, &r->lock->questions, locked->id, locked);
  return true;
}

static const struct bb_locked_form *find_form(const struct bb_course_lock *lock,
                                              struct bb_span module, char form) {
  for (size_t i = 0; i < lock->form_count; i++)
    if (bb_span_equal(lock->forms[i].module, module) && lock->forms[i].form == form)
      return &lock->forms[i];
  return NULL;
}

static bool read_form(struct reading *r, struct bb_span line, struct bb_span rest) {
  struct bb_locked_form locked = {.place = place_of(r, line), .line = line};
  locked.module = bb_span_next(&rest, ' ');
  struct bb_span letter = bb_span_next(&rest, ' ');
  size_t room = 0;
  locked.form = bb_span_is(letter, "A") ? 'A' : bb_span_is(letter, "B") ? 'B' : '\0';
  if (!bb_id_is_good(locked.module) || !locked.form ||
      find_form(r->lock, locked.module, locked.form) ||
      r->lock->form_count == (size_t)BB_FORMS * BB_COURSE_MODULES_MAX)
    return false;
  for (struct bb_span id; (id = bb_span_next(&rest, ' ')).p;) {
    if (!bb_id_is_good(id) || locked.count == IDS_MAX) return false;
    locked.ids = bb_arena_grow(r->loader->arena, locked.ids, locked.count, locked.count + 1,
                               sizeof id, &room);
    locked.ids[locked.count++] = id;
  }
  r->lock->forms = bb_arena_grow(r->loader->arena, r->lock->forms, r->lock->form_count,
                                 r->lock->form_count + 1, sizeof locked, &r->form_room);
  r->lock->forms[r->lock->form_count++] = locked;
  return true;
}

static void damaged(const struct reading *r, struct bb_span line, const char *what) {
  bb_diag_add(r->loader->diags, BB_D_LOCK_DAMAGED, place_of(r, line), "%s", what);
}

static void read_line(struct reading *r, struct bb_span line) {
  struct bb_span rest = line, word = bb_span_next(&rest, ' ');
  bool good = bb_span_is(word, "question") ? read_question(r, line, rest)
              : bb_span_is(word, "form")   ? read_form(r, line, rest)
                                           : !line.n;
  if (!good) damaged(r, line, "this line is not understood, or stands there twice");
}

static void find_repeats(struct reading *r) {
  struct bb_table *questions = &r->lock->questions;
  bb_table_sort(questions);
  for (size_t i = 1; i < questions->count; i++) {
    const struct bb_locked *locked = questions->entries[i].value;
    if (bb_table_repeats(questions, i))
      damaged(r, locked->line, "this question stands there twice");
  }
}

static void read_lines(struct reading *r) {
  struct bb_span rest = r->source->text, line = bb_span_next(&rest, '\n');
  if (!bb_span_is(bb_span_trim(line), HEAD)) {
    damaged(r, line, "the first line is not \"" HEAD "\"");
    return;
  }
  for (size_t i = 0; (line = bb_span_next(&rest, '\n')).p; i++) {
    if (i == LINES_MAX) {
      damaged(r, line, "it is too long");
      break;
    }
    read_line(r, bb_span_trim(line));
  }
  find_repeats(r);
}

void bb_load_lock(struct bb_loader *loader) {
  struct reading r = {.loader = loader, .lock = BB_NEW(loader->arena, struct bb_course_lock)};
  loader->lock = r.lock;
  loader->course->lock = r.lock;
  if (bb_load_has(loader, BB_COURSE_LOCK_FILE))
    r.source = bb_load_source(loader, BB_COURSE_LOCK_FILE);
  if (!r.source) return;
  r.lock->found = true;
  read_lines(&r);
}

/* ---- comparing ---- */

static size_t first_of_group(const struct bb_shape_text *texts, size_t i) {
  while (i > 0 && texts[i - 1].group == texts[i].group) i--;
  return i;
}

/* The letter of an option; of the accepted answers beyond z, the number. */
static const char *name_of(struct bb_arena *arena, const struct bb_shape_text *texts, size_t i) {
  size_t at = i - first_of_group(texts, i);
  return at < BB_OPTIONS_MAX ? bb_arena_printf(arena, "%c", (int)('a' + at))
                             : bb_arena_printf(arena, "%zu", at + 1);
}

/* Which locked text the text i resembles more than its own; count when none. */
static size_t resembles(const struct bb_shape_text *texts, const struct bb_fingerprint *now,
                        const struct bb_locked *locked, size_t i) {
  size_t best = locked->text_count;
  unsigned least = bb_fingerprint_distance(now[i], locked->texts[i]);
  size_t k = first_of_group(texts, i);
  for (; k < locked->text_count && texts[k].group == texts[i].group; k++) {
    unsigned distance = bb_fingerprint_distance(now[i], locked->texts[k]);
    if (distance >= least || !bb_fingerprint_may_be(texts[i].text, now[i], locked->texts[k]))
      continue;
    best = k;
    least = distance;
  }
  return best;
}

/* What changed in the texts, or NULL. */
static const char *compare_texts(struct bb_loader *loader, const struct bb_question *q,
                                 const struct bb_locked *locked) {
  struct bb_arena *arena = loader->arena;
  struct bb_shape_text *texts;
  size_t count = bb_question_texts(arena, q, &texts);
  if (count != locked->text_count) return "the number of its options";
  struct bb_fingerprint *now = BB_NEW_ARRAY(arena, count, struct bb_fingerprint);
  for (size_t i = 0; i < count; i++) now[i] = bb_fingerprint_of(arena, texts[i].text);
  for (size_t i = 0; i < count; i++) {
    size_t other = resembles(texts, now, locked, i);
    if (other < count)
      return bb_arena_printf(arena, "the order of its options: %s is now %s",
                             name_of(arena, texts, other), name_of(arena, texts, i));
  }
  for (size_t i = 0; i < count; i++)
    if (!bb_fingerprint_may_be(texts[i].text, now[i], locked->texts[i]))
      return bb_arena_printf(arena, "option %s says something else", name_of(arena, texts, i));
  return NULL;
}

/* What changed, or NULL. */
static const char *compare(struct bb_loader *loader, const struct bb_question *q,
                           const struct bb_locked *locked) {
  char shape[BB_SHAPE_SIZE];
  struct bb_shape_text *texts;
  bb_question_shape(q, shape);
  if (!bb_span_is(locked->type, bb_question_type_name(q->type))) return "its type";
  if (locked->points != q->points) return "its points";
  if (bb_question_texts(loader->arena, q, &texts) != locked->text_count)
    return "the number of its options";
  if (!bb_span_is(locked->shape, shape)) return "its key, or how credit is given";
  return compare_texts(loader, q, locked);
}

static void check_question(struct bb_loader *loader, const struct bb_question *q) {
  const struct bb_locked *locked = bb_table_find(&loader->lock->questions, q->id);
  if (!locked || locked->rev < q->rev) return;
  struct bb_arena_mark mark = bb_arena_mark(loader->arena);
  const char *change = locked->rev > q->rev ? bb_arena_printf(loader->arena, "it was rev=%u before",
                                                              (unsigned)locked->rev)
                                            : compare(loader, q, locked);
  if (change)
    bb_diag_add(loader->diags, BB_D_LOCK_CHANGED, q->place, "\"%.*s\", %s", BB_SPAN_ARG(q->id),
                change);
  bb_arena_release(loader->arena, mark);
}

static size_t locked_ids(const struct bb_course_lock *lock, struct bb_span module, char form) {
  const struct bb_locked_form *locked = find_form(lock, module, form);
  return locked ? locked->count : 0;
}

/* Forms that have been dealt on since. */
static size_t check_forms(const struct bb_course_lock *lock) {
  size_t behind = 0;
  for (size_t i = 0; i < lock->module_count; i++)
    for (int f = 0; f < BB_FORMS; f++)
      behind += lock->modules[i].forms[f].count >
                locked_ids(lock, lock->modules[i].module, (char)('A' + f));
  return behind;
}

void bb_check_lock(struct bb_loader *loader) {
  const struct bb_course *course = loader->course;
  for (size_t i = 0; i < course->quiz_count; i++)
    for (size_t k = 0; k < course->quizzes[i].question_count; k++)
      check_question(loader, &course->quizzes[i].questions[k]);
}

static bool is_known(const struct bb_course_lock *lock, const struct bb_question *q) {
  const struct bb_locked *locked = bb_table_find(&lock->questions, q->id);
  return locked && locked->rev >= q->rev;
}

void bb_course_check_lock(const struct bb_course *course, struct bb_diags *diags) {
  struct bb_arena arena = {0};
  size_t questions = 0, behind = 0, forms = check_forms(course->lock);
  for (size_t i = 0; i < course->quiz_count; i++)
    for (size_t k = 0; k < course->quizzes[i].question_count; k++, questions++)
      behind += !is_known(course->lock, &course->quizzes[i].questions[k]);
  struct bb_place place = {.path = bb_file_join(&arena, course->folder, BB_COURSE_LOCK_FILE)};
  if (questions && !course->lock->found)
    bb_diag_add(diags, BB_D_LOCK_MISSING, place, "%s", "");
  else if (behind || forms)
    bb_diag_add(diags, BB_D_LOCK_BEHIND, place, "questions %zu, forms %zu", behind, forms);
  bb_arena_free(&arena);
}

/* ---- writing ---- */

static void write_question(struct bb_arena *arena, const struct bb_question *q,
                           struct bb_buf *out) {
  char shape[BB_SHAPE_SIZE], print[BB_FINGERPRINT_SIZE];
  struct bb_shape_text *texts;
  size_t count = bb_question_texts(arena, q, &texts);
  bb_question_shape(q, shape);
  bb_buf_printf(out, "question %.*s rev=%u type=%s points=%u shape=%s texts=", BB_SPAN_ARG(q->id),
                (unsigned)q->rev, bb_question_type_name(q->type), (unsigned)q->points, shape);
  for (size_t i = 0; i < count; i++) {
    bb_fingerprint_write(bb_fingerprint_of(arena, texts[i].text), print);
    bb_buf_printf(out, "%s%s", i ? "," : "", print);
  }
}

/* The line of a question: the one it has, as long as the rev is the same. */
static struct bb_span line_of(struct bb_arena *arena, const struct bb_course_lock *lock,
                              const struct bb_question *q) {
  const struct bb_locked *locked = bb_table_find(&lock->questions, q->id);
  if (locked && locked->rev >= q->rev) return locked->line;
  struct bb_buf line = {0};
  write_question(arena, q, &line);
  struct bb_span copy = bb_arena_copy(arena, bb_buf_view(&line));
  bb_buf_free(&line);
  return copy;
}

static void add_line(struct bb_arena *arena, struct bb_table *lines, struct bb_span name,
                     struct bb_span line) {
  struct bb_span *text = BB_NEW(arena, struct bb_span);
  *text = bb_arena_copy(arena, line);
  bb_table_add(arena, lines, name, text);
}

static void add_form(struct bb_arena *arena, struct bb_table *lines,
                     const struct bb_module_forms *forms, int f) {
  struct bb_buf line = {0};
  bb_buf_printf(&line, "form %.*s %c", BB_SPAN_ARG(forms->module), 'A' + f);
  struct bb_span name = bb_arena_copy(arena, bb_buf_view(&line));
  for (size_t i = 0; i < forms->forms[f].count; i++)
    bb_buf_printf(&line, " %.*s", BB_SPAN_ARG(forms->forms[f].questions[i]->id));
  add_line(arena, lines, name, bb_buf_view(&line));
  bb_buf_free(&line);
}

static bool is_asked(const struct bb_course_lock *lock, struct bb_span module) {
  for (size_t i = 0; i < lock->module_count; i++)
    if (bb_span_equal(lock->modules[i].module, module)) return true;
  return false;
}

/* The forms of a module that no test asks for any more are kept too. */
static void add_forms(struct bb_arena *arena, const struct bb_course_lock *lock,
                      struct bb_table *lines) {
  for (size_t i = 0; i < lock->module_count; i++)
    for (int f = 0; f < BB_FORMS; f++) add_form(arena, lines, &lock->modules[i], f);
  for (size_t i = 0; i < lock->form_count; i++)
    if (!is_asked(lock, lock->forms[i].module))
      add_line(arena, lines, lock->forms[i].line, lock->forms[i].line);
}

static void add_questions(struct bb_arena *arena, const struct bb_course *course,
                          struct bb_table *lines) {
  for (size_t i = 0; i < course->quiz_count; i++)
    for (size_t k = 0; k < course->quizzes[i].question_count; k++) {
      const struct bb_question *q = &course->quizzes[i].questions[k];
      add_line(arena, lines, q->id, line_of(arena, course->lock, q));
    }
  bb_table_sort(lines);
  struct bb_table current = *lines;
  for (size_t i = 0; i < course->lock->questions.count; i++) {
    const struct bb_locked *locked = course->lock->questions.entries[i].value;
    if (!bb_table_find(&current, locked->id)) add_line(arena, lines, locked->id, locked->line);
  }
}

static void write_lines(struct bb_table *lines, struct bb_buf *out) {
  bb_table_sort(lines);
  for (size_t i = 0; i < lines->count; i++) {
    bb_buf_span(out, *(const struct bb_span *)lines->entries[i].value);
    bb_buf_char(out, '\n');
  }
}

void bb_course_write_lock(const struct bb_course *course, struct bb_buf *out) {
  struct bb_arena arena = {0};
  struct bb_table questions = {0}, forms = {0};
  bb_buf_string(out, HEAD "\n");
  add_questions(&arena, course, &questions);
  add_forms(&arena, course->lock, &forms);
  write_lines(&questions, out);
  write_lines(&forms, out);
  bb_arena_free(&arena);
}
