package org.akoma.ground.notices;

import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** A person's notifications: what waits, what came before, and how they want to be notified. */
@Controller
class NoticePages {

    /** A person who holds no other role has no list of tasks. */
    private static final Set<Role> WITHOUT_FILES = EnumSet.of(Role.EVALUATOR, Role.OBSERVER);

    private static final int PAGE = ListPage.ROWS;

    /** Where what waits is found. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("due", "/tasks"),
            Map.entry(Notification.MESSAGE, "/messages"),
            Map.entry(Notification.TASK, "/tasks"),
            Map.entry(Notification.REFERRAL, "/referrals"),
            Map.entry(Notification.ALERT, "/alerts"),
            Map.entry(Notification.DECISION, "/decisions"),
            Map.entry(Notification.COMPLAINT, "/complaint"),
            Map.entry(Notification.ACCOUNT, "/account#changes"),
            Map.entry(Notification.STORY, "/publication/stories"),
            Map.entry(Notification.SAMPLE, "/evaluations"),
            Map.entry(Notification.EXPORT, "/exchange#jobs"),
            Map.entry(Notification.RECALL, "/recalls"));

    /** Who runs a shelter has no list of tasks: the children who stay there, and what is new of each, are a part of their home page. */
    private static final String IN_THE_HOUSE = "/#card-tonight";

    private final Notices notices;
    private final Live live;
    private final List<Sender> senders;
    private final TrialNotice trial;

    NoticePages(Notices notices, Live live, List<Sender> senders, TrialNotice trial) {
        this.notices = notices;
        this.trial = trial;
        this.live = live;
        this.senders = List.copyOf(senders);
    }

    @GetMapping("/notices")
    String list(Actor actor, @RequestParam(required = false) @Nullable String cursor, Model model) {
        Cursor before = cursor == null ? null : Cursor.read(cursor);
        List<Notice> found = notices.page(actor, before, PAGE + 1);
        List<Notice> shown = found.stream().limit(PAGE).toList();
        List<PendingNotices> waiting = notices.waiting(actor);
        Map<String, String> lines = new HashMap<>();
        for (PendingNotices one : waiting) {
            String line = notices.line(actor, one);
            if (line != null) lines.put(one.kind(), line);
        }
        model.addAttribute("waiting", waiting);
        model.addAttribute("lines", lines);
        model.addAttribute("bells", shown);
        model.addAttribute("fresh", notices.fresh());
        Map<UUID, Notices.Said> said = notices.said(actor, shown);
        Map<UUID, String> places = new HashMap<>();
        for (Notice one : shown) {
            String place = placeOf(actor, one, said.get(one.id()));
            if (place != null) places.put(one.id(), place);
        }
        model.addAttribute("said", said);
        model.addAttribute("places", places);
        model.addAttribute("agedKinds", Set.of(Notification.TASK, Notification.REFERRAL, "due"));
        model.addAttribute(
                "next", found.size() > PAGE ? Cursor.after(shown.getLast()).toString() : null);
        return "notices/list";
    }

    /** Marks a kind as seen and goes where it waits; without a kind, marks all. */
    @PostMapping("/notices/read")
    String read(Actor actor, @RequestParam(required = false) @Nullable String kind) {
        String place = kind == null ? null : placeOfAll(actor, kind);
        if (place == null) notices.read(actor, null);
        else notices.readOfKind(actor, Objects.requireNonNull(kind));
        return "redirect:" + (place == null ? "/notices?done=notices-read" : place);
    }

    /** The one record to which all that waits of a kind leads, else the list of the kind. */
    private @Nullable String placeOfAll(Actor actor, String kind) {
        return notices.waiting(actor).stream()
                .filter(one -> one.kind().equals(kind))
                .map(one -> notices.single(actor, one))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> place(actor, kind));
    }

    /** Marks as seen what rang for a record, and leads to it. */
    @GetMapping("/notices/{id:[0-9a-fA-F-]{36}}")
    String open(Actor actor, @PathVariable UUID id) {
        Notice one = notices.open(actor, id).orElseThrow(PageRefusal::notFound);
        String place = placeOf(actor, one, notices.said(actor, List.of(one)).get(one.id()));
        return "redirect:" + (place == null ? "/notices" : place);
    }

    /** The record where the reader may open it, else the list of its kind. */
    static @Nullable String placeOf(Actor actor, Notice one, Notices.@Nullable Said said) {
        return said == null || said.href() == null ? place(actor, one.kind()) : said.href();
    }

    /** Only who works on children has a list of tasks; what waits for others is on their home page. */
    static @Nullable String place(Actor actor, String kind) {
        String place = PLACES.get(kind);
        if (Notification.REFERRAL.equals(kind) && !actor.may(Verb.REFERRAL_READ))
            return actor.may(Verb.JOURNAL_READ) ? "/journal" : null;
        if (Notification.COMPLAINT.equals(kind) && actor.may(Verb.COMPLAINT_JUDGE)) return "/complaints";
        if (Notification.ACCOUNT.equals(kind) && actor.may(Verb.JOURNAL_READ)) return "/journal";
        if (actor.compartment() == Compartment.ADMINISTRATION && Notification.TASK.equals(kind)) return "/decisions";
        if (actor.is(Role.SHELTER_MANAGER) && Notification.TASK.equals(kind)) return IN_THE_HOUSE;
        boolean hasFiles = actor.compartment() == Compartment.PROTECTION && !WITHOUT_FILES.containsAll(actor.roles());
        return "/tasks".equals(place) && !hasFiles ? "/" : place;
    }

    @GetMapping("/notices/choices")
    String choices(Actor actor, Model model) {
        Choice choice = notices.choice(actor);
        PostedForm.empty(model, Form.ofJson(typed(choice)));
        return page(model);
    }

    @PostMapping("/notices/choices")
    String choose(Actor actor, Submission<ChooseNotices> submission) {
        ChooseNotices chosen = submission.read();
        if (chosen == null) return submission.sent().again(submission.errors(), this::page);
        notices.choose(actor, chosen.choice());
        return "redirect:/notices/choices?done=notices-chosen";
    }

    /** A letter to one's own address, as it is kept. */
    @PostMapping("/notices/choices/trial")
    String tryOut(Actor actor, PostedForm posted, Model model) {
        String fault = trial.send(actor).code();
        if (fault == null) return "redirect:/notices/choices?done=notices-tried";
        String view = posted.again(FieldError.of("email", fault), this::page);
        model.addAttribute("form", Form.ofJson(typed(notices.choice(actor))));
        return view;
    }

    /** Server-sent events named {@code bell}; the data is the number of notifications that were not seen. */
    @GetMapping(path = "/notices/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ResponseBody
    SseEmitter live(Actor actor, HttpServletResponse response) {
        response.setHeader("X-Accel-Buffering", "no"); // a proxy before us passes each event on at once
        return live.open(actor);
    }

    private String page(Model model) {
        for (Sender sender : senders) model.addAttribute("ready" + sender.channel(), sender.isReady());
        return "notices/choices";
    }

    private static Map<String, ?> typed(Choice choice) {
        Map<String, Object> typed = new java.util.HashMap<>();
        typed.put("rhythm", choice.rhythm().name());
        typed.put("dailyAt", choice.dailyAt().toString());
        typed.put("alertsAlways", choice.alertsAlways());
        typed.put("quietFrom", said(choice.quietFrom()));
        typed.put("quietUntil", said(choice.quietUntil()));
        typed.put("email", said(choice.email()));
        typed.put("phone", said(choice.phone()));
        return typed;
    }

    private static String said(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
