package org.akoma.protection.police;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.airlock.disclosure.CareDisclosures;
import org.akoma.airlock.disclosure.DisclosureRequest;
import org.akoma.airlock.disclosure.DisclosureRequest.Fact;
import org.akoma.airlock.disclosure.GivenOutline;
import org.akoma.airlock.disclosure.PoliceWords;
import org.akoma.airlock.disclosure.Telling;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the police ask about the child of a file: what care says and decides about it, and what the child is told. */
@Service
class PoliceRequests {

    private static final String WITHOUT = "disclosure.request/without";
    private static final String FACTS = "disclosure.given/facts";
    private static final String TOLD = "disclosure.telling";

    private final CaseWork work;
    private final CaseFiles files;
    private final CareDisclosures disclosures;
    private final Consents consents;
    private final Decisions decisions;
    private final DisclosurePaper paper;
    private final DisclosureContents contents;
    private final Vault vault;
    private final FactorAgain factor;
    private final People people;

    PoliceRequests(
            CaseWork work,
            CaseFiles files,
            CareDisclosures disclosures,
            Consents consents,
            Decisions decisions,
            DisclosurePaper paper,
            DisclosureContents contents,
            Vault vault,
            FactorAgain factor,
            People people) {
        this.people = people;
        this.work = work;
        this.files = files;
        this.disclosures = disclosures;
        this.consents = consents;
        this.decisions = decisions;
        this.paper = paper;
        this.contents = contents;
        this.vault = vault;
        this.factor = factor;
    }

    /** What somebody was told, or why not. */
    record Said(Telling telling, String words) {}

    /**
     * One request with all that care knows of it, as far as the reader may know it.
     *
     * @param words of the police: null to who neither decides nor decided for the file
     * @param withoutWords why it leaves without consent
     * @param decision the word of the supervisor, or that it waits; null = none that the reader sees
     * @param agreedBy code of who decides for the file and agreed, while the other person still has to decide; null = nobody has
     * @param decides whether it waits for the reader
     * @param before what was refused before, for who decides
     * @param judged why the review said that it should not have left at once; null = it did not say so
     * @param facts what would leave, or what was given, one a line; empty to who neither decides nor decided for the file
     * @param lacksNumber whether whom to call is asked for, it is to be decided by the reader, and the directory has no number
     */
    record Asked(
            DisclosureRequest request,
            @Nullable PoliceWords words,
            @Nullable String withoutWords,
            @Nullable Decision decision,
            @Nullable String agreedBy,
            boolean decides,
            List<DisclosureRequest.Refused> before,
            List<DisclosureRequest.Fetch> fetches,
            List<Said> tellings,
            @Nullable String judged,
            List<FactShown> facts,
            boolean lacksNumber) {

        public boolean isTold() {
            return tellings.stream().anyMatch(one -> one.telling().told());
        }
    }

    /** @param shown null = it is known, and shown only where the identity is asked for */
    record FactShown(Fact fact, @Nullable String shown) {}

    /** What was given, as the file keeps it. */
    private record Kept(List<FactShown> facts) {}

    /**
     * @param consented whether the child's yes to sharing with the police stands
     * @param structure code of the one whose file it is
     */
    record Standing(List<Asked> requests, boolean consented, String structure) {}

    /** The reading is journalled. */
    Outcome<Standing> of(Actor actor, String code) {
        return work.read(
                actor,
                code,
                Section.FAMILY,
                "disclosure.read",
                file -> new Standing(
                        disclosures.of(file.id()).stream()
                                .map(one -> asked(file, one))
                                .toList(),
                        consents.allows(file, Consent.Purpose.SHARE_WITH_LAW_ENFORCEMENT),
                        contents.structure(file)));
    }

    private Asked asked(CaseFile file, DisclosureRequest one) {
        byte[] without = disclosures.withoutWords(one.id());
        Decision decision = decisions.of(CareDisclosures.FILE, one.id()).stream()
                .findFirst()
                .orElse(null);
        boolean decides = decision != null && decision.waits() && decisions.decides(decision.id());
        return new Asked(
                one,
                disclosures.words(one.id()).orElse(null),
                without == null ? null : vault.read(file.id(), WITHOUT, without, String.class),
                decision,
                one.waits() ? agreedBy(decision) : null,
                decides,
                disclosures.refusedBefore(one.id()),
                disclosures.fetches(one.id()),
                disclosures.tellings(one.id()).stream()
                        .map(told -> new Said(
                                told, vault.read(file.id(), TOLD + "/" + told.id(), told.words(), String.class)))
                        .toList(),
                one.isWrong()
                        ? decisions.of(CareDisclosures.DATA, one.id()).stream()
                                .findFirst()
                                .map(Decision::reason)
                                .orElse(null)
                        : null,
                facts(file, one, decides),
                decides && one.fields().contains(Fact.CONTACT) && !contents.hasNumber(file));
    }

    private @Nullable String agreedBy(@Nullable Decision decision) {
        UUID by = decision == null || decision.state() != Decision.State.AGREED ? null : decision.decidedBy();
        return by == null ? null : people.codes(List.of(by)).get(by);
    }

    /**
     * What the supervisor reads before the word, and which part of it left after it, as on the page of the file. Call inside an actor's transaction.
     *
     * @param decision on this file
     */
    List<FactShown> facts(CaseFile file, DisclosureRequest one, Decision decision) {
        return facts(file, one, decision.waits() && decisions.decides(decision.id()));
    }

    /** Whether the child's yes to sharing with the police holds. Call inside an actor's transaction. */
    boolean consented(CaseFile file) {
        return consents.allows(file, Consent.Purpose.SHARE_WITH_LAW_ENFORCEMENT);
    }

    /** Before the word what the file says now, after it what the paper said. The child's name and day of birth stay masked. */
    private List<FactShown> facts(CaseFile file, DisclosureRequest one, boolean decides) {
        if (decides) return shown(contents.of(file, one, null));
        byte[] given = disclosures.factsGiven(one.id());
        return given == null
                ? List.of()
                : vault.unseal(file.id(), FACTS, given, Kept.class).facts();
    }

    private static List<FactShown> shown(List<DisclosureContents.Given> all) {
        return all.stream()
                .map(one -> new FactShown(one.fact(), one.isKnown() && one.isMasked() ? null : one.shown()))
                .toList();
    }

    /** A step on one request of this file; not found where it is of another. */
    private Outcome<DisclosureRequest> onOne(
            CaseFile file, UUID id, Function<DisclosureRequest, Outcome<DisclosureRequest>> step) {
        return disclosures
                .find(id)
                .filter(one -> file.id().equals(one.fileId()))
                .map(step)
                .orElseGet(Outcome.NotFound::new);
    }

    /** The worker says why it leaves without the child's consent. */
    Outcome<DisclosureRequest> stateWithout(Actor actor, String code, UUID id, StateWithout said) {
        return work.onAny(
                actor,
                code,
                Verb.CHILD_WRITE,
                Section.FAMILY,
                file -> onOne(file, id, one -> switch (disclosures.stateWithout(
                        id, said.without(), vault.seal(file.id(), WITHOUT, said.withoutWords()))) {
                    case "DONE" ->
                        noted(
                                file,
                                one,
                                "disclosure.without",
                                Map.of("why", said.without().name()));
                    case "NOT_WAITING" -> Outcome.Refused.because("without", "disclosure.not-waiting");
                    case "DECIDED" -> Outcome.Refused.because("without", "disclosure.decided-already");
                    case "CONSENTED" -> Outcome.Refused.because("without", "disclosure.child-agreed");
                    case "NOT_SO" -> Outcome.Refused.because("without", "disclosure.without-not-so");
                    case "SAID_NO" -> Outcome.Refused.because("without", "disclosure.child-said-no");
                    default -> new Outcome.Forbidden<>();
                }));
    }

    /** The supervisor's word. */
    Outcome<DisclosureRequest> decide(Actor actor, String code, UUID id, DecideDisclosure said) {
        FieldError wrong = factor.show(actor, said.secondFactor());
        if (wrong != null) return new Outcome.Refused<>(wrong);
        return work.decidingOnAny(
                actor,
                code,
                Verb.DISCLOSURE_DECIDE,
                Section.IDENTITY,
                file -> onOne(file, id, one -> {
                    Decision waiting =
                            decisions.waiting(CareDisclosures.FILE, id).orElse(null);
                    if (waiting == null) return Outcome.Refused.because("word", "disclosure.not-waiting");
                    Decisions.Verdict verdict = verdict(
                            actor,
                            file,
                            one,
                            waiting,
                            said.agreed(),
                            said.word() == DecideDisclosure.Word.AT_ONCE,
                            said.ground() == null ? DisclosureRequest.Ground.OTHER : said.ground(),
                            said.reason(),
                            said.telephone());
                    if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
                    return new Outcome.Done<>(disclosures.find(id).orElseThrow());
                }));
    }

    /** The word from the page of all that is to be decided. Inside an actor's transaction. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        DisclosureRequest one = disclosures.find(decision.subject()).orElse(null);
        CaseFile file =
                decision.fileId() == null ? null : files.find(decision.fileId()).orElse(null);
        if (one == null || file == null) return new Decisions.Verdict.NotFound();
        return verdict(actor, file, one, decision, agreed, false, DisclosureRequest.Ground.OTHER, reason, null);
    }

    private Decisions.Verdict verdict(
            Actor actor,
            CaseFile file,
            DisclosureRequest one,
            Decision waiting,
            boolean agreed,
            boolean atOnce,
            DisclosureRequest.Ground ground,
            @Nullable String reason,
            @Nullable String telephone) {
        if (agreed) {
            String bar = atOnce ? null : disclosures.bar(one.id());
            if (bar != null) return Decisions.Verdict.Refused.because("word", bar);
            PoliceWords words = disclosures.words(one.id()).orElse(null);
            if (words == null) return new Decisions.Verdict.Forbidden();
            DisclosurePaper.Made made =
                    paper.of(file, one, words, disclosures.language(one.id()), telephone, work.now());
            GivenOutline outline = new GivenOutline(
                    made.facts().stream()
                            .filter(fact -> !fact.isKnown())
                            .map(DisclosureContents.Given::fact)
                            .toList(),
                    telephone);
            byte[] facts = vault.seal(file.id(), FACTS, new Kept(shown(made.facts())));
            switch (disclosures.prepare(one.id(), made.given(), made.digest(), atOnce, outline, facts)) {
                case "DONE" -> {}
                case "NOT_AT_ONCE" -> {
                    return Decisions.Verdict.Refused.because("word", "disclosure.not-at-once");
                }
                case "NOT_TYPED" -> {
                    return Decisions.Verdict.Refused.because("telephone", "disclosure.number-typed");
                }
                case "FACTOR" -> {
                    return new Decisions.Verdict.Refused(List.of(FactorAgain.missing()));
                }
                case "NOT_WAITING" -> {
                    return new Decisions.Verdict.NotWaiting();
                }
                default -> {
                    return new Decisions.Verdict.Forbidden();
                }
            }
        }
        Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return verdict;
        if (!agreed) disclosures.sayGround(one.id(), ground);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("request", one.number());
        facts.put("fields", one.fields().stream().map(Fact::name).toList());
        String act = !agreed ? "disclosure.refused" : atOnce ? "disclosure.given-at-once" : "disclosure.agreed";
        work.note(file, Section.FAMILY, act, facts);
        return verdict;
    }

    /** The child was told, or is not told yet. */
    Outcome<DisclosureRequest> tell(Actor actor, String code, UUID id, TellChild said) {
        return work.onAny(
                actor,
                code,
                Verb.CHILD_WRITE,
                Section.FAMILY,
                file -> onOne(file, id, one -> {
                    boolean told = said.said() == TellChild.Said.TOLD;
                    LocalDate day = told ? said.onDay() : null;
                    Telling telling = new Telling(
                            said.id(),
                            told,
                            day,
                            told ? null : said.why(),
                            told ? null : said.reviewOn(),
                            vault.seal(file.id(), TOLD + "/" + said.id(), said.words()),
                            "",
                            null,
                            null);
                    return switch (disclosures.tell(id, telling)) {
                        case "DONE" -> noted(file, one, told ? "disclosure.told" : "disclosure.not-told", Map.of());
                        case "NOT_GIVEN" -> Outcome.Refused.because("said", "disclosure.not-given");
                        case "TOLD" -> Outcome.Refused.because("said", "disclosure.told-already");
                        case "DAY" ->
                            told
                                    ? Outcome.Refused.because("onDay", "disclosure.told-day")
                                    : Outcome.Refused.because("reviewOn", "disclosure.review-day");
                        default -> new Outcome.Forbidden<>();
                    };
                }));
    }

    /** The supervisor confirms that the child is not told yet. */
    Outcome<DisclosureRequest> confirmUntold(Actor actor, String code, UUID id, UUID telling) {
        return work.onAny(
                actor,
                code,
                Verb.DISCLOSURE_DECIDE,
                Section.FAMILY,
                file -> onOne(file, id, one -> {
                    if (disclosures.tellings(id).stream()
                            .noneMatch(said -> said.id().equals(telling))) return new Outcome.NotFound<>();
                    return switch (disclosures.confirmUntold(telling)) {
                        case "DONE" -> noted(file, one, "disclosure.not-told-confirmed", Map.of());
                        case "NOT_WAITING" -> Outcome.Refused.because("main", "disclosure.confirmed-already");
                        default -> new Outcome.Forbidden<>();
                    };
                }));
    }

    private Outcome<DisclosureRequest> noted(
            CaseFile file, DisclosureRequest one, String act, Map<String, Object> more) {
        Map<String, Object> facts = new LinkedHashMap<>(more);
        facts.put("request", one.number());
        work.note(file, Section.FAMILY, act, facts);
        return new Outcome.Done<>(disclosures.find(one.id()).orElseThrow());
    }

    Optional<DisclosureRequest> find(UUID id) {
        return disclosures.find(id);
    }

    Optional<PoliceWords> words(UUID id) {
        return disclosures.words(id);
    }

    List<DisclosureRequest.Refused> refusedBefore(UUID id) {
        return disclosures.refusedBefore(id);
    }
}
