package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a supervisor agrees to of guardians: who is named beside a barred family, and the end of a mandate that an authority gave. */
@Service
class Mandates {

    static final String NAMING = "GUARDIAN";
    static final String END = "GUARDIAN_END";

    /** What is shown to who decides, in this order. */
    static final List<String> FIELDS =
            List.of("guardianName", "guardianKind", "mandateSince", "mandateUntil", "guardianContact", "guardianWords");

    /** The same as the form names them. */
    static final Map<String, String> TYPED = Map.of(
            "guardianName", "name",
            "guardianKind", "kind",
            "mandateSince", "appointedOn",
            "mandateUntil", "endedOn",
            "guardianContact", "contact",
            "guardianWords", "words");

    private final Decisions decisions;
    private final CaseWork work;

    Mandates(Decisions decisions, CaseWork work) {
        this.decisions = decisions;
        this.work = work;
    }

    void askNaming(Actor actor, CaseFile file, Guardian guardian) {
        decisions.propose(
                actor,
                Proposal.onFile(NAMING, file.id(), guardian.id(), 1)
                        .with(Proposed.sideBySide(Map.of(), fields(guardian, null))));
        work.note(file, Section.FAMILY, "cases.guardian-asked", of(guardian));
    }

    /** Those whom an authority appointed before the family was barred, and whom no supervisor has confirmed. */
    void askAnew(Actor actor, CaseFile file, List<Guardian> guardians) {
        guardians.stream()
                .filter(one ->
                        one.waits() && one.endedOn() == null && one.kind().byAuthority())
                .filter(one -> decisions.waiting(NAMING, one.id()).isEmpty())
                .forEach(one -> askNaming(actor, file, one));
    }

    /** The last request to confirm each of those who wait. */
    Map<UUID, Decision> requests(List<Guardian> guardians) {
        Map<UUID, Decision> last = new LinkedHashMap<>();
        guardians.stream()
                .filter(Guardian::waits)
                .forEach(one -> decisions.of(NAMING, one.id()).stream()
                        .findFirst()
                        .ifPresent(asked -> last.put(one.id(), asked)));
        return last;
    }

    Outcome<Guardian> askEnd(Actor actor, CaseFile file, Guardian guardian, LocalDate day) {
        if (decisions.waitsOfAnother(END, guardian.id()))
            return Outcome.Refused.because("endedOn", Decisions.WAITS_OF_ANOTHER);
        // The day is the version, so that the database writes no other one.
        decisions.propose(
                actor,
                Proposal.onFile(END, file.id(), guardian.id(), Math.toIntExact(day.toEpochDay()))
                        .with(Proposed.sideBySide(Map.of(), fields(guardian, day))));
        work.note(file, Section.FAMILY, "cases.guardian-end-asked", of(guardian));
        return new Outcome.Done<>(guardian);
    }

    /** @return null when the verdict was taken */
    @Nullable
    Outcome<Guardian> verdict(
            Actor actor, CaseFile file, Guardian guardian, Decision decision, boolean agreed, @Nullable String reason) {
        LocalDate until = decision.kind().equals(END) ? LocalDate.ofEpochDay(decision.version()) : null;
        if (agreed && !decision.fields().equals(Proposed.sideBySide(Map.of(), fields(guardian, until))))
            return Outcome.Refused.because("decision", "access.decision-changed");
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
        String act = decision.kind().equals(NAMING) ? "cases.guardian" : "cases.guardian-end";
        work.note(file, Section.FAMILY, act + (agreed ? "-agreed" : "-refused"), Map.of());
        return null;
    }

    private static Map<String, String> of(Guardian guardian) {
        return Map.of("kind", guardian.kind().name());
    }

    private static Map<String, @Nullable Object> fields(Guardian guardian, @Nullable LocalDate until) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("guardianName", guardian.name());
        fields.put("guardianKind", guardian.kind());
        fields.put("mandateSince", guardian.appointedOn());
        fields.put("mandateUntil", until);
        fields.put("guardianContact", guardian.contact());
        fields.put("guardianWords", guardian.words());
        return fields;
    }
}
