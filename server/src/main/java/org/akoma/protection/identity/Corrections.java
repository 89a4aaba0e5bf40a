package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.airlock.slips.Slips;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.ProposedWords;
import org.akoma.protection.cases.Readers;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Sex, age, nationality, country and sector, corrected after registration, with a reason and the old values. */
@Service
public class Corrections {

    public static final String KIND = "AGE";

    /** What is verified with an identity, and then needs two people. */
    private static final Set<String> VERIFIED = Set.of("sex", "birthDate", "nationality");

    private final CorrectionStore store;
    private final CaseFiles files;
    private final Readers readers;
    private final Identities identities;
    private final ConsistencyWarnings warnings;
    private final CaseWork work;
    private final Policies policies;
    private final Decisions decisions;
    private final Slips slips;
    private final ProposedWords words;

    Corrections(
            CorrectionStore store,
            CaseFiles files,
            Readers readers,
            Identities identities,
            ConsistencyWarnings warnings,
            CaseWork work,
            Policies policies,
            Decisions decisions,
            Slips slips,
            ProposedWords words) {
        this.words = words;
        this.slips = slips;
        this.store = store;
        this.files = files;
        this.readers = readers;
        this.identities = identities;
        this.warnings = warnings;
        this.work = work;
        this.policies = policies;
        this.decisions = decisions;
    }

    /**
     * What is registered now, and how it came to be so.
     *
     * @param version that a correction must name
     * @param corrections newest first
     * @param misfits what was decided for the child and does not fit what is registered now
     * @param waiting the decision on a correction that a supervisor has to take first; null = none waits
     */
    public record Registered(
            Particulars now,
            int version,
            List<Correction> corrections,
            List<FieldError> misfits,
            @Nullable UUID waiting) {
        public Registered {
            corrections = List.copyOf(corrections);
            misfits = List.copyOf(misfits);
        }
    }

    /** The reading is journalled. Who merely looks after the child finds nothing: the list and the file hide most of it from them. */
    public Optional<Registered> read(Actor actor, String code) {
        boolean works = work.peek(
                        actor,
                        code,
                        Section.IDENTITY,
                        file -> !readers.of(file.id()).least())
                .orElse(false);
        if (!works) return Optional.empty();
        return work.open(actor, code, Section.IDENTITY, "cases.registration-read", this::registered);
    }

    /** What does not fit what is registered of the child; nothing of the identity is opened for it. */
    public List<FieldError> misfits(Actor actor, String code) {
        return work.peek(actor, code, Section.IDENTITY, warnings::of).orElse(List.of());
    }

    /** A correction that a supervisor has to agree to first; null = none waits. */
    public @Nullable Decision waiting(Actor actor, String code) {
        return work.peek(actor, code, Section.IDENTITY, file -> decisions.waiting(KIND, file.id()))
                .flatMap(found -> found)
                .orElse(null);
    }

    /** What is registered otherwise than the slip says with which the child was handed over. */
    List<FieldError> againstSlip(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.IDENTITY,
                        file -> file.slipId() == null
                                ? List.<FieldError>of()
                                : slips.find(actor, file.slipId())
                                        .map(slip -> AgainstSlip.differences(slip, file.sex(), file.ageAtRescue()))
                                        .orElse(List.of()))
                .orElse(List.of());
    }

    /**
     * Corrects it, or asks a supervisor where the correction moves a rule about the child ({@link AgeThresholds}), says otherwise who a
     * verified child is, or gives another sex than the slip that two people signed: then nothing changes before.
     */
    public Outcome<Registered> correct(Actor actor, String code, CorrectRegistration command) {
        return work.onceOnAny(
                actor,
                code,
                Verb.CHILD_WRITE,
                Section.IDENTITY,
                new Once<>(
                        command.id(),
                        command,
                        file -> CaseWork.among(store.of(file.id()), Correction::id, command.id())
                                .map(done -> registered(file))),
                file -> correct(actor, file, command));
    }

    private Outcome<Registered> correct(Actor actor, CaseFile file, CorrectRegistration command) {
        FieldError why = command.refusal(file);
        if (why != null) return new Outcome.Refused<>(why);
        Registered before = registered(file);
        Particulars wanted = command.wanted().aged(file);
        List<String> fields = Differences.between(before.now().fields(), wanted.fields());
        if (before.version() != command.version()) return new Outcome.Stale<>(before, fields);
        if (fields.isEmpty()) return Outcome.Refused.because("reason", "cases.nothing-corrected");
        if (new AgeThresholds(file, work.today(), policies).moved(before.now(), wanted)
                || fields.stream().anyMatch(VERIFIED::contains) && isVerified(file)
                || fields.contains("sex") && file.slipId() != null) return ask(actor, file, command, before, wanted);
        return hold(
                file,
                made(command.id(), actor.personId(), command.reason(), fields, before.now(), wanted),
                before,
                wanted,
                null);
    }

    private boolean isVerified(CaseFile file) {
        return identities.held(file.id()).map(Identities.Held::verified).orElse(false);
    }

    private Outcome<Registered> ask(
            Actor actor, CaseFile file, CorrectRegistration command, Registered before, Particulars wanted) {
        if (decisions.waitsOfAnother(KIND, file.id()))
            return Outcome.Refused.because("reason", Decisions.WAITS_OF_ANOTHER);
        Proposal made = Proposal.onFile(KIND, file.id(), file.id(), before.version())
                .because(command.reason())
                .with(Proposed.sideBySide(before.now().fields(), wanted.fields()));
        if (!isBornSo(before.now(), wanted)) {
            Identities.Held held = identities.held(file.id()).orElseThrow();
            made = made.writing(
                    identities.columns(file, held, held.identity().born(wanted.birthDate(), wanted.ageMethod())));
        }
        Decision asked = decisions.propose(actor, made);
        store.propose(asked.id(), wanted);
        work.note(file, Section.IDENTITY, "cases.age-correction-asked", Map.of());
        return new Outcome.Done<>(registered(file));
    }

    /** A supervisor who did not ask for it agrees to a correction that moves a rule about the child. */
    public Outcome<Registered> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.IDENTITY, file -> {
            Registered before = registered(file);
            Particulars wanted = agreed ? proposed(decision) : before.now(); // a no needs nothing that can be read
            if (agreed
                    && (before.version() != decision.version()
                            || !restsOn(decision, before.now())
                            || !writes(file, decision, before.now(), wanted)))
                return Outcome.Refused.because("decision", "cases.age-outdated");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (!agreed) {
                work.note(file, Section.IDENTITY, "cases.age-correction-refused", Map.of());
                return new Outcome.Done<>(registered(file));
            }
            List<String> fields = Differences.between(before.now().fields(), wanted.fields());
            String why = decision.why() == null ? "" : decision.why();
            Correction made = made(decision.id(), decision.proposedBy(), why, fields, before.now(), wanted);
            return hold(file, made, before, wanted, decision);
        });
    }

    private static boolean isBornSo(Particulars before, Particulars wanted) {
        return Objects.equals(before.birthDate(), wanted.birthDate())
                && Objects.equals(before.ageMethod(), wanted.ageMethod());
    }

    /** Whether the identity is what it was when this was asked for, and the birth date that is shown is the one that will be written. */
    private boolean writes(CaseFile file, Decision decision, Particulars before, Particulars wanted) {
        if (isBornSo(before, wanted)) return true;
        Identities.Held held = identities.held(file.id()).orElseThrow();
        return words.say(
                file,
                decision,
                ProposedWords.SEALED,
                Identities.SEAL_CONTEXT,
                held.identity().born(wanted.birthDate(), wanted.ageMethod()));
    }

    /** Whether everything that was shown as registered when it was asked for still is. */
    private static boolean restsOn(Decision decision, Particulars now) {
        return Proposed.showsBefore(decision, now.fields());
    }

    private static Particulars proposed(Decision decision) {
        String age = Proposed.text(decision, "age");
        String born = Proposed.text(decision, "birthDate");
        return new Particulars(
                Objects.requireNonNull(Proposed.text(decision, "sex")),
                age == null ? null : Integer.valueOf(age),
                Boolean.parseBoolean(Proposed.text(decision, "ageEstimated")),
                born == null ? null : LocalDate.parse(born),
                Proposed.text(decision, "ageMethod"),
                Proposed.text(decision, "nationality"),
                Objects.requireNonNull(Proposed.text(decision, "country")),
                Proposed.text(decision, "sector"));
    }

    /** @param agreed null = it needed no second person */
    private Outcome<Registered> hold(
            CaseFile file, Correction made, Registered before, Particulars wanted, @Nullable Decision agreed) {
        write(file, before.now(), wanted, agreed);
        store.insert(file.id(), made);
        work.note(file, Section.IDENTITY, "cases.registration-corrected", facts(made));
        return new Outcome.Done<>(registered(files.find(file.id()).orElseThrow()));
    }

    private Registered registered(CaseFile file) {
        List<Correction> corrections = store.of(file.id());
        Identity identity = identities.of(file).orElse(null);
        return new Registered(
                Particulars.of(file, identity),
                corrections.size() + 1,
                corrections,
                warnings.of(file),
                decisions.waiting(KIND, file.id()).map(Decision::id).orElse(null));
    }

    private void write(CaseFile file, Particulars before, Particulars wanted, @Nullable Decision agreed) {
        state(file, CaseFiles.Fact.SEX, before.sex(), wanted.sex());
        if (before.ageEstimated()) state(file, CaseFiles.Fact.AGE_ESTIMATED, true, wanted.ageEstimated());
        state(file, CaseFiles.Fact.AGE_AT_RESCUE, before.age(), wanted.age());
        if (!before.ageEstimated()) state(file, CaseFiles.Fact.AGE_ESTIMATED, false, wanted.ageEstimated());
        state(file, CaseFiles.Fact.NATIONALITY, before.nationality(), wanted.nationality());
        state(file, CaseFiles.Fact.SECTOR, before.sector(), wanted.sector());
        if (!wanted.country().equals(before.country()))
            files.turn(file.id(), CaseFiles.Turn.COUNTRY, wanted.country(), work.now());
        if (isBornSo(before, wanted)) return;
        if (agreed == null) identities.correctBirth(file, wanted.birthDate(), wanted.ageMethod());
        else identities.correctBirth(file, wanted.birthDate(), wanted.ageMethod(), agreed);
    }

    private void state(CaseFile file, CaseFiles.Fact fact, @Nullable Object before, @Nullable Object wanted) {
        if (!Objects.equals(before, wanted)) files.state(file.id(), fact, wanted, work.now());
    }

    private Correction made(
            UUID id, UUID by, String reason, List<String> fields, Particulars before, Particulars wanted) {
        Correction.SealedText words =
                new Correction.SealedText(reason, texts(fields, before.fields()), texts(fields, wanted.fields()));
        return new Correction(id, fields, by, work.now(), words);
    }

    private static Map<String, String> texts(List<String> fields, Map<String, @Nullable Object> all) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String field : fields) {
            Object value = all.get(field);
            texts.put(field, value == null ? "" : value.toString());
        }
        return texts;
    }

    /** Before and after of each corrected field. */
    private static Map<String, Object> facts(Correction made) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (String field : made.fields())
            facts.put(
                    field,
                    List.of(
                            made.words().before().getOrDefault(field, ""),
                            made.words().after().getOrDefault(field, "")));
        return facts;
    }
}
