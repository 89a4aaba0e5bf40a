package org.akoma.protection.referrals;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.consent.Consent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The referrals of one file: the list, a new one, and a draft that is sent. */
@Controller
class FileReferralPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/referrals";

    private final FileShell shell;
    private final Referrals referrals;
    private final ReferralAnswers answers;
    private final ReferralLists lists;
    private final Returns returns;
    private final Partners partners;
    private final CaseWork work;
    private final CodeLists codes;

    FileReferralPages(
            FileShell shell,
            Referrals referrals,
            ReferralAnswers answers,
            ReferralLists lists,
            Returns returns,
            Partners partners,
            CaseWork work,
            CodeLists codes) {
        this.shell = shell;
        this.referrals = referrals;
        this.answers = answers;
        this.lists = lists;
        this.returns = returns;
        this.partners = partners;
        this.work = work;
        this.codes = codes;
    }

    @GetMapping(PAGE)
    String list(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (actor.is(Role.PROVIDER) || !frame.worksOnIt()) throw nothing();
        Instant now = work.now();
        List<Referral> all = PageResponses.read(referrals.of(actor, frame.code()));
        model.addAttribute(
                "lines", all.stream().map(one -> lists.line(one, now)).toList());
        model.addAttribute("writes", writes(actor, frame));
        return "referrals/file";
    }

    private static boolean writes(Actor actor, FileFrame frame) {
        return mayWrite(actor, frame) && frame.file().status().open();
    }

    /** Who works on the file, or the shelter where the child stays: then the child's worker sends it. */
    private static boolean mayWrite(Actor actor, FileFrame frame) {
        if (frame.byEmergency()) return false;
        return actor.may(Verb.REFERRAL_WRITE)
                ? frame.mayWrite(Referrals.SECTION)
                : actor.may(Verb.REFERRAL_ASK) && frame.worksOnIt();
    }

    /**
     * @param priority what the link to this page asks for; null = normal
     * @param service a code of the list {@code assistance}; null = none yet
     */
    @GetMapping(PAGE + "/new")
    String blank(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) Referral.@Nullable Priority priority,
            @RequestParam(required = false) @Nullable String service,
            Model model) {
        Map<String, Object> known = new HashMap<>();
        known.put("priority", (priority == null ? Referral.Priority.NORMAL : priority).name());
        if (service != null && ReferralForm.services(codes).contains(service)) known.put("service", service);
        PostedForm.empty(model, Form.ofJson(known));
        return form(actor, code, null, model);
    }

    /** @param draft whose draft is changed; null = a new one */
    private String form(Actor actor, String code, @Nullable Referral draft, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!mayWrite(actor, frame)) throw nothing();
        List<Partners.Reachable> structures = partners.reachable(actor, frame.file());
        model.addAttribute("draft", draft);
        model.addAttribute("holder", holder(actor, frame));
        model.addAttribute("tellers", tellers(actor, frame));
        model.addAttribute("structures", structures);
        model.addAttribute("sections", ReferralForm.SECTIONS);
        model.addAttribute("services", ReferralForm.services(codes));
        model.addAttribute("priorities", List.of(Referral.Priority.NORMAL, Referral.Priority.URGENT));
        model.addAttribute("homecomings", returns.running(actor, frame.code()));
        return "referrals/form";
    }

    private String holder(Actor actor, FileFrame frame) {
        return actor.may(Verb.REFERRAL_WRITE)
                ? work.as(actor, () -> partners.holder(frame.file()))
                : actor.organisation();
    }

    /** A shelter asks in its own name. */
    private List<Organisation> tellers(Actor actor, FileFrame frame) {
        return actor.may(Verb.REFERRAL_WRITE)
                ? partners.tellers(actor, frame.file())
                : partners.of(actor).stream()
                        .filter(one -> one.code().equals(actor.organisation()))
                        .toList();
    }

    @PostMapping(PAGE)
    String write(Actor actor, @PathVariable String code, Submission<DraftReferral.Input> submission) {
        return PageResponses.answer(
                submission.alsoWrong(legible -> referrals.refusals(actor, upper(code), legible)),
                input -> drafted(actor, upper(code), input.command(), submission.form()),
                (input, made) -> written(actor, upper(code), made, submission.form()),
                m -> form(actor, code, null, m));
    }

    /** What is to be sent at once and may not leave is said beside the sections, before anything is kept; as a draft it may wait for another agreement. */
    private Outcome<Referral> drafted(Actor actor, String code, DraftReferral command, Form form) {
        List<FieldError> outside = sends(actor, form) ? referrals.outside(actor, code, command) : List.of();
        return outside.isEmpty() ? referrals.draft(actor, code, command) : new Outcome.Refused<>(outside);
    }

    private static boolean sends(Actor actor, Form form) {
        return actor.may(Verb.REFERRAL_WRITE) && form.typed("then").equals("send");
    }

    /** Sent with the same step, where the page says so; where the answer about sharing alone is missing, it is asked for at once. */
    private String written(Actor actor, String code, Referral made, Form form) {
        if (!actor.may(Verb.REFERRAL_WRITE)) return next(made, "asked");
        if (!sends(actor, form)) return next(made, "drafted");
        return switch (referrals.send(actor, code, made.id(), made.version())) {
            case Outcome.Done<Referral>(var sent) -> next(sent, "sent");
            case Outcome.Refused<Referral>(var errors)
            when actor.may(Verb.CHILD_WRITE)
                    && errors.stream().allMatch(one -> one.code().equals("referrals.consent-none")) ->
                "/cases/" + code + "/consents/new?purpose=" + Consent.Purpose.SHARE_FOR_REFERRAL
                        + "&done=referrals.awaits";
            case Outcome.Refused<Referral> refused -> next(made, "not-sent");
            case Outcome.Stale<Referral> stale -> next(made, "not-sent");
            case Outcome.NotFound<Referral> none -> throw nothing();
            case Outcome.Forbidden<Referral> others -> next(made, "not-sent");
        };
    }

    @GetMapping(PAGE + "/{id}/edit")
    String edit(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        Referral draft = draft(actor, code, id);
        ReferralStore.Said said = answers.open(actor, draft.code())
                .map(ReferralAnswers.Opened::said)
                .orElse(ReferralStore.Said.NOTHING);
        PostedForm.empty(model, Form.ofJson(ReferralForm.typed(draft, said.words())));
        return form(actor, code, draft, model);
    }

    @PostMapping(PAGE + "/{id}/edit")
    String rewrite(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<DraftReferral.Input> submission) {
        Referral draft = draft(actor, code, id);
        Integer version = submission.version() == null ? Integer.valueOf(draft.version()) : submission.version();
        return PageResponses.answer(
                submission
                        .given("id", id)
                        .given("version", version)
                        .alsoWrong(legible -> referrals.refusals(actor, upper(code), legible)),
                input -> drafted(actor, upper(code), input.command(), submission.form()),
                (input, made) -> written(actor, upper(code), made, submission.form()),
                m -> form(actor, code, draft, m));
    }

    private Referral draft(Actor actor, String code, UUID id) {
        return PageResponses.read(referrals.of(actor, upper(code))).stream()
                .filter(one -> one.id().equals(id) && one.course().sentAt() == null)
                .findFirst()
                .orElseThrow(FileReferralPages::nothing);
    }

    private static String next(Referral made, String done) {
        return "/referrals/" + made.code() + "?done=referrals." + done;
    }

    private static ResponseStatusException nothing() {
        return PageRefusal.notFound();
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
