package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseChanged;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.ConsentGate;
import org.akoma.protection.consent.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Where a child goes to school or learns a trade, and how it ends. A school that is a structure with accounts here sees its own pupils. */
@Service
public class Enrolments {

    /** That the child is its pupil, read only; what it may enter is attendance, by the table's own policy. */
    private static final Set<Section> SCHOOL_SEES = Set.copyOf(EnumSet.of(Section.STATUS));

    private final EnrolmentStore store;
    private final InstitutionStore institutions;
    private final CaseWork work;
    private final Grants grants;
    private final ConsentGate consent;
    private final Policies policies;
    private final Agreements agreements;
    private final Organisations organisations;
    private final Consents consents;
    private final ApplicationEventPublisher events;

    Enrolments(
            EnrolmentStore store,
            InstitutionStore institutions,
            CaseWork work,
            Grants grants,
            ConsentGate consent,
            Policies policies,
            Agreements agreements,
            Organisations organisations,
            Consents consents,
            ApplicationEventPublisher events) {
        this.events = events;
        this.agreements = agreements;
        this.organisations = organisations;
        this.consents = consents;
        this.store = store;
        this.institutions = institutions;
        this.work = work;
        this.grants = grants;
        this.consent = consent;
        this.policies = policies;
    }

    /** Those that run first; the reading is journalled. */
    public Outcome<List<Enrolment>> of(Actor actor, String code) {
        return work.read(actor, code, Section.ASSISTANCE, "assistance.schooling-read", file -> store.of(file.id()));
    }

    /** Enrols a child; the same id again answers with the enrolment that it made. */
    public Outcome<Enrolment> enrol(Actor actor, String code, EnrolChild command) {
        return work.once(
                actor,
                code,
                Verb.CASE_WRITE,
                Section.ASSISTANCE,
                new Once<>(command.id(), command, file -> store.find(file.id(), command.id())),
                file -> {
                    FieldError no = consent.refusal(file);
                    if (no != null) return new Outcome.Refused<>(no);
                    Institution at = institutions.find(command.institution()).orElse(null);
                    if (at == null) return Outcome.Refused.because("institution", "assistance.no-such-institution");
                    if (at.closedOn() != null && !command.startsOn().isBefore(at.closedOn()))
                        return Outcome.Refused.because("institution", "assistance.institution-closed", at.code());
                    List<FieldError> why = command.refusals(file.ageOn(command.startsOn()), work.today(), policies);
                    if (!why.isEmpty()) return new Outcome.Refused<>(why);
                    if (command.startsOn().isBefore(file.foundOn()))
                        return Outcome.Refused.because("startsOn", "cases.before-found", file.foundOn());
                    FieldError shut = notToOthers(file, at);
                    if (shut != null) return new Outcome.Refused<>(shut);
                    if (running(file.id(), at.id()) != null)
                        return Outcome.Refused.because("institution", "assistance.enrolled-already", at.code());
                    if (store.isLeftInDanger(file.id(), at.id()))
                        return Outcome.Refused.because("institution", "assistance.enrolment-in-danger", at.code());
                    store.insert(file, made(actor, file, at, command));
                    if (Boolean.FALSE.equals(command.tasksSafe())) danger(actor, file, DangerWritten.Where.WORKPLACE);
                    admit(actor, file, at);
                    return noted(file, command.id(), "assistance.enrolled");
                });
    }

    /** A school of another structure would see that the child is there: under an agreement of the file's structure, with the consent to share. */
    private @Nullable FieldError notToOthers(CaseFile file, Institution at) {
        UUID school = at.organisationId();
        if (school == null || school.equals(file.organisationId())) return null;
        String holder = codeOf(file.organisationId());
        String other = codeOf(school);
        Agreements.Verdict verdict = agreements.judge(holder, other, Agreement.Purpose.CARE, Set.of(), work.today());
        if (!(verdict instanceof Agreements.Verdict.Allowed))
            return FieldError.of("institution", "assistance.school-no-agreement", holder, other);
        return consents.allows(file, Consent.Purpose.SHARE_FOR_REFERRAL)
                ? null
                : FieldError.of("institution", "assistance.school-no-consent", other);
    }

    /** Those where the child can be enrolled: of other structures only where an agreement and the consent let the school see it. */
    List<Institution> open(Actor actor, CaseFile file, List<Institution> all) {
        return work.as(
                actor,
                () -> all.stream()
                        .filter(one -> one.closedOn() == null && notToOthers(file, one) == null)
                        .toList());
    }

    private String codeOf(UUID structure) {
        return organisations.code(structure).orElseThrow();
    }

    private @Nullable Enrolment running(UUID file, UUID institution) {
        return store.of(file).stream()
                .filter(one -> one.runs() && one.institutionId().equals(institution))
                .findFirst()
                .orElse(null);
    }

    private Enrolment made(Actor actor, CaseFile file, Institution at, EnrolChild command) {
        boolean apprentice = command.pathway() == Enrolment.Pathway.VOCATIONAL_TRAINING;
        LocalDate starts = command.startsOn();
        return new Enrolment(
                command.id(),
                file.id(),
                at.id(),
                at.code(),
                at.country(),
                at.deskId(),
                command.pathway(),
                command.trade(),
                starts,
                null,
                null,
                null,
                command.contract(),
                command.hoursAWeek(),
                command.insured(),
                command.tasksSafe(),
                null,
                starts.plusDays(policies.days("attendance.report.max")),
                apprentice ? starts.plusDays(policies.days("apprenticeship.visit.max")) : null,
                null,
                command.words(),
                actor.personId(),
                work.now(),
                1);
    }

    private void admit(Actor actor, CaseFile file, Institution at) {
        if (at.deskId() == null) return;
        grants.give(
                actor,
                grants.starting(
                        file.id(), Grant.Kind.DESK, at.deskId(), SCHOOL_SEES, false, null, Grant.Reason.ENROLMENT));
    }

    /** Changes contract, hours, insurance, safety of the tasks and the words; where and what the child learns is another enrolment. */
    public Outcome<Enrolment> change(Actor actor, String code, EnrolChild command, int version) {
        return work.on(actor, code, Verb.CASE_WRITE, Section.ASSISTANCE, file -> {
            Enrolment before = store.find(file.id(), command.id()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            List<FieldError> why = command.refusals(file.ageOn(before.startsOn()), work.today(), policies).stream()
                    .filter(one -> !EnrolChild.OF_THE_BEGINNING.contains(one.code()))
                    .toList();
            if (!why.isEmpty()) return new Outcome.Refused<>(why);
            List<String> changed = Differences.between(
                    fields(
                            before.contract(),
                            before.hoursAWeek(),
                            before.insured(),
                            before.tasksSafe(),
                            before.words()),
                    fields(
                            command.contract(),
                            command.hoursAWeek(),
                            command.insured(),
                            command.tasksSafe(),
                            command.words()));
            if (!store.update(file.id(), command, version)) return new Outcome.Stale<>(before, changed);
            if (command.findsHarm(before, policies)) {
                sooner(before);
                danger(actor, file, DangerWritten.Where.WORKPLACE);
            }
            return noted(file, command.id(), "assistance.enrolment-changed", Map.of("fields", changed));
        });
    }

    /** The apprentice is looked at as soon as a child at high risk, never later than was planned. */
    private void sooner(Enrolment enrolment) {
        LocalDate planned = enrolment.workplaceDue();
        LocalDate soon = work.today().plusDays(policies.days("follow-up.high.interval"));
        if (planned != null && planned.isAfter(soon)) store.workplaceDue(enrolment.id(), soon);
    }

    /** Publishes danger at work or at school at once, like any other danger ({@code trust.md 4}; followup.alarms asks for the alert too). */
    void danger(Actor actor, CaseFile file, DangerWritten.Where where) {
        events.publishEvent(new DangerWritten(file, where, actor.personId()));
    }

    private static Map<String, @Nullable Object> fields(
            @Nullable Boolean contract,
            @Nullable Integer hours,
            @Nullable Boolean insured,
            @Nullable Boolean safe,
            Enrolment.SealedText words) {
        return Differences.fields(
                "contract",
                contract,
                "hoursAWeek",
                hours,
                "insured",
                insured,
                "tasksSafe",
                safe,
                "pupil",
                words.pupil(),
                "master",
                words.master(),
                "contractNumber",
                words.contractNumber(),
                "remarks",
                words.remarks());
    }

    /** Ends an enrolment, with a reason; who drops out has one too. The school no longer sees the child. */
    public Outcome<Enrolment> end(
            Actor actor, String code, UUID enrolment, EndEnrolment command, @Nullable Integer version) {
        return work.on(actor, code, Verb.CASE_WRITE, Section.ASSISTANCE, file -> {
            Enrolment before = store.find(file.id(), enrolment).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (version != null && version != before.version())
                return new Outcome.Stale<>(
                        before,
                        Differences.between(
                                ending(before.endsOn(), before.endReason(), before.dropReason()),
                                ending(command.on(), command.reason(), command.dropReason())));
            FieldError why = command.refusal(before, work.today());
            if (why != null) return new Outcome.Refused<>(why);
            store.end(enrolment, command);
            DangerWritten.Where told =
                    command.dropReason() == null ? null : command.dropReason().danger();
            if (told != null) danger(actor, file, told);
            if (before.deskId() != null && noOther(file.id(), before.deskId()))
                grants.end(file.id(), before.deskId(), Grant.Reason.ENROLMENT);
            return noted(file, enrolment, "assistance.enrolment-ended");
        });
    }

    private static Map<String, @Nullable Object> ending(
            @Nullable LocalDate on, Enrolment.@Nullable End reason, Enrolment.@Nullable DropOut dropReason) {
        return Differences.fields("on", on, "reason", reason, "dropReason", dropReason);
    }

    private boolean noOther(UUID file, UUID desk) {
        return store.of(file).stream().noneMatch(one -> one.runs() && desk.equals(one.deskId()));
    }

    /**
     * A child under the age of schooling who learns nowhere: work is no pathway ({@code requirements.md 1.3}).
     *
     * @return the age under which it is so; null when nothing is wrong
     */
    @Nullable
    Integer missingPathway(CaseFile file, List<Enrolment> all) {
        Integer age = file.ageOn(work.today());
        int limit = policies.years("age.schooling.max-exclusive");
        boolean learns = all.stream().anyMatch(Enrolment::runs);
        return age == null || age >= limit || learns ? null : Integer.valueOf(limit);
    }

    @EventListener
    void follow(CaseChanged changed) {
        CaseFile was = changed.before();
        CaseFile is = changed.after();
        boolean moved = !was.workerId().equals(is.workerId())
                || !was.organisationId().equals(is.organisationId())
                || !java.util.Objects.equals(was.supervisorId(), is.supervisorId());
        if (moved || was.status().open() != is.status().open()) store.follow(is);
    }

    private Outcome<Enrolment> noted(CaseFile file, UUID enrolment, String act) {
        return noted(file, enrolment, act, Map.of());
    }

    private Outcome<Enrolment> noted(CaseFile file, UUID enrolment, String act, Map<String, ?> more) {
        Enrolment now = store.find(file.id(), enrolment).orElseThrow();
        Map<String, Object> facts = new HashMap<>(more);
        facts.put("pathway", now.pathway().name());
        facts.put("institution", now.institution());
        work.note(file, Section.ASSISTANCE, act, facts);
        return new Outcome.Done<>(now);
    }
}
