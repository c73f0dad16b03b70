/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In which language, which course.  Until a language is chosen everything is in English, and the
 * languages stand in their own script with the English name beside.
 */
#include "term/session.h"

#include <string.h>

struct languages {
  struct bb_lang *list;
  size_t count, room;
};

/* True when `lang` is `base` or a special case of it: "es-MX" of "es". */
static bool falls_under(const struct bb_lang *lang, const struct bb_lang *base) {
  size_t n = strlen(base->tag);
  return !strncmp(lang->tag, base->tag, n) && (lang->tag[n] == '\0' || lang->tag[n] == '-');
}

static bool is_listed(const struct languages *languages, const struct bb_lang *lang) {
  for (size_t i = 0; i < languages->count; i++)
    if (!strcmp(languages->list[i].tag, lang->tag)) return true;
  return false;
}

static bool has_language(struct bb_session *session, const struct bb_term_course *course,
                         const struct bb_lang *lang) {
  struct bb_lang *list;
  size_t count = bb_catalog_languages(&session->arena, course->course, course->locales, &list);
  for (size_t i = 0; i < count; i++)
    if (falls_under(lang, &list[i])) return true;
  return false;
}

/* The languages of all courses, each once. */
static struct languages find_languages(struct bb_session *session) {
  struct languages out = {0};
  for (size_t c = 0; c < session->request->course_count; c++) {
    const struct bb_term_course *course = &session->request->courses[c];
    struct bb_lang *list;
    size_t count = bb_catalog_languages(&session->arena, course->course, course->locales, &list);
    for (size_t i = 0; i < count; i++) {
      if (is_listed(&out, &list[i])) continue;
      out.list = bb_arena_grow(&session->arena, out.list, out.count, out.count + 1,
                               sizeof *out.list, &out.room);
      out.list[out.count++] = list[i];
    }
  }
  return out;
}

static struct bb_span name_of(struct bb_session *session, const struct bb_lang *lang) {
  const char *own = bb_lang_name(&session->arena, lang, lang);
  const char *english = bb_lang_name(&session->arena, lang, &session->english);
  if (!strcmp(own, english)) return bb_span_of(own);
  return bb_span_of(bb_arena_printf(&session->arena, "%s   %s", own, english));
}

static enum bb_step ask_language(struct bb_session *session, const struct languages *languages) {
  struct bb_view view = bb_session_view(
      session, bb_say(&session->words, BB_LABEL("Choose a language")), BB_LABEL("Choose"));
  struct bb_choice *choices = BB_NEW_ARRAY(&session->arena, languages->count, struct bb_choice);
  for (size_t i = 0; i < languages->count; i++)
    choices[i].told = (struct bb_told){name_of(session, &languages->list[i]), &session->english};
  view.ask.choices = choices;
  view.ask.choice_count = languages->count;
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  size_t place;
  enum bb_step step = bb_session_choose(session, &view, &place);
  if (step == BB_STEP_ON) session->lang = languages->list[place];
  return step;
}

enum bb_step bb_welcome_language(struct bb_session *session) {
  const struct bb_term_request *request = session->request;
  struct languages languages = find_languages(session);
  session->words = (struct bb_words){.lang = &session->english, .source = &session->english};
  for (size_t c = 0; request->lang && !session->refused && c < request->course_count; c++)
    if (has_language(session, &request->courses[c], request->lang)) {
      session->lang = *request->lang;
      return BB_STEP_ON;
    }
  if (languages.count > 1) return ask_language(session, &languages);
  session->lang = languages.list[0];
  return session->refused ? BB_STEP_END : BB_STEP_ON;
}

/* ---- the course ---- */

static const struct bb_catalog *load_catalog(struct bb_session *session,
                                             const struct bb_term_course *course) {
  /* What is wrong with a translation is for `benchbook check`, not for who takes a quiz. */
  struct bb_diags *unheard = bb_diags_new();
  const struct bb_catalog *catalog =
      bb_catalog_load(&session->arena, course->course, &session->lang, course->locales,
                      session->request->labels, unheard);
  bb_diags_free(unheard);
  return catalog;
}

static enum bb_step ask_course(struct bb_session *session,
                               const struct bb_term_course *const *courses, size_t count,
                               size_t *place) {
  struct bb_view view = bb_session_view(
      session, bb_say(&session->words, BB_LABEL("Choose a course")), BB_LABEL("Choose"));
  struct bb_choice *choices = BB_NEW_ARRAY(&session->arena, count, struct bb_choice);
  for (size_t i = 0; i < count; i++) {
    struct bb_words words = {load_catalog(session, courses[i]), &session->lang,
                             &courses[i]->course->language};
    choices[i].told = bb_tell_phrase(&session->arena, &words, courses[i]->course->title.text);
  }
  view.ask.choices = choices;
  view.ask.choice_count = count;
  view.offers = BB_OFFER(BB_ACTION_LEAVE);
  return bb_session_choose(session, &view, place);
}

enum bb_step bb_welcome_course(struct bb_session *session) {
  const struct bb_term_request *request = session->request;
  const struct bb_term_course **courses =
      BB_NEW_ARRAY(&session->arena, request->course_count, const struct bb_term_course *);
  size_t count = 0, place = 0;
  for (size_t i = 0; i < request->course_count; i++)
    if (has_language(session, &request->courses[i], &session->lang))
      courses[count++] = &request->courses[i];
  if (!count) courses[count++] = &request->courses[0];
  enum bb_step step = count > 1 ? ask_course(session, courses, count, &place) : BB_STEP_ON;
  if (step != BB_STEP_ON) return step;
  session->course = courses[place];
  struct bb_words words = {load_catalog(session, session->course), &session->lang,
                           &session->course->course->language};
  struct bb_told title =
      bb_tell_phrase(&session->arena, &words, session->course->course->title.text);
  step = bb_check_script(session, session->course->course, &session->lang, title.text);
  if (step == BB_STEP_ON) session->words = words;
  if (step == BB_STEP_AGAIN) session->refused = true;
  return step;
}
