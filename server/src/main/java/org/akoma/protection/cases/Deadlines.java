package org.akoma.protection.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clocks that start when a child comes into care: screening (T2), registration with consent (T3), guardian (T4). */
@Component
public class Deadlines {

    private final ActorTransactions transactions;
    private final CaseFiles files;
    private final Policies policies;

    Deadlines(ActorTransactions transactions, CaseFiles files, Policies policies) {
        this.transactions = transactions;
        this.files = files;
        this.policies = policies;
    }

    /** The clock of one rule; null when it does not run. */
    public @Nullable Deadline of(Actor actor, CaseFile file, String rule) {
        return transactions.as(actor, () -> of(file)).stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElse(null);
    }

    /**
     * Owed from the hand-over, or from the registration where there was none: from then on somebody answers for the child. Call inside an
     * Entry.
     */
    public List<Deadline> of(CaseFile file) {
        Instant handed = file.handedAt();
        Instant owed = handed == null ? file.registeredAt() : handed;
        List<Deadline> clocks = new ArrayList<>();
        clocks.add(new Deadline("T2", owed.plus(policies.hours("medical-screening.max")), file.medicalScreenedAt()));
        clocks.add(new Deadline(
                "T3",
                owed.plus(policies.hours("registration.max")),
                files.consentedAt(file.id()).orElse(null)));
        clocks.add(guardian(owed, policies.days("guardian.max"), file.guardianOn()));
        return List.copyOf(clocks);
    }

    /** The appointment is known by its day: made on the last day, it is in time. */
    static Deadline guardian(Instant owed, int days, @Nullable LocalDate on) {
        return new Deadline(
                "T4",
                owed.plus(Duration.ofDays(days)),
                on == null ? null : on.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
