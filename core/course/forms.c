/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Forms A and B: what a pretest and a posttest ask, so that the two halves of a class can swap.
 *
 * For each module, its questions with `pool=test` are dealt to the forms in turn, in the order in
 * which they are written: two neighbours are a pair.  A case is dealt whole.  What quiz.lock says
 * has been dealt before stays where it is, and dealing goes on from there only when a blueprint
 * asks for more.  A test takes from each form, module by module, as many as its blueprint says;
 * so pretest and posttest of one blueprint have the same forms.
 */
#include "course/forms.h"

static bool is_test(const struct bb_quiz *quiz) {
  return quiz->kind == BB_QUIZ_PRETEST || quiz->kind == BB_QUIZ_POSTTEST;
}

/* ---- a module's pool ---- */

struct pool {
  const struct bb_question **questions;
  size_t count;
  bool *dealt;
};

static struct pool pool_of(struct bb_arena *arena, const struct bb_course *course,
                           struct bb_span module) {
  struct pool pool = {0};
  size_t room = 0;
  for (size_t i = 0; i < course->quiz_count; i++) {
    const struct bb_quiz *quiz = &course->quizzes[i];
    if (!quiz->module || !bb_span_equal(quiz->module->id, module)) continue;
    for (size_t k = 0; k < quiz->question_count; k++) {
      if (!quiz->questions[k].test_pool) continue;
      pool.questions = bb_arena_grow(arena, (void *)pool.questions, pool.count, pool.count + 1,
                                     sizeof *pool.questions, &room);
      pool.questions[pool.count++] = &quiz->questions[k];
    }
  }
  pool.dealt = BB_NEW_ARRAY(arena, pool.count, bool);
  return pool;
}

/* How many questions from index i on stay together: those of one case. */
static size_t unit_at(const struct bb_question *const *questions, size_t count, size_t i) {
  size_t size = 1;
  if (!questions[i]->kase) return 1;
  while (i + size < count && questions[i + size]->kase == questions[i]->kase) size++;
  return size;
}

/* ---- dealing ---- */

struct dealing {
  struct bb_loader *loader;
  struct pool pool;
  struct bb_module_forms *forms;
};

static void deal(struct dealing *d, size_t i, struct bb_form *form) {
  form->questions[form->count++] = d->pool.questions[i];
  d->pool.dealt[i] = true;
}

static size_t find_in_pool(const struct pool *pool, struct bb_span id) {
  size_t i = 0;
  while (i < pool->count && !bb_span_equal(pool->questions[i]->id, id)) i++;
  return i;
}

/* A question that the lock deals twice counts where it stands first. */
static void deal_locked(struct dealing *d, const struct bb_locked_form *locked) {
  for (size_t k = 0; k < locked->count; k++) {
    size_t i = find_in_pool(&d->pool, locked->ids[k]);
    if (i == d->pool.count)
      bb_diag_add(d->loader->diags, BB_D_LOCK_VANISHED, locked->place, "\"%.*s\" of form %c",
                  BB_SPAN_ARG(locked->ids[k]), locked->form);
    else if (!d->pool.dealt[i])
      deal(d, i, &d->forms->forms[locked->form - 'A']);
  }
}

/* Deals on until both forms have `count`, as far as the pool reaches. */
static void deal_more(struct dealing *d, size_t count) {
  struct bb_form *a = &d->forms->forms[0], *b = &d->forms->forms[1];
  for (size_t i = 0, size; i < d->pool.count; i += size) {
    size = unit_at(d->pool.questions, d->pool.count, i);
    struct bb_form *form = b->count < a->count ? b : a, *other = form == a ? b : a;
    if (form->count + size > count) form = other;
    if (d->pool.dealt[i] || form->count + size > count) continue;
    for (size_t k = i; k < i + size; k++) deal(d, k, form);
  }
}

static struct bb_module_forms *find_forms(struct bb_course_lock *lock, struct bb_span module) {
  for (size_t i = 0; i < lock->module_count; i++)
    if (bb_span_equal(lock->modules[i].module, module)) return &lock->modules[i];
  return NULL;
}

/* The most questions of a module that any test asks for in one form. */
static size_t most_asked(const struct bb_course *course, struct bb_span module) {
  size_t most = 0;
  for (size_t i = 0; i < course->quiz_count; i++)
    for (size_t k = 0; k < course->quizzes[i].blueprint_count; k++) {
      const struct bb_blueprint *entry = &course->quizzes[i].blueprint[k];
      if (bb_span_equal(entry->module, module) && entry->count > most) most = entry->count;
    }
  return most;
}

static void deal_module(struct bb_loader *loader, struct bb_span module) {
  struct bb_course *course = loader->course;
  struct bb_course_lock *lock = loader->lock;
  struct bb_module_forms *forms = &lock->modules[lock->module_count++];
  struct dealing d = {loader, pool_of(loader->arena, course, module), forms};
  *forms = (struct bb_module_forms){.module = module};
  for (int f = 0; f < BB_FORMS; f++)
    forms->forms[f].questions =
        BB_NEW_ARRAY(loader->arena, d.pool.count, const struct bb_question *);
  for (size_t i = 0; i < lock->form_count; i++)
    if (bb_span_equal(lock->forms[i].module, module)) deal_locked(&d, &lock->forms[i]);
  deal_more(&d, most_asked(course, module));
}

/* ---- the tests ---- */

/* Adds at most `count` questions, cases whole; returns how many. */
static size_t take(const struct bb_form *from, size_t count, struct bb_form *to) {
  size_t taken = 0;
  for (size_t i = 0, size; i < from->count; i += size) {
    size = unit_at(from->questions, from->count, i);
    if (taken + size > count) continue;
    for (size_t k = 0; k < size; k++) to->questions[to->count++] = from->questions[i + k];
    taken += size;
  }
  return taken;
}

static void take_entry(struct bb_loader *loader, struct bb_quiz *quiz,
                       const struct bb_blueprint *entry) {
  const struct bb_module_forms *forms = find_forms(loader->lock, entry->module);
  size_t taken[BB_FORMS];
  for (int f = 0; f < BB_FORMS; f++)
    taken[f] = take(&forms->forms[f], entry->count, &quiz->forms[f]);
  if (taken[0] < entry->count || taken[1] < entry->count)
    bb_diag_add(loader->diags, BB_D_QUIZ_POOL, quiz->place,
                "%.*s:%u, form A has %zu and form B %zu", BB_SPAN_ARG(entry->module),
                (unsigned)entry->count, taken[0], taken[1]);
}

static void take_forms(struct bb_loader *loader, struct bb_quiz *quiz) {
  size_t most = 0;
  for (size_t i = 0; i < quiz->blueprint_count; i++) most += quiz->blueprint[i].count;
  for (int f = 0; f < BB_FORMS; f++)
    quiz->forms[f].questions = BB_NEW_ARRAY(loader->arena, most, const struct bb_question *);
  for (size_t i = 0; i < quiz->blueprint_count; i++) take_entry(loader, quiz, &quiz->blueprint[i]);
}

static void deal_for(struct bb_loader *loader, const struct bb_quiz *quiz) {
  for (size_t i = 0; i < quiz->blueprint_count; i++)
    if (!find_forms(loader->lock, quiz->blueprint[i].module))
      deal_module(loader, quiz->blueprint[i].module);
}

/* ---- what does not fit together ---- */

static bool same_blueprint(const struct bb_quiz *a, const struct bb_quiz *b) {
  if (a->blueprint_count != b->blueprint_count) return false;
  for (size_t i = 0; i < a->blueprint_count; i++)
    if (!bb_span_equal(a->blueprint[i].module, b->blueprint[i].module) ||
        a->blueprint[i].count != b->blueprint[i].count)
      return false;
  return true;
}

static const struct bb_quiz *first_test(const struct bb_course *course) {
  for (size_t i = 0; i < course->quiz_count; i++)
    if (is_test(&course->quizzes[i])) return &course->quizzes[i];
  return NULL;
}

static void check_question(struct bb_loader *loader, const struct bb_quiz *quiz,
                           const struct bb_question *q) {
  bool pooled = quiz->module && find_forms(loader->lock, quiz->module->id);
  bool unasked = is_test(quiz) ? quiz->blueprint_count > 0 : q->test_pool && !pooled;
  if (unasked)
    bb_diag_add(loader->diags, BB_D_QUESTION_UNASKED, q->place, "\"%.*s\"", BB_SPAN_ARG(q->id));
}

/* How many questions an attempt may draw from. */
static size_t drawable(const struct bb_quiz *quiz) {
  size_t count = 0;
  for (size_t i = 0; i < quiz->question_count; i++)
    count += is_test(quiz) || !quiz->questions[i].test_pool;
  return count;
}

static void check_quiz(struct bb_loader *loader, const struct bb_quiz *quiz) {
  const struct bb_quiz *first = first_test(loader->course);
  size_t count = drawable(quiz);
  if (is_test(quiz) && !quiz->blueprint) /* one without a good part has been reported */
    bb_diag_add(loader->diags, BB_D_FIELD_MISSING, quiz->place, "\"blueprint\"");
  if (is_test(quiz) && !same_blueprint(quiz, first))
    bb_diag_add(loader->diags, BB_D_QUIZ_TESTS, quiz->place, "\"%.*s\" and \"%.*s\"",
                BB_SPAN_ARG(first->id), BB_SPAN_ARG(quiz->id));
  if (count && quiz->draw > count)
    bb_diag_add(loader->diags, BB_D_QUIZ_DRAW, quiz->place, "draw=%u of %zu", (unsigned)quiz->draw,
                count);
  for (size_t i = 0; i < quiz->question_count; i++)
    check_question(loader, quiz, &quiz->questions[i]);
}

void bb_load_forms(struct bb_loader *loader) {
  struct bb_course *course = loader->course;
  loader->lock->modules = BB_NEW_ARRAY(loader->arena, course->module_count, struct bb_module_forms);
  for (size_t i = 0; i < course->quiz_count; i++) deal_for(loader, &course->quizzes[i]);
  for (size_t i = 0; i < course->quiz_count; i++) take_forms(loader, &course->quizzes[i]);
  for (size_t i = 0; i < course->quiz_count; i++) check_quiz(loader, &course->quizzes[i]);
}
