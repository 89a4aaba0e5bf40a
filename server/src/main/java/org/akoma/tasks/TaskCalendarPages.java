package org.akoma.tasks;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.akoma.access.Actor;
import org.akoma.access.Feeds;
import org.akoma.pages.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** My tasks by day: as a month on a page, and as a calendar that a telephone can subscribe to. */
@Controller
class TaskCalendarPages {

    private static final int AHEAD = 90;

    private final TaskLists lists;
    private final Feeds feeds;
    private final Words words;

    TaskCalendarPages(TaskLists lists, Feeds feeds, Words words) {
        this.lists = lists;
        this.feeds = feeds;
        this.words = words;
    }

    /** @param month {@code 2015-11}; without it the present one */
    @GetMapping("/tasks/calendar")
    String month(Actor actor, @RequestParam(required = false) @Nullable String month, Model model) {
        if (lists.scopes(actor).isEmpty()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        YearMonth shown = read(month);
        model.addAttribute("calendar", TaskCalendar.of(shown, due(actor, shown.atEndOfMonth())));
        model.addAttribute("day", lists.today());
        model.addAttribute("before", shown.minusMonths(1));
        model.addAttribute("after", shown.plusMonths(1));
        return "tasks/calendar";
    }

    private YearMonth read(@Nullable String month) {
        YearMonth present = YearMonth.from(lists.today());
        if (month == null) return present;
        try {
            YearMonth asked = YearMonth.parse(month);
            return Math.abs(asked.getYear() - present.getYear()) > 10 ? present : asked;
        } catch (DateTimeException e) {
            return present;
        }
    }

    private List<DueItem> due(Actor actor, LocalDate last) {
        Instant until = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return lists.list(
                actor, new ListTasks(ListTasks.Scope.MINE, List.of(), null, until, null, ListTasks.MOST, null));
    }

    /** A new secret address; it stands on the page that answers and nowhere else: no cookie, no session keeps it (F17.2). */
    @PostMapping("/tasks/calendar/feed")
    String feed(Actor actor, HttpServletResponse response, Model model) {
        if (lists.scopes(actor).isEmpty()) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        String address = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/calendar/{secret}.ics")
                .buildAndExpand(feeds.make(actor))
                .toUriString();
        model.addAttribute("feed", address);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return month(actor, null, model);
    }

    @PostMapping("/tasks/calendar/feed/end")
    String endFeed(Actor actor) {
        feeds.end(actor);
        return "redirect:/tasks/calendar?done=feed-ended";
    }

    /** For who has the address. An address that is none and one that ended are the same answer. */
    @GetMapping(path = "/calendar/{secret:[A-Za-z0-9_-]{20,80}}.ics", produces = "text/calendar;charset=UTF-8")
    @ResponseBody
    ResponseEntity<String> file(@PathVariable String secret) {
        Actor holder = feeds.holder(secret)
                .filter(actor -> !lists.scopes(actor).isEmpty())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        SortedMap<LocalDate, Long> days = new TreeMap<>();
        LocalDate today = lists.today();
        for (DueItem item : due(holder, today.plusDays(AHEAD))) {
            LocalDate on = item.dueOn();
            if (on != null) days.merge(on.isBefore(today) ? today : on, 1L, Long::sum); // what is late is for today
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(CalendarFile.of(days, lists.now(), count -> words.text("tasks.feed.said", count)));
    }
}
