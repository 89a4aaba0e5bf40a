package org.akoma.protection.messages;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
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

/** The inbox, a conversation, and a new one between structures. */
@Controller
@RequestMapping("/messages")
class ConversationPages {

    private static final int PAGE = ListPage.ROWS;

    /** More people than this are not offered as boxes; their codes are typed. */
    private static final int MOST_BOXES = 120;

    private static final String ONE =
            "/{id:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}}";
    private static final String THREAD =
            "/{thread:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}}";

    /** The page looks for news every half minute, for ten minutes; then the session may run out as anywhere. */
    private static final int LOOKS = 20;

    private final Conversations conversations;
    private final Messages messages;
    private final PersonCodes people;

    ConversationPages(Conversations conversations, Messages messages, PersonCodes people) {
        this.conversations = conversations;
        this.messages = messages;
        this.people = people;
    }

    @GetMapping
    String inbox(Actor actor, @RequestParam(defaultValue = "") String cursor, Model model) {
        only(actor, Verb.MESSAGE_READ);
        InboxCursor after = cursor.isEmpty() ? null : InboxCursor.read(cursor).orElseThrow(ConversationPages::notFound);
        List<InboxLine> lines = conversations.inbox(actor, after, PAGE + 1);
        List<InboxLine> shown = lines.subList(0, Math.min(PAGE, lines.size()));
        model.addAttribute("lines", shown);
        model.addAttribute("first", after == null);
        model.addAttribute(
                "next",
                lines.size() > PAGE
                        ? "/messages?cursor=" + shown.getLast().place().text()
                        : null);
        model.addAttribute("waiting", conversations.waiting(actor));
        model.addAttribute("begins", actor.may(Verb.MESSAGE_BEGIN));
        model.addAttribute("looks", LOOKS);
        return "messages/inbox";
    }

    /** Whether more waits than the page showed; says how many, nothing of what. */
    @GetMapping("/waiting")
    String waiting(Actor actor, @RequestParam int seen, @RequestParam int looks, Model model) {
        only(actor, Verb.MESSAGE_READ);
        model.addAttribute("seen", seen);
        model.addAttribute("waiting", conversations.waiting(actor));
        model.addAttribute("looks", looks - 1);
        return "messages/talk :: waiting";
    }

    /** What was said about a referral. */
    @GetMapping("/about/{code}")
    String about(Actor actor, @PathVariable String code, Model model) {
        only(actor, Verb.MESSAGE_READ);
        Referral referral = conversations.about(actor, code).orElseThrow(ConversationPages::notFound);
        List<Conversation> all = conversations.aboutReferral(actor, referral);
        model.addAttribute("referral", referral);
        model.addAttribute("talks", all);
        model.addAttribute(
                "codes",
                people.of(actor, all.stream().map(Conversation::openedBy).toList()));
        model.addAttribute("begins", actor.may(Verb.MESSAGE_BEGIN) && referral.fileCode() != null);
        return "messages/about";
    }

    @GetMapping("/new")
    String write(Actor actor, @RequestParam(defaultValue = "") String to, Model model) {
        only(actor, Verb.MESSAGE_BEGIN);
        String person = to.strip().toLowerCase(Locale.ROOT);
        PostedForm.empty(
                model,
                Form.ofJson(Map.of("id", Ids.next().toString(), "participants", List.of(person), "others", person)));
        return drawNew(actor, model);
    }

    private String drawNew(Actor actor, Model model) {
        List<Recipient> all = conversations.addressees(actor, null, Section.NOTES);
        model.addAttribute("people", all.size() > MOST_BOXES ? List.of() : all);
        return "messages/new";
    }

    @PostMapping
    String begin(Actor actor, Submission<BeginConversation.Input> submission) {
        only(actor, Verb.MESSAGE_BEGIN);
        return PageResponses.answer(
                submission,
                input -> conversations.begin(actor, input.command()),
                input -> "/messages/" + input.id() + "?done=referrals.begun",
                m -> drawNew(actor, m));
    }

    @GetMapping(ONE)
    String open(
            Actor actor, @PathVariable UUID id, @RequestParam(required = false) @Nullable Integer before, Model model) {
        String view = draw(actor, id, before, model);
        PostedForm.empty(model, Form.ofJson(Map.of("id", Ids.next().toString())));
        return view;
    }

    private String draw(Actor actor, UUID id, @Nullable Integer before, Model model) {
        Messages.Opened opened = messages.open(actor, id, before).orElseThrow(ConversationPages::notFound);
        said(actor, opened, model);
        Conversation in = opened.conversation();
        model.addAttribute("before", before);
        model.addAttribute("participants", opened.participants());
        model.addAttribute("readers", opened.readers());
        model.addAttribute(
                "joining", in.onFile() ? opened.readers() : conversations.addressees(actor, null, Section.NOTES));
        model.addAttribute("looks", LOOKS);
        return "messages/conversation";
    }

    private void said(Actor actor, Messages.Opened opened, Model model) {
        model.addAttribute("talk", opened.conversation());
        model.addAttribute("messages", opened.messages());
        model.addAttribute("earlier", opened.earlier());
        model.addAttribute("last", opened.last());
        model.addAttribute("firstNew", opened.conversation().lastNumber() - opened.unread() + 1);
        model.addAttribute("unread", opened.unread());
        model.addAttribute("answers", actor.may(Verb.MESSAGE_WRITE));
        model.addAttribute("myself", actor.personId());
        model.addAttribute(
                "codes",
                people.of(
                        actor,
                        Stream.concat(
                                        MessagePeople.in(opened.messages()).stream(),
                                        Stream.concat(
                                                Stream.of(opened.conversation().openedBy()),
                                                opened.participants().stream().map(Participant::personId)))
                                .toList()));
    }

    /** Asked for by the page itself: whether there is more to read, and on demand what. The draft below is left alone. */
    @GetMapping(ONE + "/newer")
    String newer(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam int after,
            @RequestParam int looks,
            @RequestParam(defaultValue = "false") boolean show,
            Model model) {
        if (show) {
            said(actor, messages.newer(actor, id, after).orElseThrow(ConversationPages::notFound), model);
            model.addAttribute("after", after);
            model.addAttribute("looks", LOOKS);
            return "messages/talk :: arrived";
        }
        model.addAttribute("more", messages.more(actor, id, after).orElseThrow(ConversationPages::notFound));
        model.addAttribute("id", id);
        model.addAttribute("after", after);
        model.addAttribute("looks", looks - 1);
        return "messages/talk :: newer";
    }

    @PostMapping(THREAD)
    String say(Actor actor, @PathVariable UUID thread, Submission<SayInput.Say> submission) {
        return PageResponses.answer(
                submission,
                said -> messages.say(actor, thread, said.id(), said.text()),
                said -> "/messages/" + thread + "?done=referrals.said#write",
                m -> draw(actor, thread, null, m));
    }

    @PostMapping(ONE + "/{message}/withdrawal")
    String withdraw(Actor actor, @PathVariable UUID id, @PathVariable UUID message, PostedForm posted) {
        return PageResponses.answer(
                posted,
                messages.withdraw(actor, id, message),
                "/messages/" + id + "?done=referrals.withdrawn",
                m -> draw(actor, id, null, m));
    }

    @PostMapping(ONE + "/participants")
    String add(Actor actor, @PathVariable UUID id, Submission<SayInput.Add> submission) {
        return PageResponses.answer(
                submission,
                input -> conversations.add(actor, id, input.username()),
                input -> "/messages/" + id + "?done=referrals.added",
                m -> draw(actor, id, null, m));
    }

    @PostMapping(ONE + "/participants/{person}/removal")
    String remove(Actor actor, @PathVariable UUID id, @PathVariable String person, PostedForm posted) {
        boolean oneself = person.equals(actor.username());
        return PageResponses.answer(
                posted,
                conversations.remove(actor, id, person),
                oneself ? "/messages?done=referrals.left" : "/messages/" + id + "?done=referrals.removed",
                m -> draw(actor, id, null, m));
    }

    private static void only(Actor actor, Verb verb) {
        if (!actor.may(Verb.MESSAGE_READ)) throw notFound();
        if (!actor.may(verb)) throw PageRefusal.forbidden();
    }

    private static ResponseStatusException notFound() {
        return PageRefusal.notFound();
    }
}
