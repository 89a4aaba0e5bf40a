package org.akoma.protection.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.akoma.PastDays;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Deadlines;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Prefill;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the child and the guardian agreed to: now, per purpose, and everything that was answered before. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/consents")
class ConsentPages {

    /** A referral that waits, and its version, as {@link AwaitsConsent.Waiting#seen()} writes them. */
    private static final Pattern SEEN = Pattern.compile("[A-Z]{2,4}-[0-9]{3,9}/[0-9]{1,9}");

    private final FileShell shell;
    private final Consents consents;
    private final AskedTogether together;
    private final ObjectProvider<AwaitsConsent> awaiting;
    private final ConsentRefusals refusals;
    private final Deadlines deadlines;
    private final PersonCodes people;
    private final ConsentStart start;
    private final WithdrawnProposals takenBack;
    private final Clock clock;

    ConsentPages(
            FileShell shell,
            Consents consents,
            AskedTogether together,
            ObjectProvider<AwaitsConsent> awaiting,
            ConsentRefusals refusals,
            Deadlines deadlines,
            PersonCodes people,
            ConsentStart start,
            WithdrawnProposals takenBack,
            Clock clock) {
        this.shell = shell;
        this.consents = consents;
        this.together = together;
        this.awaiting = awaiting;
        this.refusals = refusals;
        this.deadlines = deadlines;
        this.people = people;
        this.start = start;
        this.takenBack = takenBack;
        this.clock = clock;
    }

    @GetMapping
    String show(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        LocalDate day = posted.form().pastDay(PastDays.PARAMETER, LocalDate.now(clock));
        Instant then = posted.form().endOfPastDay(PastDays.PARAMETER, LocalDate.now(clock));
        if (!posted.form().isSound()) return posted.again(m -> show(actor, code, null, null, m));
        PostedForm.empty(model, posted.form());
        return show(actor, code, day, then, model);
    }

    /** @param day a past one, on which nothing is asked or decided; null = now */
    private String show(Actor actor, String code, @Nullable LocalDate day, @Nullable Instant then, Model model) {
        FileFrame frame = own(actor, code, model);
        List<Consent> answers =
                Consents.until(consents.read(actor, frame.code()).orElseThrow(FileShell::notFound), then);
        model.addAttribute("asOf", day);
        boolean asks = day == null && frame.mayWrite(Section.FAMILY) && actor.may(Verb.CHILD_WRITE);
        model.addAttribute("asks", asks);
        model.addAttribute(
                "writes",
                asks
                        || day == null
                                && frame.mayWrite(Section.FAMILY)
                                && Consents.someNo(answers)
                                && actor.may(Verb.CASE_APPROVE));
        model.addAttribute("answers", answers);
        model.addAttribute("current", Consents.newest(answers));
        List<Consent> waiting = day == null ? consents.waiting(actor, frame.code()) : List.of();
        model.addAttribute("waiting", waiting);
        model.addAttribute("purposes", Consent.Purpose.values());
        List<Refused> refused = Refused.of(
                refusals.of(actor, frame.code()).stream()
                        .map(one -> one.at(then))
                        .toList(),
                answers);
        model.addAttribute("refusals", refused);
        model.addAttribute("decides", day == null && actor.may(Verb.CASE_APPROVE));
        model.addAttribute("myself", actor.personId());
        Stream<UUID> told = Stream.concat(answers.stream(), waiting.stream())
                .flatMap(one -> Stream.of(one.explainedBy(), one.recordedBy()));
        Stream<UUID> decided = refused.stream().flatMap(one -> Stream.ofNullable(one.refusal.decidedBy()));
        model.addAttribute(
                "people", people.of(actor, Stream.concat(told, decided).toList()));
        model.addAttribute("consentClock", day == null ? deadlines.of(actor, frame.file(), "T3") : null);
        model.addAttribute("now", clock.instant());
        return "consent/consents";
    }

    /** A child's no with the answer it was. */
    record Refused(ConsentRefusal refusal, Consent answer) {
        static List<Refused> of(List<ConsentRefusal> refusals, List<Consent> answers) {
            return refusals.stream()
                    .flatMap(one -> CaseWork.among(answers, Consent::id, one.consent()).stream()
                            .map(answer -> new Refused(one, answer)))
                    .toList();
        }
    }

    private FileFrame own(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || !frame.holds(Section.FAMILY)) throw FileShell.notFound();
        return frame;
    }

    /** Who supervises reads what was answered, and writes only a yes over a child's no ({@code requirements.md 2.6, 9}). */
    private FileFrame writers(Actor actor, String code, Model model) {
        FileFrame frame = own(actor, code, model);
        if (!actor.may(Verb.CHILD_WRITE) && !actor.may(Verb.CASE_APPROVE)) throw PageRefusal.forbidden();
        return frame;
    }

    @GetMapping("/new")
    String ask(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) Consent.@Nullable Purpose purpose,
            @RequestParam(required = false) @Nullable UUID again,
            Model model) {
        FileFrame frame = writers(actor, code, model);
        shell.remember(actor, frame);
        Map<String, @Nullable Object> known = start.of(actor, frame, purpose);
        known.putAll(takenBack.typed(actor, frame.code(), again));
        return form(actor, frame, Prefill.with(known), model);
    }

    private Optional<ConsentRule> rule(Actor actor, FileFrame frame) {
        return consents.rule(actor, frame.code(), LocalDate.now(clock));
    }

    private String form(Actor actor, FileFrame frame, Form form, Model model) {
        ConsentRule rule = rule(actor, frame).orElse(null);
        model.addAttribute("form", form);
        model.addAttribute("rule", rule);
        model.addAttribute("givers", givers(actor, frame, rule));
        model.addAttribute("bases", Consent.Basis.values());
        model.addAttribute(
                "together",
                AskConsents.TOGETHER.stream()
                        .filter(one -> !one.name().equals(form.typed("purpose")))
                        .toList());
        model.addAttribute("awaits", waiting(actor, frame));
        return "consent/consent";
    }

    /** Who may answer at this age; who supervises gives the answers that are theirs: over a child's no, and the new yes after a no. */
    private List<Consent.GivenBy> givers(Actor actor, FileFrame frame, @Nullable ConsentRule rule) {
        if (!actor.may(Verb.CHILD_WRITE)) {
            List<Consent.GivenBy> theirs = new ArrayList<>();
            if (rule == null || rule.givers().contains(Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS))
                theirs.add(Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS);
            if (rule != null && consents.saidNo(actor, frame.code())) {
                theirs.add(rule.usual());
                theirs.add(Consent.GivenBy.NOBODY); // a no to sharing, where life is in danger
            }
            return theirs.stream().distinct().toList();
        }
        return rule == null ? List.of(Consent.GivenBy.values()) : rule.givers();
    }

    /** Back to the referral that waits for this answer; a child who has no bed yet is given one, and one who was never assessed is, once the file may be worked on. */
    private String next(Actor actor, FileFrame frame, AskConsents asked, Form form) {
        AwaitsConsent.Waiting waiting =
                asked.isAbout(Consent.Purpose.SHARE_FOR_REFERRAL) ? waiting(actor, frame) : null;
        if (waiting != null) {
            boolean leaves =
                    form.typed("then").equals(waiting.seen()) && asked.lets(Consent.Purpose.SHARE_FOR_REFERRAL);
            boolean sent = leaves && awaiting.stream().anyMatch(one -> one.send(actor, frame.code(), waiting));
            return "/referrals/" + waiting.code() + "?done="
                    + (sent ? "referrals.sent" : leaves ? "referrals.not-sent" : "cases.consent");
        }
        String then = form.typed("then");
        if (SEEN.matcher(then).matches()) // this answer lets no ordinary referral leave: its page says what to do
        return "/referrals/" + then.substring(0, then.indexOf('/')) + "?done=referrals.not-sent";
        return "/cases/" + frame.code() + after(actor, frame, asked) + "?done=cases.consent";
    }

    private static String after(Actor actor, FileFrame frame, AskConsents asked) {
        if (!asked.isYesTo(Consent.Purpose.CASE_MANAGEMENT)) return "/consents";
        if (frame.file().care() == null && actor.may(Verb.PLACEMENT_WRITE) && frame.mayWrite(Section.PLACEMENT))
            return "/placement";
        boolean unassessed = frame.file().status() == CaseFile.Status.REGISTERED
                && actor.may(Verb.CASE_WRITE)
                && frame.writes(Section.NOTES);
        return unassessed ? "/assessment" : "/consents";
    }

    private AwaitsConsent.@Nullable Waiting waiting(Actor actor, FileFrame frame) {
        return awaiting.orderedStream()
                .flatMap(one -> one.waiting(actor, frame.code()).stream())
                .findFirst()
                .orElse(null);
    }

    @PostMapping("/new")
    String record(Actor actor, @PathVariable String code, Submission<AskConsents> submission, Model model) {
        FileFrame frame = writers(actor, code, model);
        return PageResponses.answer(
                submission,
                input -> together.record(actor, frame.code(), input),
                (input, made) -> consents.isWaiting(actor, frame.code(), made)
                        ? "/cases/" + frame.code() + "/consents?done=cases.consent-asked"
                        : next(actor, frame, input, submission.form()),
                m -> form(actor, frame, submission.form(), m));
    }
}
