package org.akoma.ground.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerMapping;

/** The links that follow a refusal or a finished act; {@code ways} in a template. A page that the reader may not open is not offered. */
@Component("ways")
public class Ways {

    /** The refusal that leads to those who work with the child. */
    private static final String OTHERS = "house.not-written";

    private static final String FILES = "/cases/{code";

    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    /** A code, an id or a day. Anything else does not become part of a link. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]{1,60}");

    private final Map<String, WayOn> known;
    private final ObjectProvider<Onward> onward;
    private final ObjectProvider<NextOnFile> tasks;
    private final ObjectProvider<Tasks> day;
    private final Formats words;
    private final Clock clock;

    Ways(
            ObjectProvider<WaysOn> rooms,
            ObjectProvider<Onward> onward,
            ObjectProvider<NextOnFile> tasks,
            ObjectProvider<Tasks> day,
            Formats words,
            Clock clock) {
        this.clock = clock;
        this.onward = onward;
        this.tasks = tasks;
        this.day = day;
        this.known = rooms.orderedStream()
                .flatMap(room -> room.waysOn().stream())
                .collect(Collectors.toMap(WayOn::code, Function.identity()));
        this.words = words;
    }

    /** The step that follows an act about no file, where the reader has a work to go on with: before that which the act's room names. Implemented as a bean. */
    public interface Onward {
        /** @param done code of what was done */
        Optional<WayOn> onward(String done, Actor me);
    }

    /** A link. */
    public record Way(String href, String label) {
        Way about(Object what) {
            return new Way(href.replace("{0}", String.valueOf(what)), label);
        }
    }

    /** Where this refusal leads to; null when it leads nowhere else than to its field. */
    public @Nullable Way after(FieldError error, @Nullable Actor me) {
        return after(error, fileOfPage(), me);
    }

    /**
     * The same on a page that is not below a file's address.
     *
     * @param file the code of the file that it is about
     */
    public @Nullable Way after(FieldError error, @Nullable String file, @Nullable Actor me) {
        Way way = to(error.code(), file, me);
        return way == null || error.args().isEmpty()
                ? way
                : way.about(error.args().getFirst());
    }

    /**
     * The link that follows an act: what cannot wait on this file (a danger, then a place for the night), else the work that the act belongs to, else
     * the step that the act's room names, else what the reader is to do next on this file, then the same page of another file where a task of theirs leads
     * to it, then the file itself; about no file, what the reader is to do next, beginning with the same thing and its list, then that list. Their day is
     * left only where nothing waits for them. The page that is shown is never offered.
     *
     * @param done as it came with the address, so any text
     */
    public @Nullable Way done(@Nullable Object done, @Nullable Actor me) {
        String file = fileOfPage();
        if (me == null) return null;
        Optional<Task> next = file == null ? Optional.empty() : onFile(me, file);
        if (next.isPresent() && next.get().urgency().cannotWait())
            return elsewhere(next(next.get())).orElse(null);
        return (file == null ? onward(String.valueOf(done), me) : Optional.<Way>empty())
                .or(() -> elsewhere(to("done." + done, file, me)))
                .or(() -> next.map(this::next).flatMap(Ways::elsewhere))
                .or(() -> file == null ? Optional.empty() : ofOtherFile(me, file))
                .or(() -> file == null ? ofDay(me) : elsewhere(new Way("/cases/" + file, words.text("way.file", file))))
                .or(this::listOfThing)
                .or(() -> elsewhere(new Way("/", words.text("way.today"))))
                .orElse(null);
    }

    private static Optional<Way> elsewhere(@Nullable Way way) {
        return Optional.ofNullable(way).filter(one -> !isHere(one.href));
    }

    /** The task that is done on the same page of another file: who goes through a list is led to its next child. */
    private Optional<Way> ofOtherFile(Actor me, String file) {
        return ofDay(
                me,
                task -> task.code() != null
                        && isHere(task.href().replace(task.code(), file).replaceFirst("#.*", "")));
    }

    /** What this person is to do next: what concerns the thing that the page is about, what lies beside it, then by urgency. */
    private Optional<Way> ofDay(Actor me) {
        return ofDay(me, _ -> true);
    }

    private Optional<Way> ofDay(Actor me, Predicate<Task> wanted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Collection<String> named = namedByPage();
        return day.orderedStream()
                .flatMap(room -> room.tasksFor(me, today).stream())
                .filter(task -> !task.isOfTeam() && !isHere(task.href()) && wanted.test(task))
                .min(Comparator.<Task, Boolean>comparing(task -> !named.contains(String.valueOf(task.code())))
                        .thenComparing(task -> !isBeside(task.href()))
                        .thenComparing(Urgency.order(Task::place, Task::ends, clock.instant())))
                .map(task -> new Way(task.href(), label(task, ofDay(task))));
    }

    private String ofDay(Task task) {
        Task.About about = task.about();
        String what = about == null
                ? words.text(task.text(), task.count())
                : words.text("task." + task.kind() + ".of", words.code(about.list(), about.code()));
        return task.code() == null ? what : what + ", " + task.code();
    }

    /** The list in which the thing lies, as all slips of a slip. */
    private Optional<Way> listOfThing() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request))
            return Optional.empty();
        String list = list(request.getRequest().getRequestURI());
        boolean known = words.written("way.to" + list.replace('/', '.')) != null;
        return elsewhere(known ? new Way(list, words.text("way.list")) : null);
    }

    private Optional<Task> onFile(Actor me, String file) {
        String code = file.toUpperCase(Locale.ROOT);
        return tasks.orderedStream()
                .flatMap(room -> room.next(me, code).stream())
                .findFirst();
    }

    private Optional<Way> onward(String done, Actor me) {
        return onward.orderedStream()
                .flatMap(room -> room.onward(done, me).stream())
                .findFirst()
                .map(way -> new Way(way.address(), words.text(way.page())))
                .flatMap(Ways::elsewhere);
    }

    private Way next(Task task) {
        String act =
                words.written(task.text() + ".next"); // where the name of the task says what is lacking, not what to do
        return new Way(task.href(), label(task, act == null ? words.text(task.text()) : act));
    }

    private String label(Task task, String what) {
        if (task.due() == null) return words.text("way.next", what);
        Instant now = clock.instant();
        long late = task.daysLate(now);
        if (late > 0) return words.text("way.next.late", what, words.late(task.ends(), late));
        if (!task.due().equals(LocalDate.ofInstant(now, ZoneOffset.UTC)))
            return words.text("way.next.until", what, words.date(task.due()));
        return task.until() == null
                ? words.text("way.next.today", what)
                : words.text("way.next.hour", what, words.time(task.until()));
    }

    private @Nullable Way to(String code, @Nullable String file, @Nullable Actor me) {
        WayOn way = known.get(code);
        if (way == null || me == null || way.inFile() && file == null) return null;
        if (way.verb() != null && !me.may(way.verb())) return code.equals(OTHERS) ? null : othersOf(way, file, me);
        String href = filled(way.inFile() ? "/cases/" + file + way.address() : way.address());
        if (href == null) return null;
        String label = words.written("way." + code);
        return new Way(href, label == null ? words.text(way.page()) : label);
    }

    /** The address with what the page's own address says for each {@code {name}}; null where it says nothing for one of them. */
    private static @Nullable String filled(String address) {
        Matcher names = NAME.matcher(address);
        StringBuilder href = new StringBuilder();
        while (names.find()) {
            String said = said(names.group(1));
            if (said == null) return null;
            names.appendReplacement(href, said);
        }
        return names.appendTail(href).toString();
    }

    private static @Nullable String said(String name) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)) return null;
        Object parts = request.getRequest().getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object said = parts instanceof Map<?, ?> named ? named.get(name) : null;
        String text = said == null ? request.getRequest().getParameter(name) : said.toString();
        return text != null && PLAIN.matcher(text).matches() ? text : null;
    }

    /** Who may not do it themselves is led to the codes of those who may. */
    private @Nullable Way othersOf(WayOn way, @Nullable String file, Actor me) {
        return way.inFile() && !way.code().startsWith("done.") ? to(OTHERS, file, me) : null;
    }

    /** Whether this is the page that is shown; a part of it, or the form on it, is somewhere else. */
    private static boolean isHere(String href) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && request.getRequest().getRequestURI().equals(href.replaceFirst("\\?.*", ""));
    }

    /** Whether it lies in the same list as the page that is shown, as another slip beside a slip. */
    private static boolean isBeside(String href) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && list(request.getRequest().getRequestURI()).equals(list(href));
    }

    private static String list(String address) {
        return address.replaceFirst("^(/[^/?#]*).*", "$1");
    }

    /** The codes in the address of the page that is shown. */
    private static Collection<String> namedByPage() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                        && request.getRequest().getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                                instanceof Map<?, ?> named
                ? named.values().stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The child's file below whose address this page lies; null when it lies below none. */
    private static @Nullable String fileOfPage() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)) return null;
        Object pattern = request.getRequest().getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Object parts = request.getRequest().getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return pattern != null && pattern.toString().startsWith(FILES) && parts instanceof Map<?, ?> named
                ? String.valueOf(named.get("code"))
                : null;
    }
}
