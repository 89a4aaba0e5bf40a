package org.akoma.protection.cases;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.akoma.FieldError;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Turns outcomes into answers of pages, as {@link ApiResponses} does for programs: a redirect, or the form again with its errors. */
public final class PageResponses {

    /** Of which list the codes of a field are. */
    public static final Map<String, String> CODED = Map.ofEntries(
            Map.entry("sex", "sex"),
            Map.entry("ageMethod", "age-method"),
            Map.entry("nationality", "country"),
            Map.entry("country", "country"),
            Map.entry("sector", "sector"),
            Map.entry("languages", "language"),
            Map.entry("role", "cases.family.roles"),
            Map.entry("contact", "cases.family.contacts"),
            Map.entry("types", "vic_TypeOfExploitation"),
            Map.entry("industries", "vic_ForcedLabourIndustry"),
            Map.entry("recruitment", "vic_MethodOfRecruitment"),
            Map.entry("control", "vic_MethodsOfControl"),
            Map.entry("status", "tracing-status"),
            Map.entry("state", "homecoming-state"),
            Map.entry("travelMode", "travel"),
            Map.entry("suspendedReason", "suspension"),
            Map.entry("timeFrame", "time-frame"),
            Map.entry("relationship", "vic_RelationshipToTrafficker"));

    private PageResponses() {}

    /** What a section of the file holds; not found for whom it does not exist. */
    public static <T> T read(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T>(T value)) return value;
        throw PageRefusal.notFound();
    }

    /**
     * On with a redirect when it is done; else the same page again, with what was typed and what is wrong.
     *
     * @param next address with {@code ?done=…}
     * @param page draws the form again
     */
    public static <T> String answer(PostedForm posted, Outcome<T> outcome, String next, Function<Model, String> page) {
        return switch (outcome) {
            case Outcome.Done<T>(var value) -> "redirect:" + next;
            case Outcome.NotFound<T>() -> throw PageRefusal.notFound();
            case Outcome.Forbidden<T>() -> forbidden(posted, page);
            case Outcome.Stale<T>(var current, var fields) -> {
                posted.model().addAttribute("differing", fields);
                List<FieldError> named = posted.model().containsAttribute("theirs")
                        ? List.of()
                        : List.of(FieldError.of("version", "cases.changed"));
                String view = posted.again(named, page);
                posted.response().setStatus(HttpStatus.CONFLICT.value());
                yield view;
            }
            case Outcome.Refused<T>(var why) -> posted.again(why, page);
        };
    }

    /** The page once more, with who can do it instead; where the page itself is not theirs, the answer for all. */
    private static String forbidden(PostedForm posted, Function<Model, String> page) {
        try {
            return posted.again(FieldError.of("main", "house.not-written"), page);
        } catch (ResponseStatusException notTheirsToRead) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, null, notTheirsToRead);
        } finally {
            posted.response().setStatus(HttpStatus.FORBIDDEN.value());
        }
    }

    /**
     * Reads what a page sent, acts, and answers as {@link #answer(PostedForm, Outcome, String, Function)}; 409 when it sent no version to an act that needs one.
     *
     * @param next address with {@code ?done=…}
     * @param page draws the form again
     */
    public static <C, T> String answer(
            Submission<C> submission,
            Function<C, Outcome<T>> act,
            Function<C, String> next,
            Function<Model, String> page) {
        return answer(submission, act, (command, value) -> next.apply(command), page);
    }

    /** @param next maps input and result to the address that follows */
    public static <C, T> String answer(
            Submission<C> submission,
            Function<C, Outcome<T>> act,
            BiFunction<C, T, String> next,
            Function<Model, String> page) {
        C command = submission.read();
        if (submission.lacksVersion()) return overtaken(submission.sent(), page);
        if (command == null) return submission.sent().again(submission.whereSent(submission.errors()), page);
        Outcome<T> outcome = act.apply(command);
        return answer(
                submission.sent(),
                outcome instanceof Outcome.Refused<T>(var why)
                        ? new Outcome.Refused<>(submission.whereSent(why))
                        : outcome,
                outcome instanceof Outcome.Done<T>(T value) ? next.apply(command, value) : "",
                page);
    }

    /** As {@link #answer(Submission, Function, Function, Function)}, of an act whose overtaken values are shown: see {@link #compared}. */
    public static <C, T> String answer(
            Submission<C> submission,
            Function<C, Outcome<T>> act,
            Function<T, Map<String, @Nullable Object>> fields,
            Function<C, String> next,
            Function<Model, String> page) {
        return answer(submission, command -> compared(submission, act.apply(command), fields), next, page);
    }

    /**
     * A step on something that exists, taken on a page without a form of its own: 409 when the page sends no version. Call when the rest of the form
     * is sound.
     *
     * @param step takes the version that the page showed
     */
    public static <T> String step(
            PostedForm posted, IntFunction<Outcome<T>> step, String next, Function<Model, String> page) {
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        return version == null ? overtaken(posted, page) : answer(posted, step.apply(version), next, page);
    }

    /** Names the code lists of the form itself: a field's name alone does not say of which list its codes are. */
    private static <C, T> Outcome<T> compared(
            Submission<C> submission, Outcome<T> outcome, Function<T, Map<String, @Nullable Object>> fields) {
        compared(submission.sent(), outcome, fields, typed(submission.form(), submission.fields()));
        if (outcome instanceof Outcome.Stale) submission.sent().model().addAttribute("lists", submission.lists());
        return outcome;
    }

    /** 409 for a page that sends no version: what it showed may have changed since, so it is shown as it is now. */
    public static String overtaken(PostedForm posted, Function<Model, String> page) {
        String view = posted.again(FieldError.of("version", "cases.changed"), page);
        posted.response().setStatus(HttpStatus.CONFLICT.value());
        return view;
    }

    /**
     * When somebody was faster: puts what they wrote ({@code theirs}) beside what was typed ({@code yours}), field by field. Call before
     * {@link #answer}.
     *
     * @param yours of what was typed
     */
    public static <T> Outcome<T> compared(
            PostedForm posted,
            Outcome<T> outcome,
            Function<T, Map<String, @Nullable Object>> fields,
            Map<String, @Nullable Object> yours) {
        if (outcome instanceof Outcome.Stale<T>(var current, var ignored)) {
            posted.model().addAttribute("theirs", fields.apply(current));
            posted.model().addAttribute("yours", yours);
            posted.model().addAttribute("lists", CODED);
        }
        return outcome;
    }

    /**
     * The same of a section with a version.
     *
     * @return the version that the form must name when it is sent again
     */
    public static <T> int next(
            PostedForm posted,
            Outcome<Versioned<T>> outcome,
            T wanted,
            int version,
            Function<T, Map<String, @Nullable Object>> fields) {
        compared(posted, outcome, held -> fields.apply(held.value()), fields.apply(wanted));
        return outcome instanceof Outcome.Stale<Versioned<T>> stale
                ? stale.current().version()
                : version;
    }

    /** What was typed in these fields, as it was typed. */
    public static Map<String, @Nullable Object> typed(Form form, Iterable<String> fields) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        fields.forEach(field -> typed.put(field, plain(form, field)));
        return typed;
    }

    private static @Nullable Object plain(Form form, String field) {
        String text = form.typed(field);
        return switch (text) {
            case "" -> parts(form, field);
            case "true", "false" -> Boolean.valueOf(text);
            default -> text;
        };
    }

    private static @Nullable String parts(Form form, String date) {
        String day = form.typed(date + "-day");
        return day.isEmpty()
                ? null
                : day + "/" + form.typed(date + "-month") + "/" + form.typed(date + "-year") + " "
                        + form.typed(date + "-time");
    }
}
