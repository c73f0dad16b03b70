/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The course as text, for people and tests: what was loaded, a fact a line, then each module's
 * tree.
 */
#include "course/load.h"
#include "course/quiz_dump.h"

static void line(struct bb_buf *out, const char *name, struct bb_span value) {
  if (value.n) bb_buf_printf(out, "  %s: %.*s\n", name, BB_SPAN_ARG(value));
}

static void number(struct bb_buf *out, const char *name, long value) {
  if (value) bb_buf_printf(out, "  %s: %ld\n", name, value);
}

static void day(struct bb_buf *out, const char *name, struct bb_date d) {
  if (d.year) bb_buf_printf(out, "  %s: %04d-%02d-%02d\n", name, d.year, d.month, d.day);
}

static void phrase(struct bb_buf *out, const char *name, struct bb_phrase p) {
  if (!p.text.n) return;
  bb_buf_printf(out, "  %s: %.*s", name, BB_SPAN_ARG(p.text));
  if (p.place.line)
    bb_buf_printf(out, "  @%u:%u", (unsigned)p.place.line, (unsigned)p.place.column);
  bb_buf_char(out, '\n');
}

static void texts(struct bb_buf *out, const char *name, const struct bb_span *list, size_t count) {
  for (size_t i = 0; i < count; i++) line(out, name, list[i]);
}

static const char *level_name(enum bb_level level) {
  switch (level) {
  case BB_LEVEL_ALL: return "";
  case BB_LEVEL_BASIC: return "basic";
  case BB_LEVEL_ADVANCED: return "advanced";
  }
  return "";
}

static void dump_module(const struct bb_module *m, struct bb_buf *out) {
  bb_buf_printf(out, "\nmodule %d %.*s (%s)\n", m->number, BB_SPAN_ARG(m->id), m->file);
  phrase(out, "title", m->title);
  number(out, "minutes", (long)m->minutes);
  line(out, "level", bb_span_of(level_name(m->level)));
  texts(out, "angle", m->angles, m->angle_count);
  texts(out, "un_area", m->un_areas, m->un_area_count);
  texts(out, "see", m->see, m->see_count);
  for (size_t i = 0; i < m->objective_count; i++) {
    const struct bb_objective *o = &m->objectives[i];
    bb_buf_printf(out, "  objective %.*s: %.*s\n", BB_SPAN_ARG(o->id), BB_SPAN_ARG(o->text.text));
  }
  day(out, "review by", m->review_by);
  bb_markup_dump(m->text, out);
}

static void dump_glossary(const struct bb_course *course, struct bb_buf *out) {
  if (!course->glossary) return;
  bb_buf_string(out, "\nglossary\n");
  for (size_t i = 0; i < course->term_count; i++) {
    const struct bb_term *t = &course->terms[i];
    bb_buf_printf(out, "  term %.*s%s%s\n", BB_SPAN_ARG(t->id), t->differs ? " differs" : "",
                  t->body ? "" : " empty");
  }
  bb_markup_dump(course->glossary, out);
}

static void dump_economy(const struct bb_economy *e, struct bb_buf *out) {
  bb_buf_printf(out, "\neconomy %.*s\n", BB_SPAN_ARG(e->id));
  phrase(out, "name", e->name);
  texts(out, "group", e->groups, e->group_count);
  for (size_t i = 0; i < e->treaty_count; i++) {
    const struct bb_treaty_status *t = &e->treaties[i];
    bb_buf_printf(out, "  treaty: %.*s | %.*s | %.*s | as of %.*s | %.*s | %.*s\n",
                  BB_SPAN_ARG(t->treaty.text), BB_SPAN_ARG(t->status), BB_SPAN_ARG(t->date),
                  BB_SPAN_ARG(t->as_of), BB_SPAN_ARG(t->source), BB_SPAN_ARG(t->confidence));
  }
  texts(out, "statute", e->statutes, e->statute_count);
  for (size_t i = 0; i < e->article_count; i++)
    bb_buf_printf(out, "  article %.*s: %.*s\n", BB_SPAN_ARG(e->articles[2 * i]),
                  BB_SPAN_ARG(e->articles[2 * i + 1]));
  line(out, "unit", e->unit);
  line(out, "poc247", e->poc247);
}

void bb_course_dump(const struct bb_course *course, struct bb_buf *out) {
  bb_buf_printf(out, "course %.*s\n", BB_SPAN_ARG(course->id));
  phrase(out, "title", course->title);
  phrase(out, "subtitle", course->subtitle);
  line(out, "version", course->version);
  day(out, "date", course->date);
  line(out, "language", bb_span_of(course->language.tag));
  line(out, "licence", course->licence);
  texts(out, "contributor", course->contributors, course->contributor_count);
  line(out, "paper", course->paper);
  line(out, "economy", bb_span_of(course->economy));
  for (size_t i = 0; i < course->input_count; i++)
    line(out, "input", bb_span_of(course->inputs[i]));
  for (size_t i = 0; i < course->module_count; i++) dump_module(&course->modules[i], out);
  for (size_t i = 0; i < course->quiz_count; i++) bb_dump_quiz(&course->quizzes[i], out);
  dump_glossary(course, out);
  for (size_t i = 0; i < course->overlay_count; i++) {
    bb_buf_printf(out, "\nlocal text %s\n", course->overlays[i]->source->path);
    bb_markup_dump(course->overlays[i], out);
  }
  for (size_t i = 0; i < course->economy_count; i++) dump_economy(&course->economies[i], out);
}
