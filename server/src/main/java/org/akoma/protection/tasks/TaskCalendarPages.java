package org.akoma.protection.tasks;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedMap;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** My tasks by day: as a month on a page, and as a calendar that a telephone can subscribe to. */
@Controller
class TaskCalendarPages {

    private final TaskLists lists;
    private final TaskFeed feed;
    private final Formats words;

    TaskCalendarPages(TaskLists lists, TaskFeed feed, Formats words) {
        this.lists = lists;
        this.feed = feed;
        this.words = words;
    }

    /**
     * @param month {@code 2015-11}; without it the present one
     * @param visits those alone; who supervises sees the team's
     */
    @GetMapping("/tasks/calendar")
    String month(
            Actor actor,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String visits,
            Model model) {
        boolean alone = "true".equals(visits);
        if (lists.scopes(actor).isEmpty()) throw PageRefusal.forbidden();
        YearMonth shown = read(month);
        model.addAttribute(
                "calendar",
                TaskCalendar.of(
                        shown,
                        alone
                                ? lists.visitsUntil(actor, shown.atEndOfMonth())
                                : lists.ownUntil(actor, shown.atEndOfMonth())));
        model.addAttribute("visits", alone);
        model.addAttribute("supervises", actor.is(Role.CASE_SUPERVISOR));
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

    /** A new secret address; only the answered page holds it, no cookie and no session. */
    @PostMapping("/tasks/calendar/feed")
    String feed(Actor actor, HttpServletResponse response, Model model) {
        if (lists.scopes(actor).isEmpty()) throw PageRefusal.forbidden();
        String address = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/calendar/{secret}.ics")
                .buildAndExpand(feed.make(actor))
                .toUriString();
        model.addAttribute("feed", address);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return month(actor, null, null, model);
    }

    @PostMapping("/tasks/calendar/feed/end")
    String endFeed(Actor actor) {
        feed.end(actor);
        return "redirect:/tasks/calendar?done=feed-ended";
    }

    /** For who has the address. An address that is none and one that ended are the same answer. */
    @GetMapping(path = "/calendar/{secret:[A-Za-z0-9_-]{20,80}}.ics", produces = "text/calendar;charset=UTF-8")
    @ResponseBody
    ResponseEntity<String> file(@PathVariable String secret) {
        SortedMap<LocalDate, Integer> days = feed.days(secret).orElseThrow(PageRefusal::notFound);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(CalendarFile.of(days, lists.now(), count -> words.text("tasks.feed.said", count)));
    }
}
