package org.akoma.protection.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who answers for each child. The first appointment stops the clock T4. */
@Service
public class Guardians {

    private final CaseWork work;
    private final GuardianStore store;
    private final CaseFiles files;
    private final Families families;
    private final Mandates mandates;
    private final Journal journal;
    private final Clock clock;

    Guardians(
            CaseWork work,
            GuardianStore store,
            CaseFiles files,
            Families families,
            Mandates mandates,
            Journal journal,
            Clock clock) {
        this.work = work;
        this.store = store;
        this.files = files;
        this.families = families;
        this.mandates = mandates;
        this.journal = journal;
        this.clock = clock;
    }

    /** All, newest first; the reading is journalled. */
    public Optional<List<Guardian>> read(Actor actor, String code) {
        return work.open(actor, code, Section.FAMILY, "cases.guardians-read", file -> store.of(file.id()));
    }

    /** By the age at the rescue, and a year more: nobody answered for the child before. */
    private static LocalDate bornAfter(CaseFile file) {
        Integer age = file.ageAtRescue();
        return age == null
                ? LocalDate.MIN
                : LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC)
                        .minusYears(age + 1L)
                        .minusDays(31);
    }

    public Outcome<Guardian> appoint(Actor actor, String code, AppointGuardian command) {
        return work.onceOnAny(
                actor,
                code,
                Verb.CHILD_WRITE,
                Section.FAMILY,
                new Once<>(command.id(), command, file -> find(file, command.id())),
                file -> {
                    if (command.appointedOn().isAfter(LocalDate.now(clock)))
                        return Outcome.Refused.because("appointedOn", "form.future");
                    if (command.appointedOn().isBefore(bornAfter(file)))
                        return Outcome.Refused.because("appointedOn", "cases.guardian-before-birth");
                    if (store.isOfTheStaff(file.id(), command.name()))
                        return Outcome.Refused.because("name", "cases.guardian-of-staff");
                    boolean barred = families.isBarred(file);
                    if (barred && !command.kind().byAuthority())
                        return Outcome.Refused.because("kind", "cases.guardian-of-barred-family");
                    Guardian appointed = new Guardian(
                            command.id(),
                            command.kind(),
                            command.appointedOn(),
                            null,
                            command.name(),
                            command.contact(),
                            command.words(),
                            actor.personId(),
                            barred);
                    store.insert(file.id(), appointed);
                    if (appointed.waits()) mandates.askNaming(actor, file, appointed);
                    else first(file, appointed);
                    journal.note(
                            file.id(),
                            Section.FAMILY,
                            "cases.guardian-appointed",
                            Map.of(
                                    "kind",
                                    command.kind().name(),
                                    "on",
                                    command.appointedOn().toString()));
                    return new Outcome.Done<>(appointed);
                });
    }

    private void first(CaseFile file, Guardian guardian) {
        LocalDate first = file.guardianOn();
        if (first == null || guardian.appointedOn().isBefore(first))
            files.state(file.id(), CaseFiles.Fact.GUARDIAN_ON, guardian.appointedOn(), clock.instant());
    }

    /**
     * A mandate that an authority gave and that ran ends once a supervisor agreed to it; who was named beside a barred family and never confirmed is taken
     * back alone.
     *
     * @param day the first day on which the guardian no longer answers
     */
    public Outcome<Guardian> end(Actor actor, String code, UUID guardian, LocalDate day) {
        return work.onAny(actor, code, Verb.CHILD_WRITE, Section.FAMILY, file -> {
            Guardian found = find(file, guardian).orElse(null);
            if (found == null) return new Outcome.NotFound<>();
            if (found.endedOn() != null) return Outcome.Refused.because("endedOn", "cases.guardian-ended");
            if (day.isBefore(found.appointedOn())) return Outcome.Refused.because("endedOn", "cases.guardian-order");
            if (day.isAfter(LocalDate.now(clock))) return Outcome.Refused.because("endedOn", "form.future");
            if (found.kind().byAuthority() && store.hasAnswered(guardian))
                return mandates.askEnd(actor, file, found, day);
            store.end(file.id(), guardian, day);
            journal.note(
                    file.id(),
                    Section.FAMILY,
                    "cases.guardian-ended",
                    Map.of("kind", found.kind().name(), "on", day.toString()));
            return new Outcome.Done<>(find(file, guardian).orElseThrow());
        });
    }

    /** A supervisor's verdict on a guardian or the end of a mandate: what was agreed to takes effect with it, in the database. */
    Outcome<Guardian> decide(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.FAMILY, file -> {
            Guardian asked = find(file, decision.subject()).orElse(null);
            if (asked == null) return new Outcome.NotFound<>();
            Outcome<Guardian> refused = mandates.verdict(actor, file, asked, decision, agreed, reason);
            if (refused != null) return refused;
            Guardian now = find(file, decision.subject()).orElseThrow();
            if (agreed && decision.kind().equals(Mandates.NAMING)) first(file, now);
            return new Outcome.Done<>(now);
        });
    }

    /** The requests to confirm guardians, by guardian. */
    Map<UUID, Decision> requests(Actor actor, List<Guardian> guardians) {
        return work.as(actor, () -> mandates.requests(guardians));
    }

    /** Whether only somebody whom an authority appointed may answer for the child; false for who does not read its family. */
    boolean onlyByAuthority(Actor actor, CaseFile file) {
        return work.as(actor, () -> families.isBarred(file));
    }

    /** Whether an authority has appointed somebody who answers for the child on this day. Call inside an actor's transaction. */
    public boolean isAppointed(CaseFile file, LocalDate day) {
        return store.of(file.id()).stream()
                .anyMatch(guardian -> guardian.kind().byAuthority() && guardian.answersOn(day));
    }

    /** Whether anybody answers for the child on this day. Call inside an actor's transaction. */
    public boolean isKnown(CaseFile file, LocalDate day) {
        return store.of(file.id()).stream().anyMatch(guardian -> guardian.answersOn(day));
    }

    private Optional<Guardian> find(CaseFile file, UUID guardian) {
        return CaseWork.among(store.of(file.id()), Guardian::id, guardian);
    }

    /** All of them. Call inside an actor's transaction; not journalled. */
    public List<Guardian> of(UUID file) {
        return store.of(file);
    }
}
