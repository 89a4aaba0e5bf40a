package org.akoma.protection.visits;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisations;
import org.akoma.protection.assistance.Providers;
import org.akoma.protection.cases.CaseFile;
import org.springframework.stereotype.Component;

/**
 * Who may be named as having made a visit, and from which day on ({@code trust.md 4}): a partner is a structure or a provider known here, and
 * its report counts as a contact; a visit on paper from before the file lies at most a year before it. What was recorded elsewhere is taken as
 * it is. The database holds the partner and the contact too (followup.partner_is_known); whether the partner really said so, it cannot know.
 */
@Component
class VisitPartners {

    private final Organisations organisations;
    private final Providers providers;

    VisitPartners(Organisations organisations, Providers providers) {
        this.organisations = organisations;
        this.providers = providers;
    }

    /** Why a record is refused; empty when it is not. Call inside an actor's transaction. */
    List<FieldError> refusals(Actor actor, CaseFile file, RecordVisit command, LocalDate today) {
        if (command.takenOver()) return List.of();
        List<FieldError> wrong = new ArrayList<>();
        LocalDate first = LocalDate.ofInstant(
                        file.handedAt() != null && file.handedAt().isBefore(file.registeredAt())
                                ? file.handedAt()
                                : file.registeredAt(),
                        ZoneOffset.UTC)
                .minusYears(1);
        if (command.on().isBefore(first)) wrong.add(FieldError.of("doneOn", "followup.visit-before-file", first));
        String partner = command.partner();
        if (partner == null) return wrong;
        boolean known = organisations
                        .find(partner)
                        .filter(one -> one.existsOn(command.on()))
                        .isPresent()
                || providers.all(actor, today).stream()
                        .anyMatch(one -> one.code().equals(partner));
        if (!known) wrong.add(FieldError.of("partner", "followup.visit-no-such-partner"));
        if (!Visit.CONTACTS.contains(command.mode()))
            wrong.add(FieldError.of("mode", "followup.visit-partner-is-contact"));
        return wrong;
    }
}
