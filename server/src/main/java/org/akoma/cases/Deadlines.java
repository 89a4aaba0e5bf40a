package org.akoma.cases;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clocks that start when a child is handed over: screening (T2), registration with consent (T3), guardian (T4). */
@Component
class Deadlines {

    private final Entry entry;
    private final ConsentStore consents;
    private final Policies policies;

    Deadlines(Entry entry, ConsentStore consents, Policies policies) {
        this.entry = entry;
        this.consents = consents;
        this.policies = policies;
    }

    /** The clock of one rule; null when it does not run. */
    @Nullable
    Deadline of(Actor actor, CaseFile file, String rule) {
        return entry.as(actor, () -> of(file)).stream()
                .filter(one -> one.rule().equals(rule))
                .findFirst()
                .orElse(null);
    }

    /** None when it is not known when the child was handed over. Call inside an Entry. */
    List<Deadline> of(CaseFile file) {
        Instant handed = file.handedAt();
        if (handed == null) return List.of();
        List<Deadline> clocks = new ArrayList<>();
        clocks.add(new Deadline("T2", handed.plus(policies.hours("medical-screening.max")), file.medicalScreenedAt()));
        clocks.add(new Deadline("T3", handed.plus(policies.hours("registration.max")), consented(file)));
        clocks.add(guardian(handed, policies.days("guardian.max"), file.guardianOn()));
        return List.copyOf(clocks);
    }

    /** Registration is whole once case management was asked about. */
    private @Nullable Instant consented(CaseFile file) {
        Optional<Instant> asked = consents.first(file.id(), Consent.Purpose.CASE_MANAGEMENT);
        return asked.map(at -> at.isBefore(file.registeredAt()) ? file.registeredAt() : at)
                .orElse(null);
    }

    /** The appointment is known by its day: made on the last day, it is in time. */
    static Deadline guardian(Instant handed, int days, @Nullable LocalDate on) {
        return new Deadline(
                "T4",
                handed.plus(Duration.ofDays(days)),
                on == null ? null : on.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
