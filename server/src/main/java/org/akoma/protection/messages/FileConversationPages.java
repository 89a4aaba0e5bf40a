package org.akoma.protection.messages;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.referrals.Referral;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The conversations of a child's file, and a new one. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/messages")
class FileConversationPages {

    private static final int PAGE = ListPage.ROWS;

    private final FileShell shell;
    private final Conversations conversations;
    private final PersonCodes people;

    FileConversationPages(FileShell shell, Conversations conversations, PersonCodes people) {
        this.shell = shell;
        this.conversations = conversations;
        this.people = people;
    }

    @GetMapping
    String page(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(required = false) @Nullable String about,
            Model model) {
        String view = draw(actor, code, cursor, model);
        Referral referral = conversations.about(actor, about).orElse(null);
        Map<String, String> typed = new HashMap<>(Map.of("id", Ids.next().toString()));
        typed.put("section", circle(referral).name());
        if (referral != null) typed.putAll(Map.of("about", referral.code(), "subject", referral.code()));
        PostedForm.empty(model, Form.ofJson(typed));
        return view;
    }

    /** About a referral, a section that it carries, which both structures read. */
    private static Section circle(@Nullable Referral referral) {
        if (referral == null) return Section.NOTES;
        return referral.sections().contains(Section.ASSISTANCE)
                ? Section.ASSISTANCE
                : referral.sections().stream()
                        .filter(Conversation.CIRCLES::contains)
                        .findFirst()
                        .orElse(Section.NOTES);
    }

    private String draw(Actor actor, String code, String cursor, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        String file = frame.code();
        InboxCursor before =
                cursor.isEmpty() ? null : InboxCursor.read(cursor).orElseThrow(FileConversationPages::notFound);
        List<Conversation> all = PageResponses.read(conversations.ofFile(actor, file, before, PAGE + 1));
        List<Conversation> shown = all.subList(0, Math.min(PAGE, all.size()));
        model.addAttribute("talks", shown);
        model.addAttribute(
                "next",
                all.size() > PAGE
                        ? "/cases/" + file + "/messages?cursor="
                                + new InboxLine(shown.getLast(), 0, false)
                                        .place()
                                        .text()
                        : null);
        model.addAttribute(
                "codes",
                people.of(actor, shown.stream().map(Conversation::openedBy).toList()));
        model.addAttribute("begins", actor.may(Verb.MESSAGE_BEGIN) && !frame.byEmergency());
        offer(actor, file, model);
        return "messages/file-messages";
    }

    /** Who could read along, circle by circle: chosen before a word is written. */
    private void offer(Actor actor, String file, Model model) {
        Set<Section> circles = conversations.circlesOf(actor, file);
        Map<Section, List<Recipient>> readers =
                new TreeMap<>(Comparator.comparing(Section::bit).reversed());
        if (actor.may(Verb.MESSAGE_BEGIN))
            circles.forEach(circle -> readers.put(circle, conversations.addressees(actor, file, circle)));
        model.addAttribute("circles", readers);
        model.addAttribute(
                "people",
                readers.values().stream()
                        .flatMap(List::stream)
                        .distinct()
                        .sorted(Comparator.comparing(Recipient::organisation).thenComparing(Recipient::username))
                        .toList());
    }

    @PostMapping
    String begin(Actor actor, @PathVariable String code, Submission<BeginConversation.InFile> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        Set<Section> circles = conversations.circlesOf(actor, file);
        if (circles.isEmpty()) throw notFound();
        return PageResponses.answer(
                submission,
                input -> conversations.begin(actor, file, input, circles),
                input -> "/messages/" + input.said().id() + "?done=referrals.begun",
                m -> draw(actor, code, "", m));
    }

    private static ResponseStatusException notFound() {
        return PageRefusal.notFound();
    }
}
