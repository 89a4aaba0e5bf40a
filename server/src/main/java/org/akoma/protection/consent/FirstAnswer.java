package org.akoma.protection.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.springframework.stereotype.Component;

/** What a new file lacks until case management was asked about ({@code requirements.md 2.4, T3}), and the page on which it is written. */
@Component
public class FirstAnswer {

    private final Consents consents;
    private final CaseFiles files;
    private final CaseWork work;
    private final Clock clock;

    FirstAnswer(Consents consents, CaseFiles files, CaseWork work, Clock clock) {
        this.consents = consents;
        this.files = files;
        this.work = work;
        this.clock = clock;
    }

    /** In the order in which they are written: no yes counts before it is known who answers for the child. */
    public enum Lack {
        GUARDIAN("/guardians/new"),
        CONSENT("/consents/new?purpose=" + Consent.Purpose.CASE_MANAGEMENT);

        private final String page;

        Lack(String page) {
            this.page = page;
        }

        /** Where it is written, below the address of the file; an act that was done follows as a parameter. */
        public String page(String done) {
            return page + (page.contains("?") ? "&" : "?") + "done=" + done;
        }
    }

    /** Empty where case management was asked about, whatever the answer, and for who does not write it down. */
    public Optional<Lack> lack(Actor actor, String code) {
        if (!actor.may(Verb.CHILD_WRITE) || isAsked(actor, code)) return Optional.empty();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean guardian = consents.rule(actor, code, today)
                .filter(ConsentRule::lacksGuardian)
                .isPresent();
        return Optional.of(guardian ? Lack.GUARDIAN : Lack.CONSENT);
    }

    private boolean isAsked(Actor actor, String code) {
        return work.peek(
                        actor,
                        code,
                        Section.FAMILY,
                        file -> files.consentedAt(file.id()).isPresent())
                .orElse(false);
    }
}
