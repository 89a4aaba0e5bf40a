package org.akoma.protection.handover;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * A file is handed over to an authority ({@code requirements.md 7}): proposed by its supervisor, accepted or returned by the authority with an account of its
 * own, or in writing, which a second person confirms. Responsibility changes at the acceptance; the database holds who may do what.
 */
@Service
public class Handovers {

    static final String KIND = "HANDOVER";
    static final String WRITTEN = "HANDOVER_WRITTEN";
    static final String MINIMUM = "HANDOVER_MINIMUM";

    /** What the child said to the transfer, among the fields of a request for the minimum. */
    static final String CHILDS_WORDS = "childsWords";

    /** What the authority would read, in the request for the minimum: who agrees to it reads it. */
    static final String WORDS = "words";

    private final HandoverStore store;
    private final CaseWork work;
    private final Decisions decisions;
    private final Organisations organisations;
    private final BorderPapers papers;
    private final TransferAnswers answers;
    private final Vault vault;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Handovers(
            HandoverStore store,
            CaseWork work,
            Decisions decisions,
            Organisations organisations,
            BorderPapers papers,
            TransferAnswers answers,
            Vault vault,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.work = work;
        this.decisions = decisions;
        this.organisations = organisations;
        this.papers = papers;
        this.answers = answers;
        this.vault = vault;
        this.journal = journal;
        this.events = events;
    }

    public Outcome<Handover> propose(Actor actor, String code, ProposeHandover command) {
        return work.onAny(actor, code, Verb.CASE_ASSIGN, Section.STATUS, file -> {
            Handover made = store.find(command.id()).orElse(null);
            if (made != null)
                return made.fileId().equals(file.id()) && made.receiver().equals(command.to())
                        ? new Outcome.Done<>(made)
                        : Outcome.Refused.because("id", CaseWork.OTHER_CONTENT);
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Organisation to = organisations.find(command.to()).orElse(null);
            if (to == null) return Outcome.Refused.because("to", "handover.no-receiver");
            HandoverWord word = store.propose(
                    command.id(),
                    file.id(),
                    to.id(),
                    decisions.seal(command.id(), proposal(file, to, command)),
                    vault.seal(file.id(), wordsOf(command.id()), command.why()));
            return switch (word) {
                case SENT -> sent(actor, file, command.id(), "handover.proposed", to.code());
                case BLOCKED -> blocked(actor, file, command.id(), to.code());
                case NO_RECEIVER -> Outcome.Refused.because("to", wrongReceiver(file, to));
                case OWN_YES -> Outcome.Refused.because("to", "handover.own-yes");
                case CLOSED -> Outcome.Refused.because("to", "cases.file-closed");
                case WAITS -> Outcome.Refused.because("to", "handover.waits");
                default -> new Outcome.Forbidden<>();
            };
        });
    }

    private @Nullable String wordsKept(CaseFile file, UUID id) {
        byte[] sealed = store.wordsKept(id);
        return sealed == null ? null : vault.read(file.id(), wordsOf(id), sealed, String.class);
    }

    /** What leaves without the child's consent is what two people agreed to, word for word. Spaces and ends of lines do not count. */
    private boolean isAsAgreed(CaseFile file, Handover handover, String why) {
        String kept = wordsKept(file, handover.id());
        return !handover.minimum() || kept != null && plain(kept).equals(plain(why));
    }

    private static String plain(String words) {
        return words.strip().replaceAll("\\s+", " ");
    }

    /** Where the words for the authority are sealed until they are sent. */
    static String wordsOf(UUID id) {
        return "handover.proposal/words/" + id;
    }

    /** The country is said by itself: it is the one thing about an authority that the file decides. */
    private static String wrongReceiver(CaseFile file, Organisation to) {
        return to.country().equals(file.country()) ? "handover.no-receiver" : "handover.other-country";
    }

    private static Proposal proposal(CaseFile file, Organisation to, ProposeHandover command) {
        return Proposal.onFile(KIND, file.id(), command.id(), 1)
                .because(command.why())
                .with(Map.of("to", to.code()));
    }

    /** Who follows the child hears that it is to be asked; the lists of tasks say so too. */
    private Outcome<Handover> blocked(Actor actor, CaseFile file, UUID id, String to) {
        Notification.others(List.of(file.workerId()), actor.personId(), Notification.TASK)
                .map(ring -> ring.about(id))
                .ifPresent(events::publishEvent);
        return noted(file, id, "handover.blocked", Map.of("to", to));
    }

    private Outcome<Handover> sent(Actor actor, CaseFile file, UUID id, String act, String to) {
        Notification.others(decisions.deciders(id), actor.personId(), Notification.DECISION)
                .map(ring -> ring.about(id))
                .ifPresent(events::publishEvent);
        return noted(file, id, act, Map.of("to", to));
    }

    /** What was blocked is sent, once consent is there or two people agreed to the minimum. */
    public Outcome<Handover> send(Actor actor, String code, UUID id, ProposeHandover.Send command) {
        return work.onAny(
                actor,
                code,
                Verb.CASE_ASSIGN,
                Section.STATUS,
                file -> onOne(file, id, handover -> {
                    if (!isAsAgreed(file, handover, command.why()))
                        return Outcome.Refused.because("why", "handover.words-agreed");
                    Proposal proposal = Proposal.onFile(KIND, file.id(), id, 1)
                            .because(command.why())
                            .with(Map.of("to", handover.receiver()));
                    return switch (store.send(id, decisions.seal(id, proposal))) {
                        case SENT -> sent(actor, file, id, "handover.proposed", handover.receiver());
                        case BLOCKED -> Outcome.Refused.because("why", "handover.still-blocked");
                        case OWN_YES -> Outcome.Refused.because("why", "handover.own-yes");
                        case NO_RECEIVER -> Outcome.Refused.because("why", "handover.no-receiver");
                        case NOT_WAITING -> Outcome.Refused.because("why", "handover.not-waiting");
                        default -> new Outcome.Forbidden<>();
                    };
                }));
    }

    /** A step on one hand-over of this file; not found where it is of another. */
    Outcome<Handover> onOne(CaseFile file, UUID id, Function<Handover, Outcome<Handover>> step) {
        Handover handover =
                store.find(id).filter(one -> one.fileId().equals(file.id())).orElse(null);
        return handover == null ? new Outcome.NotFound<>() : step.apply(handover);
    }

    public Outcome<Handover> takeBack(Actor actor, String code, UUID id) {
        return work.onAny(
                actor,
                code,
                Verb.CASE_ASSIGN,
                Section.STATUS,
                file -> onOne(file, id, handover -> switch (store.takeBack(id)) {
                    case DONE -> noted(file, id, "handover.withdrawn", Map.of("to", handover.receiver()));
                    case NOT_WAITING -> Outcome.Refused.because("main", "handover.not-waiting");
                    default -> new Outcome.Forbidden<>();
                }));
    }

    /** Asks the data protection officer that the minimum may leave without consent. */
    public Outcome<Handover> askMinimum(Actor actor, String code, UUID id, ProposeHandover.Minimum command) {
        return work.onAny(
                actor,
                code,
                Verb.CASE_ASSIGN,
                Section.STATUS,
                file -> onOne(file, id, handover -> {
                    if (handover.state() != Handover.State.BLOCKED || handover.minimum())
                        return Outcome.Refused.because("basis", "handover.not-blocked");
                    String consent = store.newestConsent(file.id());
                    if (consent == null || consent.equals(Handover.Consent.GIVEN.name()))
                        return Outcome.Refused.because("basis", "handover.ask-the-child");
                    if (decisions.waitsOfAnother(MINIMUM, id))
                        return Outcome.Refused.because("basis", Decisions.WAITS_OF_ANOTHER);
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("file", file.code());
                    fields.put("to", handover.receiver());
                    fields.put("consent", consent);
                    fields.put("basis", command.basis().name());
                    answers.childsWords(file).ifPresent(said -> fields.put(CHILDS_WORDS, said));
                    String words = wordsKept(file, id);
                    if (words != null) fields.put(WORDS, words);
                    decisions.propose(
                            actor,
                            Proposal.of(MINIMUM, id, handover.version())
                                    .because(command.minimumWhy())
                                    .with(fields));
                    return noted(
                            file,
                            id,
                            "handover.minimum-asked",
                            Map.of("basis", command.basis().name()));
                }));
    }

    /** The authority's own answer. */
    public Outcome<Handover> reply(Actor actor, String code, UUID id, ProposeHandover.Reply command) {
        return work.decidingOnAny(
                actor,
                code,
                Verb.CASE_READ,
                Section.STATUS,
                file -> onOne(file, id, handover -> {
                    Decision waiting = decisions.waiting(KIND, id).orElse(null);
                    if (waiting == null) return Outcome.Refused.because("main", "handover.not-waiting");
                    Decisions.Verdict verdict = decide(actor, waiting, command.agreed(), command.reason());
                    if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
                    if (!command.agreed()) store.sayLacks(id, command.lacks());
                    return new Outcome.Done<>(store.find(id).orElseThrow());
                }));
    }

    /** The verdict on a request of any kind of this room; the database writes what follows from it. Inside an actor's transaction. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        if (decision.kind().equals(MINIMUM) && agreed && !store.minimumStands(decision.subject()))
            return Decisions.Verdict.Refused.because("decision", "handover.answer-changed");
        if (decision.kind().equals(MINIMUM)) // who decides it sees no file
        return decisions.decide(actor, decision.id(), agreed, reason);
        Handover handover = store.find(decision.subject()).orElse(null);
        if (handover == null) return new Decisions.Verdict.NotFound();
        if (agreed && !isReturn(decision) && !isAuthority(handover.receiver()))
            return Decisions.Verdict.Refused.because("decision", "handover.no-receiver");
        if (agreed && !store.isConsented(handover.id()) && !isReturn(decision))
            return Decisions.Verdict.Refused.because("decision", "handover.no-consent");
        if (agreed && !isReturn(decision) && store.refresh(handover.id()))
            return Decisions.Verdict.Refused.because("decision", "handover.changed");
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return verdict;
        Handover now = store.find(handover.id()).orElse(handover);
        String act = switch (now.state()) {
            case ACCEPTED -> "handover.accepted";
            case RETURNED -> "handover.returned";
            default -> "handover.letter-refused";
        };
        journal.note(now.fileId(), Section.STATUS, act, Map.of("to", now.receiver()));
        return verdict;
    }

    private boolean isAuthority(String receiver) {
        return organisations
                .find(receiver)
                .filter(one -> one.kind().isAuthority())
                .isPresent();
    }

    /** A letter by which the authority returns the file needs no consent. */
    private static boolean isReturn(Decision decision) {
        return ProposeHandover.Letter.RETURNED.name().equals(decision.fields().get("answer"));
    }

    /** What an authority without people here has written; a supervisor confirms it. */
    public Outcome<Handover> enterLetter(Actor actor, String code, UUID id, ProposeHandover.EnterLetter command) {
        return enter(
                actor,
                code,
                id,
                command.answer(),
                command.writtenOn(),
                command.letter(),
                command.words(),
                command.lacks());
    }

    /** The same as a scenario tells it, which brings no letters along. */
    public Outcome<Handover> answerAsTold(
            Actor actor, String code, UUID id, boolean accepted, LocalDate on, List<String> lacks) {
        return enter(
                actor,
                code,
                id,
                accepted ? ProposeHandover.Letter.ACCEPTED : ProposeHandover.Letter.RETURNED,
                on,
                null,
                null,
                lacks.stream().map(Handover.Part::valueOf).toList());
    }

    private Outcome<Handover> enter(
            Actor actor,
            String code,
            UUID id,
            ProposeHandover.Letter answer,
            LocalDate on,
            @Nullable UUID letter,
            @Nullable String words,
            List<Handover.Part> lacks) {
        return work.onAny(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.STATUS,
                file -> onOne(file, id, handover -> {
                    FieldError why = letterRefusal(file, handover, on, letter);
                    if (why != null) return new Outcome.Refused<>(why);
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("answer", answer.name());
                    fields.put("writtenOn", on.toString());
                    if (words != null) fields.put("words", words);
                    if (letter != null) fields.put("letter", letter.toString());
                    fields.put("lacks", lacks.stream().map(Enum::name).toList());
                    decisions.propose(
                            actor,
                            Proposal.onFile(WRITTEN, file.id(), id, handover.version())
                                    .with(fields)
                                    .writing(Map.of("answer", answer.name(), "written_on", on.toString()))
                                    .restingOn(letter));
                    return noted(file, id, "handover.letter-entered", Map.of("answer", answer.name()));
                }));
    }

    private @Nullable FieldError letterRefusal(CaseFile file, Handover handover, LocalDate on, @Nullable UUID letter) {
        if (handover.state() != Handover.State.WAITING) return FieldError.of("answer", "handover.not-waiting");
        if (store.hasPeople(handover.receiver())) return FieldError.of("answer", "handover.answers-here");
        if (on.isAfter(work.today())) return FieldError.of("writtenOn", "form.future");
        if (handover.sentAt() != null && on.isBefore(LocalDate.ofInstant(handover.sentAt(), ZoneOffset.UTC)))
            return FieldError.of("writtenOn", "handover.letter-before");
        if (letter != null && papers.of(file).stream().noneMatch(one -> one.id().equals(letter)))
            return FieldError.of("letter", "cases.no-such-document");
        if (decisions.waitsOfAnother(WRITTEN, handover.id()))
            return FieldError.of("answer", Decisions.WAITS_OF_ANOTHER);
        return null;
    }

    /** A supervisor's word on the letter that waits, or the data protection officer's on the minimum. */
    public Decisions.Verdict decideWaiting(Actor actor, UUID id, boolean agreed, @Nullable String reason) {
        return work.as(actor, () -> {
            Decision waiting = List.of(WRITTEN, MINIMUM).stream()
                    .map(kind -> decisions.waiting(kind, id))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(null);
            if (waiting == null) return new Decisions.Verdict.NotFound();
            Decisions.Verdict verdict = decide(actor, waiting, agreed, reason);
            if (agreed && waiting.kind().equals(WRITTEN) && verdict instanceof Decisions.Verdict.Done) lacksOf(waiting);
            return verdict;
        });
    }

    /** What the confirmed letter says is missing. Inside the transaction of the confirmation. */
    void lacksOf(Decision letter) {
        if (letter.fields().get("lacks") instanceof List<?> lacks)
            store.sayLacks(
                    letter.subject(),
                    lacks.stream()
                            .map(one -> Handover.Part.valueOf(one.toString()))
                            .toList());
    }

    /** What is looked at before a file is handed over, as the records are now; empty for who does not work on the file. Inside a transaction of the actor. */
    public List<Handover.Item> checklist(UUID file) {
        return store.checklist(file);
    }

    /** Journals what was done to a hand-over, and reads it again. */
    Outcome<Handover> noted(CaseFile file, UUID id, String act, Map<String, ?> facts) {
        work.note(file, Section.STATUS, act, facts);
        return new Outcome.Done<>(store.find(id).orElseThrow());
    }
}
