package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.ProposedWords;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.cases.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes of who the child is. Once it was verified, another name, birth date or birth place needs two people ({@code trust.md 2}). */
@Service
class IdentityChanges {

    static final String KIND = "IDENTITY_CHANGE";

    private final Identities identities;
    private final CaseFiles files;
    private final CaseWork work;
    private final Policies policies;
    private final Decisions decisions;
    private final ProposedWords words;

    IdentityChanges(
            Identities identities,
            CaseFiles files,
            CaseWork work,
            Policies policies,
            Decisions decisions,
            ProposedWords words) {
        this.words = words;
        this.identities = identities;
        this.files = files;
        this.work = work;
        this.policies = policies;
        this.decisions = decisions;
    }

    /**
     * Replaces the identity, on condition that it still has this version; asks a supervisor where it was verified and says otherwise who the
     * child is: then it is answered as it is, with the same version.
     */
    public Outcome<Versioned<Identity>> change(Actor actor, String code, Identity wanted, int version) {
        return work.onAny(actor, code, Verb.CHILD_WRITE, Section.IDENTITY, file -> {
            Identities.Held before = identities.held(file.id()).orElseThrow();
            List<String> fields =
                    Differences.between(IdentityForm.fields(before.identity()), IdentityForm.fields(wanted));
            if (before.version() != version) return stale(file, before, fields);
            if (before.identity().isBornOtherwise(wanted))
                return Outcome.Refused.because("birthDate", "cases.birth-by-correction");
            if (movesThreshold(file, before.identity(), wanted))
                return Outcome.Refused.because("birthDate", "cases.age-by-correction");
            if (!identities.isAsVerified(before, wanted)) return ask(actor, file, before, wanted, fields);
            return keep(file, before, wanted, fields);
        });
    }

    private Outcome<Versioned<Identity>> ask(
            Actor actor, CaseFile file, Identities.Held before, Identity wanted, List<String> fields) {
        if (decisions.waitsOfAnother(KIND, file.id()))
            return Outcome.Refused.because("reason", Decisions.WAITS_OF_ANOTHER);
        Map<String, Object> proposed = new LinkedHashMap<>(Proposed.sideBySide(
                only(fields, IdentityForm.fields(before.identity())), only(fields, IdentityForm.fields(wanted))));
        proposed.put(IdentityDecisions.CHANGED, fields);
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), file.id(), before.version())
                        .with(proposed)
                        .writing(identities.columns(file, before, wanted)));
        work.note(file, Section.IDENTITY, "cases.identity-change-asked", Map.of("fields", fields));
        return new Outcome.Done<>(new Versioned<>(before.identity(), before.version()));
    }

    private static Map<String, @Nullable Object> only(List<String> fields, Map<String, @Nullable Object> all) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        fields.forEach(field -> some.put(field, all.get(field)));
        return some;
    }

    /** A supervisor who did not ask for it agrees to the change of a verified identity, or refuses it. */
    public Outcome<Versioned<Identity>> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.IDENTITY, file -> {
            Identities.Held before = identities.held(file.id()).orElseThrow();
            List<String> fields = IdentityDecisions.changed(decision);
            Map<String, @Nullable Object> all = new LinkedHashMap<>(IdentityForm.fields(before.identity()));
            fields.forEach(field -> all.put(field, decision.fields().get(field)));
            Identity wanted = IdentityForm.of(all);
            if (agreed
                    && (before.version() != decision.version()
                            || !words.say(file, decision, ProposedWords.SEALED, Identities.SEAL_CONTEXT, wanted)))
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (!agreed) {
                work.note(file, Section.IDENTITY, "cases.identity-change-refused", Map.of());
                return new Outcome.Done<>(new Versioned<>(before.identity(), before.version()));
            }
            return identities.replace(file, before, wanted, decision)
                    ? kept(file, before, wanted, fields)
                    : stale(file, before, fields);
        });
    }

    private Outcome<Versioned<Identity>> keep(
            CaseFile file, Identities.Held before, Identity wanted, List<String> fields) {
        return identities.replace(file, before, wanted)
                ? kept(file, before, wanted, fields)
                : stale(file, before, fields);
    }

    private Outcome<Versioned<Identity>> kept(
            CaseFile file, Identities.Held before, Identity wanted, List<String> fields) {
        age(file, before.identity(), wanted);
        work.note(file, Section.IDENTITY, "cases.identity-changed", Map.of("fields", fields));
        return new Outcome.Done<>(new Versioned<>(wanted, before.version() + 1));
    }

    /** A page shows the identity as it is now: a reading like any other. */
    private Outcome<Versioned<Identity>> stale(CaseFile file, Identities.Held before, List<String> fields) {
        work.note(file, Section.IDENTITY, "cases.identity-revealed", Map.of());
        return new Outcome.Stale<>(new Versioned<>(before.identity(), before.version()), fields);
    }

    /** Whether a birth date that becomes known moves a rule about the child: then it is a correction, to which a supervisor agrees. */
    private boolean movesThreshold(CaseFile file, Identity before, Identity wanted) {
        if (wanted.birthDate() == null || wanted.birthDate().equals(before.birthDate())) return false;
        Particulars was = Particulars.of(file, before);
        Particulars is = new Particulars(
                        was.sex(),
                        was.age(),
                        false,
                        wanted.birthDate(),
                        wanted.ageMethod(),
                        was.nationality(),
                        was.country(),
                        was.sector())
                .aged(file);
        return new AgeThresholds(file, work.today(), policies).moved(was, is);
    }

    /** A birth date that becomes known tells the age at the rescue. */
    private void age(CaseFile file, Identity before, Identity wanted) {
        LocalDate born = wanted.birthDate();
        if (born == null || born.equals(before.birthDate())) return;
        int years = Math.clamp(Particulars.yearsAtRescue(file, born), 0, CorrectRegistration.OLDEST);
        files.state(
                file.id(), CaseFiles.Fact.AGE_ESTIMATED, false, work.now()); // first: the year more of an estimate ends
        files.state(file.id(), CaseFiles.Fact.AGE_AT_RESCUE, years, work.now());
    }
}
