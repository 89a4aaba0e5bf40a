package org.akoma.ground.oversight;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.Policy;
import org.akoma.ground.reference.ProcessingActivities;
import org.akoma.ground.reference.ProcessingActivity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The register of processing ({@code requirements.md 8.1}): what this software does with personal data, with the time limits in force, and what the
 * authorities said of it. Data protection officers keep it, project managers read it.
 */
@Service
class ProcessingRegister {

    private final Policies policies;
    private final RegistrationStore store;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Journal journal;

    ProcessingRegister(
            Policies policies,
            RegistrationStore store,
            ActorTransactions transactions,
            SentCommands sent,
            Journal journal) {
        this.policies = policies;
        this.store = store;
        this.transactions = transactions;
        this.sent = sent;
        this.journal = journal;
    }

    /**
     * One processing in the reader's language.
     *
     * @param receivers codes of roles
     * @param limits how long it is kept, as in force
     * @param kept the same in words, where no limit says it
     * @param transfers whether it leaves the house
     */
    record Line(
            String code,
            String name,
            String purpose,
            String basis,
            String people,
            String data,
            List<String> receivers,
            List<Limit> limits,
            @Nullable String kept,
            boolean transfers) {}

    /** A time limit in force. */
    record Limit(String key, String label, Policy.Unit unit, int value) {}

    static boolean keeps(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    static boolean reads(Actor actor) {
        return keeps(actor) || actor.is(Role.PROJECT_MANAGER);
    }

    List<Line> lines(Locale reader) {
        return ProcessingActivities.all().stream().map(one -> line(one, reader)).toList();
    }

    private Line line(ProcessingActivity one, Locale reader) {
        ProcessingActivity.Texts said = one.texts(reader);
        List<Limit> limits = one.limits().stream()
                .map(policies::get)
                .map(policy ->
                        new Limit(policy.key(), policy.label(reader), policy.unit(), Integer.parseInt(policy.value())))
                .toList();
        return new Line(
                one.code(),
                said.name(),
                said.purpose(),
                said.basis(),
                said.people(),
                said.data(),
                one.receivers(),
                limits,
                said.kept(),
                one.transfers());
    }

    /** Newest first. */
    List<Registration> registrations(Actor actor) {
        return reads(actor) ? transactions.as(actor, store::all) : List.of();
    }

    Answer<RecordRegistration> record(Actor actor, RecordRegistration said) {
        if (!keeps(actor)) return new Answer.Forbidden<>();
        if (said.until() != null && said.until().isBefore(said.from()))
            return Answer.Refused.because("until", "oversight.registration-until");
        return transactions.as(actor, () -> {
            if (!sent.isSame(said.id(), said)) return Answer.Refused.because("id", Problem.OTHER_CONTENT);
            if (store.has(said.id())) return new Answer.Done<>(said);
            switch (store.record(said)) {
                case "DONE" -> {}
                case "REFERENCE" -> {
                    return Answer.Refused.because("reference", "oversight.registration-reference");
                }
                default -> {
                    return Answer.Refused.because("from", "oversight.registration-later");
                }
            }
            sent.keep(said.id(), said);
            journal.noteOwn(
                    actor,
                    "oversight.registration-recorded",
                    Map.of("country", said.country().name(), "kind", said.kind().name()));
            return new Answer.Done<>(said);
        });
    }
}
